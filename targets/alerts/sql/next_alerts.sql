-- Every alert as it stands after this judgement, one row a goal. $now, $run_id: of the run. $as_of: its day.
-- Inputs: table alerts, silences; temporary tables alert_facts, alert_rules, next_conditions, holding.
CREATE OR REPLACE TEMP TABLE next_alerts AS
WITH leading_rules AS (
    SELECT
        target_id,
        min(severity_no) AS severity_no,
        arg_min(rule, severity_no * 1000 + rule_no) AS rule,
        bool_or(fresh) AS fresh
    FROM next_conditions
    WHERE elapsed
    GROUP BY target_id
),

waiting_rules AS (
    SELECT
        target_id,
        min(severity_no) AS severity_no,
        arg_min(rule, severity_no * 1000 + rule_no) AS rule
    FROM next_conditions
    WHERE NOT elapsed
    GROUP BY target_id
),

latest AS (
    SELECT
        f.*,
        l.rule IS NOT NULL AS alerting,
        l.rule IS NULL AND w.rule IS NOT NULL AS pending,
        l.rule IS NULL AND f.is_known AS recovered,
        e.target_id IS NOT NULL AS decided,
        coalesce(l.rule, w.rule) AS rule,
        coalesce(l.severity_no, w.severity_no) AS severity_no,
        coalesce(l.fresh, w.rule IS NOT NULL) AS fresh
    FROM alert_facts AS f
    LEFT JOIN leading_rules AS l USING (target_id)
    LEFT JOIN waiting_rules AS w USING (target_id)
    LEFT JOIN (SELECT DISTINCT target_id FROM holding WHERE is_event) AS e USING (target_id)
),

compared AS (
    SELECT
        coalesce(a.alert_id, j.target_id) AS alert_id,
        a.alert_id IS NULL OR a.state IN ('resolved', 'withdrawn', 'retired') AS closed,
        coalesce(a.state = 'pending', false) AS was_pending,
        -- A promise that was not kept is worse than what was acknowledged before.
        coalesce(
            j.place < w.place
            OR j.severity_no < list_position(['critical', 'warning', 'info'], a.severity) - 1
            OR (j.promise_overdue AND j.rule <> a.rule),
            false
        ) AS worse,
        s.silence_id IS NOT NULL AS silenced,
        s.who AS silenced_by,
        s.reason AS silenced_for,
        a AS former,
        j AS latest
    FROM latest AS j
    FULL JOIN alerts AS a ON a.target_id = j.target_id
    LEFT JOIN statuses AS w ON w.status = a.status
    LEFT JOIN (
        SELECT
            f.target_id,
            arg_max(i.silence_id, i.until) AS silence_id,
            arg_max(i.who, i.until) AS who,
            arg_max(i.reason, i.until) AS reason
        FROM latest AS f
        JOIN silences AS i
            ON
                i.ended_at IS NULL AND i.until >= f.as_of
                AND coalesce(i.target_id = f.target_id, true)
                AND coalesce(i.owner = f.group_key OR list_contains(f.owners, i.owner), true)
                AND coalesce(i.region = f.region, i.region IS NULL)
                AND coalesce(i.rule = f.rule, true)
        WHERE f.alerting
        GROUP BY f.target_id
    ) AS s ON s.target_id = j.target_id
    WHERE a.alert_id IS NOT NULL OR j.alerting OR j.pending OR (j.decided AND NOT j.retired)
),

decided AS (
    SELECT
        *,
        CASE
            WHEN latest.target_id IS NULL THEN CASE WHEN closed THEN former.state ELSE 'withdrawn' END
            WHEN latest.retired THEN CASE WHEN closed THEN former.state ELSE 'retired' END
            WHEN latest.alerting AND former.state = 'acknowledged' AND NOT worse THEN 'acknowledged'
            WHEN latest.alerting THEN CASE WHEN silenced THEN 'silenced' ELSE 'firing' END
            WHEN latest.decided THEN 'resolved'
            WHEN latest.pending AND (closed OR was_pending) THEN 'pending'
            WHEN latest.recovered AND NOT closed THEN 'resolved'
            ELSE former.state
        END AS state,
        coalesce(
            state IN ('firing', 'acknowledged', 'silenced', 'pending') AND latest.fresh
            OR state = 'resolved' AND (latest.decided OR NOT closed),
            false
        ) AND NOT coalesce(latest.retired, false) AS news
    FROM compared
)

SELECT
    alert_id,
    coalesce(former.target_id, latest.target_id) AS target_id,
    CASE
        WHEN news AND latest.decided AND closed THEN 'decided'
        WHEN coalesce(latest.alerting OR latest.pending, false) AND news THEN latest.rule
        ELSE former.rule
    END AS rule,
    coalesce(latest.group_key, former.group_key) AS group_key,
    state,
    CASE WHEN closed AND (news OR former.state IS NULL) THEN $now ELSE former.since END AS since,
    CASE WHEN news THEN latest.status ELSE former.status END AS status,
    CASE
        WHEN (state IS DISTINCT FROM former.state OR status IS DISTINCT FROM former.status) THEN $now
        ELSE former.changed_at
    END AS changed_at,
    CASE WHEN news THEN latest.what || '：' || latest.reason_zh || CASE
        WHEN latest.promise_overdue AND state <> 'resolved'
            THEN '；承诺' || latest.promised_on || '前整改到位，已逾期'
        ELSE ''
    END ELSE former.message_zh END AS message_zh,
    CASE WHEN news THEN latest.what || ': ' || latest.reason_en || CASE
        WHEN latest.promise_overdue AND state <> 'resolved'
            THEN '; promised by ' || latest.promised_on || ', overdue'
        ELSE ''
    END ELSE former.message_en END AS message_en,
    CASE state WHEN 'acknowledged' THEN former.who WHEN 'silenced' THEN silenced_by END AS who,
    CASE state WHEN 'acknowledged' THEN former.note WHEN 'silenced' THEN silenced_for END AS note,
    -- Of the run that last said something else of it.
    CASE
        WHEN former.run_id IS NULL THEN $run_id
        WHEN news AND ((state, status, message_zh) IS DISTINCT FROM (former.state, former.status, former.message_zh))
            THEN $run_id
        ELSE former.run_id
    END AS run_id,
    CASE
        WHEN news AND latest.severity_no IS NOT NULL THEN ['critical', 'warning', 'info'][latest.severity_no + 1]
        ELSE coalesce(former.severity, 'info')
    END AS severity,
    CASE WHEN state = 'firing' AND NOT closed THEN former.escalated_at END AS escalated_at
FROM decided;
