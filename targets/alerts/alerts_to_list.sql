-- Open alerts, and the closed ones that some receiver may have been told were open; worst first.
SELECT
    a.alert_id,
    a.target_id,
    t.handle,
    a.group_key,
    a.state,
    a.rule,
    a.status,
    a.since,
    a.changed_at,
    a.message_zh,
    a.message_en,
    t.indicator,
    t.region,
    t.owners,
    t.unit,
    t.due,
    p.gap,
    coalesce(t.illustrative OR s.illustrative, false) AS illustrative,
    t.quote,
    coalesce(t.title, t.doc) AS document,
    a.who,
    a.note
FROM alerts AS a
JOIN targets AS t USING (target_id)
LEFT JOIN progress AS p USING (target_id)
LEFT JOIN series AS s USING (series_id)
LEFT JOIN statuses AS v ON v.status = a.status
WHERE
    a.state IN ('firing', 'acknowledged')
    OR (a.state = 'resolved' AND a.rule = 'decided')
    OR (a.state = 'resolved' AND a.alert_id IN (
        SELECT unnest(json_keys(o.told)) FROM outbox AS o WHERE o.state IN ('sent', 'pending')
    ))
ORDER BY a.group_key, v.place, p.gap_share NULLS LAST, a.since, a.alert_id
