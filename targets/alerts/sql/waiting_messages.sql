-- The messages in these states ($states), the oldest first, each with its goals and the highest severity among them.
SELECT
    o.message_id,
    o.receiver,
    o.group_key,
    o.kind,
    o.subject,
    o.body,
    to_json(coalesce(
        (
            SELECT list(a.target_id ORDER BY a.target_id)
            FROM alerts AS a
            WHERE list_contains(json_keys(o.told), a.alert_id)
        ), []
    )) AS target_ids,
    coalesce(
        (
            SELECT arg_min(a.severity, list_position(['critical', 'warning', 'info'], a.severity))
            FROM alerts AS a
            WHERE list_contains(json_keys(o.told), a.alert_id)
        ), 'info'
    ) AS severity,
    o.attempts,
    o.next_try_at
FROM outbox AS o
WHERE o.state IN (SELECT unnest($states))
ORDER BY o.created_at, o.receiver, o.group_key;
