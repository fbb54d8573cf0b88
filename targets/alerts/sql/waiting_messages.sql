-- The messages in these states ($states), the oldest first, each with its goals and the highest severity among them.
WITH waiting AS (
    SELECT * FROM outbox
    WHERE state IN (SELECT unnest($states))
),

goals AS (
    SELECT
        w.message_id,
        list(a.target_id ORDER BY a.target_id) AS target_ids,
        arg_min(a.severity, list_position(['critical', 'warning', 'info'], a.severity)) AS severity
    FROM (
        SELECT
            message_id,
            unnest(json_keys(told)) AS alert_id
        FROM waiting
    ) AS w
    JOIN alerts AS a ON a.alert_id = w.alert_id
    GROUP BY w.message_id
)

SELECT
    w.message_id,
    w.receiver,
    w.group_key,
    w.kind,
    w.subject,
    w.body,
    to_json(coalesce(g.target_ids, [])) AS target_ids,
    -- A message about checks says itself how much each matters.
    coalesce(
        g.severity, CASE WHEN w.kind = 'checks' THEN json_extract_string(w.told, '$.*')[1] END, 'info'
    ) AS severity,
    w.attempts,
    w.next_try_at
FROM waiting AS w
LEFT JOIN goals AS g ON g.message_id = w.message_id
ORDER BY w.created_at, w.receiver, w.group_key;
