-- Every alert with who was told last and when; what fires comes first, the worst on top.
SELECT
    a.alert_id,
    t.handle,
    a.state,
    a.rule,
    a.status,
    a.group_key,
    a.since,
    a.changed_at,
    a.message_zh,
    a.message_en,
    a.who,
    a.note,
    (
        SELECT max(o.sent_at)
        FROM outbox AS o
        WHERE o.state = 'sent' AND o.group_key = a.group_key AND json_exists(o.told, '$."' || a.alert_id || '"')
    ) AS last_sent_at
FROM alerts AS a
LEFT JOIN targets AS t USING (target_id)
LEFT JOIN progress AS p USING (target_id)
LEFT JOIN statuses AS v ON v.status = a.status
WHERE a.state IN (SELECT unnest($states))
ORDER BY
    list_position(['firing', 'acknowledged', 'resolved', 'withdrawn'], a.state),
    v.place, p.gap_share NULLS LAST, a.since, a.alert_id
