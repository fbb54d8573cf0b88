-- Every alert with who was told last and when; what fires comes first, the worst on top.
SELECT
    a.alert_id,
    t.handle,
    a.state,
    a.rule,
    a.severity,
    a.status,
    a.group_key,
    a.since,
    a.changed_at,
    a.message_zh,
    a.message_en,
    a.who,
    a.note,
    CASE WHEN a.state IN ('resolved', 'withdrawn', 'retired') THEN a.changed_at END AS until,
    o.last_sent_at,
    o.receivers
FROM alerts AS a
LEFT JOIN targets AS t USING (target_id)
LEFT JOIN progress AS p USING (target_id)
LEFT JOIN statuses AS v ON v.status = a.status
LEFT JOIN alert_receivers AS o ON o.alert_id = a.alert_id
WHERE a.state IN (SELECT unnest($states))
ORDER BY
    list_position(
        ['firing', 'acknowledged', 'silenced', 'pending', 'resolved', 'withdrawn', 'retired'], a.state
    ),
    v.place, p.gap_share NULLS LAST, a.since, a.alert_id
