-- The goals that a department fills in: one row an accepted goal ($owner: of one unit alone), in its unit's order.
SELECT
    target_id,
    indicator,
    region,
    array_to_string(owners, '、') AS owners,
    value,
    strftime(due, '%Y-%m-%d') AS due,
    NULL AS period,
    NULL AS figure,
    unit,
    CASE kind WHEN 'cumulative' THEN '累计' ELSE '时点' END AS accumulation,
    NULL AS recorded_at,
    NULL AS source
FROM current_targets
WHERE state = 'accepted' AND ($owner IS NULL OR list_contains(owners, $owner))
ORDER BY owners, due, indicator, target_id
