-- Open alerts, and the closed ones that some receiver may have been told were open; worst first. Of goals that ended
-- more than $retire_after days before $as_of nothing is told any more.
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
    a.note,
    a.severity,
    p.actual,
    p.actual_period_end AS actual_on,
    a.escalated_at,
    coalesce(b.rules, []) AS beside
FROM alerts AS a
LEFT JOIN (
    SELECT
        c.target_id,
        list(c.rule ORDER BY c.rule) AS rules
    FROM alert_conditions AS c
    JOIN alerts AS l ON l.target_id = c.target_id AND l.rule <> c.rule
    WHERE c.elapsed AND c.inhibited_by IS NULL
    GROUP BY c.target_id
) AS b ON b.target_id = a.target_id
JOIN targets AS t ON t.target_id = a.target_id
LEFT JOIN progress AS p ON p.target_id = a.target_id
LEFT JOIN series AS s ON s.series_id = p.series_id
LEFT JOIN statuses AS v ON v.status = a.status
WHERE
    coalesce(t.due + $retire_after::INTEGER >= $as_of::DATE, true)
    AND (
        a.state IN ('firing', 'acknowledged')
        OR (a.state = 'resolved' AND a.rule = 'decided')
        OR (a.state = 'resolved' AND a.alert_id IN (
            SELECT unnest(json_keys(o.told)) FROM outbox AS o WHERE o.state IN ('sent', 'pending', 'dead')
        ))
    )
ORDER BY a.group_key, v.place, p.gap_share NULLS LAST, a.since, a.alert_id
