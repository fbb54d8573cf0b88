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
    a.severity,
    CASE WHEN a.state IN ('resolved', 'withdrawn', 'retired') THEN a.changed_at END AS until,
    o.last_sent_at,
    coalesce(o.receivers, []) AS receivers,
    t.handle,
    t.indicator,
    u.owners[1] AS lead,
    t.region
FROM alerts a
LEFT JOIN targets t ON t.target_id = a.target_id
LEFT JOIN target_units u ON u.target_id = a.target_id
LEFT JOIN alert_receivers o ON o.alert_id = a.alert_id
ORDER BY
    coalesce(list_position(['firing', 'acknowledged', 'silenced', 'pending'], a.state), 5),
    CASE WHEN until IS NULL THEN a.since END, until DESC, a.alert_id
