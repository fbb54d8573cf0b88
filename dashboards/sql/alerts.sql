-- All alerts: those that fire first, then by how long.
SELECT
    a.alert_id,
    a.target_id,
    a.rule,
    a.group_key,
    a.state,
    a.since,
    a.changed_at,
    a.status,
    a.message_zh,
    a.message_en,
    a.who,
    a.note,
    (SELECT max(o.sent_at) FROM outbox o WHERE o.group_key = a.group_key AND o.state = 'sent') AS last_sent_at,
    t.handle,
    t.indicator,
    u.owners[1] AS lead,
    t.region
FROM alerts a
LEFT JOIN targets t ON t.target_id = a.target_id
LEFT JOIN target_units u ON u.target_id = a.target_id
ORDER BY CASE a.state WHEN 'firing' THEN 0 WHEN 'acknowledged' THEN 1 ELSE 2 END, a.since, a.alert_id
