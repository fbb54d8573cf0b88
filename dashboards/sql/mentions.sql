-- Every mention with the verdict of the goal it is evidence of (null for results and for goals no longer current).
SELECT
    m.document_id,
    m.target_id,
    m."start",
    m."end",
    m.text,
    m.role,
    m.value,
    m.value_high,
    m.unit,
    m.indicator,
    m.section,
    m.period_end,
    m.confidence,
    m.cues,
    p.status
FROM mentions m
LEFT JOIN progress p ON p.target_id = m.target_id
ORDER BY m.document_id, m."start", m."end"
