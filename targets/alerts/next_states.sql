-- The state of every alert after a refresh. $alerting: the statuses that raise one. A goal that nobody has
-- reviewed alerts nobody.
INSERT OR REPLACE INTO alerts BY NAME
WITH judged AS (
    SELECT t.target_id,
           -- Units of two cities may share a name.
           coalesce(t.owners[1] || coalesce('（' || t.region || '）', ''), '') AS group_key,
           t.indicator || CASE WHEN t.region IS NULL THEN '' ELSE '（' || t.region || '）' END AS what,
           p.status,
           v.place,
           p.reason_zh,
           p.reason_en,
           list_contains($alerting, p.status) AS alerting,
           NOT list_contains($alerting, p.status) AND v.is_assessed AND p.actual IS NOT NULL AS recovered
    FROM progress AS p
    JOIN current_targets AS t USING (target_id)
    JOIN statuses AS v ON v.status = p.status
    WHERE t.state = 'accepted'
),
compared AS (
    SELECT coalesce(a.alert_id, j.target_id) AS alert_id,
           a.alert_id IS NULL OR a.state IN ('resolved', 'withdrawn') AS closed,
           coalesce(j.place < w.place, false) AS worse,
           coalesce(j.alerting OR j.recovered, false) AS news,
           a AS old,
           j AS new
    FROM judged AS j
    FULL JOIN alerts AS a ON a.target_id = j.target_id
    LEFT JOIN statuses AS w ON w.status = a.status
    WHERE a.alert_id IS NOT NULL OR j.alerting
),
decided AS (
    SELECT *,
           CASE
               WHEN new.target_id IS NULL THEN 'withdrawn'
               WHEN new.alerting AND old.state = 'acknowledged' AND NOT worse THEN 'acknowledged'
               WHEN new.alerting THEN 'firing'
               WHEN new.recovered THEN 'resolved'
               ELSE old.state
           END AS state,
           CASE WHEN news THEN new.status ELSE old.status END AS status
    FROM compared
)
SELECT alert_id,
       coalesce(old.target_id, new.target_id) AS target_id,
       CASE WHEN new.alerting THEN new.status ELSE old.rule END AS rule,
       coalesce(new.group_key, old.group_key) AS group_key,
       state,
       CASE WHEN closed AND state = 'firing' THEN $now ELSE old.since END AS since,
       CASE
           WHEN state IS NOT DISTINCT FROM old.state AND status IS NOT DISTINCT FROM old.status THEN old.changed_at
           ELSE $now
       END AS changed_at,
       status,
       CASE WHEN news THEN new.what || '：' || new.reason_zh ELSE old.message_zh END AS message_zh,
       CASE WHEN news THEN new.what || ': ' || new.reason_en ELSE old.message_en END AS message_en,
       CASE WHEN state = 'acknowledged' THEN old.who END AS who,
       CASE WHEN state = 'acknowledged' THEN old.note END AS note,
       CASE WHEN news THEN $run_id ELSE old.run_id END AS run_id
FROM decided
