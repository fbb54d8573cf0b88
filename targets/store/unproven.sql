-- The figures of goals in force that nothing is known to have brought: one row a fault, as in `verify.sql`.
SELECT
    'goal that no sentence or person names' AS check_name,
    t.target_id AS place,
    t.value::VARCHAR AS found
FROM progress p
JOIN targets t ON t.target_id = p.target_id
WHERE
    NOT EXISTS (
        SELECT 1 FROM mentions m
        WHERE m.target_id = t.target_id AND m.document_id = t.document_id
    )
    AND NOT EXISTS (SELECT 1 FROM standing_decisions s WHERE s.target_id = t.target_id)
UNION ALL
SELECT
    'goal that is not as it was read, nor decided' AS check_name,
    t.target_id AS place,
    t.value::VARCHAR AS found
FROM progress p
JOIN targets t ON t.target_id = p.target_id
JOIN extracted_targets x ON x.target_id = t.target_id
WHERE
    t.value IS DISTINCT FROM x.value
    AND NOT EXISTS (SELECT 1 FROM standing_decisions s WHERE s.target_id = t.target_id AND s.field = 'value')
UNION ALL
SELECT
    'actual that no figure was recorded for' AS check_name,
    p.target_id AS place,
    p.actual::VARCHAR AS found
FROM progress p
WHERE
    p.actual IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM observations o
        WHERE
            o.series_id = p.series_id
            AND o.period_end = p.actual_period_end
            AND o.recorded_at < p.as_of + INTERVAL 1 DAY
    )
UNION ALL
SELECT
    'figure that names no source' AS check_name,
    o.series_id || ' ' || o.period_end AS place,
    o.value::VARCHAR AS found
FROM observations o
WHERE trim(o.source) = '' OR trim(o.import_id) = ''
UNION ALL
SELECT
    'verdict that names no rules' AS check_name,
    p.target_id AS place,
    p.status AS found
FROM progress p
WHERE p.rule_version = '' OR p.reason_code = '' OR p.profile = ''
UNION ALL
SELECT
    'figure computed from nothing' AS check_name,
    p.target_id AS place,
    coalesce(p.gap, p.projection, p.achievement)::VARCHAR AS found
FROM progress p
WHERE p.actual IS NULL AND coalesce(p.gap, p.projection, p.achievement) IS NOT NULL
ORDER BY ALL
