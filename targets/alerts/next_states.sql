-- The state of every alert after a refresh. $alerting: the statuses that raise one; $likely_miss: the chance of a miss
-- from which a goal on schedule raises one as well. A goal that nobody has reviewed alerts nobody, one that is retired
-- no more. What was decided since the judging day before is told once, even where nothing was wrong (rule `decided`).
INSERT OR REPLACE INTO alerts BY NAME
WITH judged AS (
    SELECT
        t.target_id,
        -- Units of two cities may share a name.
        coalesce(t.owners[1] || coalesce('（' || t.region || '）', ''), '') AS group_key,
        t.indicator || CASE WHEN t.region IS NULL THEN '' ELSE '（' || t.region || '）' END AS what,
        p.status,
        v.place,
        p.reason_zh,
        p.reason_en,
        coalesce(v.is_assessed AND p.probability_of_miss > $likely_miss, false) AS likely_missed,
        promise_is_overdue(x.promised_on, p.as_of, p.status) AS promise_overdue,
        x.promised_on,
        list_contains($alerting, p.status) OR likely_missed OR promise_overdue AS alerting,
        NOT alerting AND v.is_assessed AND p.actual IS NOT NULL AS recovered,
        p.status IN ('met', 'met_late')
        AND coalesce(
            (
                SELECT arg_max(h.status, h.as_of) NOT IN ('met', 'met_late', 'missed')
                FROM progress_history AS h
                WHERE h.target_id = p.target_id AND h.as_of < p.as_of
            ),
            false
        ) AS decided
    FROM progress AS p
    JOIN current_targets AS t USING (target_id)
    JOIN statuses AS v ON v.status = p.status
    LEFT JOIN (
        SELECT
            target_id,
            arg_max(promised_on, explanation_id) AS promised_on
        FROM goal_explanations
        GROUP BY target_id
    ) AS x ON x.target_id = p.target_id
    WHERE t.state = 'accepted' AND NOT coalesce(p.is_settled, false)
),

compared AS (
    SELECT
        coalesce(a.alert_id, j.target_id) AS alert_id,
        a.alert_id IS NULL OR a.state IN ('resolved', 'withdrawn') AS closed,
        -- A promise that was not kept is worse than what was acknowledged before.
        coalesce(j.place < w.place OR j.promise_overdue AND a.rule <> 'promise_overdue', false) AS worse,
        coalesce(j.alerting OR j.recovered, false) AS news,
        a AS former,
        j AS latest
    FROM judged AS j
    FULL JOIN alerts AS a ON a.target_id = j.target_id
    LEFT JOIN statuses AS w ON w.status = a.status
    WHERE a.alert_id IS NOT NULL OR j.alerting OR j.decided
),

decided AS (
    SELECT
        *,
        CASE
            WHEN latest.target_id IS NULL THEN 'withdrawn'
            WHEN latest.alerting AND former.state = 'acknowledged' AND NOT worse THEN 'acknowledged'
            WHEN latest.alerting THEN 'firing'
            WHEN latest.recovered THEN 'resolved'
            ELSE former.state
        END AS state,
        CASE WHEN news THEN latest.status ELSE former.status END AS status
    FROM compared
)

SELECT
    alert_id,
    coalesce(former.target_id, latest.target_id) AS target_id,
    CASE
        WHEN latest.decided AND closed THEN 'decided'
        WHEN NOT coalesce(latest.alerting, false) THEN former.rule
        WHEN latest.promise_overdue THEN 'promise_overdue'
        WHEN latest.likely_missed AND NOT list_contains($alerting, latest.status) THEN 'likely_miss'
        ELSE latest.status
    END AS rule,
    coalesce(latest.group_key, former.group_key) AS group_key,
    state,
    CASE WHEN closed AND (state = 'firing' OR latest.decided) THEN $now ELSE former.since END AS since,
    CASE
        WHEN (state IS DISTINCT FROM former.state OR status IS DISTINCT FROM former.status) THEN $now
        ELSE former.changed_at
    END AS changed_at,
    status,
    CASE WHEN news THEN latest.what || '：' || latest.reason_zh || CASE
        WHEN latest.promise_overdue THEN '；承诺' || latest.promised_on || '前整改到位，已逾期' ELSE ''
    END ELSE former.message_zh END AS message_zh,
    CASE WHEN news THEN latest.what || ': ' || latest.reason_en || CASE
        WHEN latest.promise_overdue THEN '; promised by ' || latest.promised_on || ', overdue' ELSE ''
    END ELSE former.message_en END AS message_en,
    CASE WHEN state = 'acknowledged' THEN former.who END AS who,
    CASE WHEN state = 'acknowledged' THEN former.note END AS note,
    CASE WHEN news THEN $run_id ELSE former.run_id END AS run_id
FROM decided
