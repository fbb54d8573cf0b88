-- A row for each alert whose state, status or leading rule this judgement changed, with the cause.
-- $now, $run_id, $as_of: of the run. Inputs: tables alerts, alert_changes; temporary tables next_alerts, alert_facts.
INSERT INTO alert_changes BY NAME
SELECT
    (SELECT coalesce(max(change_no), 0) FROM alert_changes) + row_number() OVER (ORDER BY n.alert_id) AS change_no,
    n.alert_id,
    n.target_id,
    n.group_key,
    a.state AS former,
    n.state,
    CASE
        WHEN n.state IN ('withdrawn', 'retired', 'silenced') THEN n.state
        WHEN n.state = 'pending' THEN 'holds'
        WHEN n.state = 'resolved' AND n.rule = 'decided' THEN 'decided'
        WHEN n.state = 'resolved' AND a.state = 'pending' THEN 'ended_before'
        WHEN n.state = 'resolved' THEN 'recovered'
        WHEN n.state = 'acknowledged' THEN 'changed'
        WHEN a.state = 'acknowledged' THEN 'worse'
        WHEN a.state = 'silenced' THEN 'silence_ended'
        WHEN a.state = 'firing' THEN 'changed'
        ELSE 'fires'
    END AS cause,
    n.rule,
    n.status,
    n.severity,
    $as_of AS as_of,
    $now AS changed_at,
    $run_id AS run_id
FROM next_alerts AS n
LEFT JOIN alerts AS a ON a.alert_id = n.alert_id
WHERE
    n.state IS DISTINCT FROM a.state OR n.status IS DISTINCT FROM a.status OR n.rule IS DISTINCT FROM a.rule;
