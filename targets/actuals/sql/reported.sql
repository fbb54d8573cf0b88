-- The results of the pending documents as staged figures.
CREATE OR REPLACE TEMP TABLE staged AS
SELECT
    p.sheet,
    m."start"::BIGINT AS row,
    0 AS col,
    '' AS target_id,
    m.indicator,
    m.region,
    CASE
        WHEN month(m.period_end) = 12 THEN year(m.period_end)::VARCHAR
        WHEN month(m.period_end) = 6 THEN concat(year(m.period_end), 'H1')
        WHEN month(m.period_end) IN (3, 9) THEN concat(year(m.period_end), 'Q', quarter(m.period_end))
        ELSE strftime(m.period_end, '%Y-%m')
    END AS period,
    m.text AS value,
    m.unit,
    CASE WHEN m.change IS NULL THEN 'level' ELSE 'ytd' END AS cumulative,
    p.known_on::VARCHAR AS recorded_at,
    m.text AS source,
    p.illustrative::VARCHAR AS illustrative,
    coalesce(m.change, '') AS change,
    m.value AS number
FROM mentions m
JOIN pending_reports p USING (document_id)
WHERE
    m.role = 'actual' AND m.region IS NOT NULL AND m.period_end = last_day(m.period_end)
    AND m.period_end <= p.known_on AND m.value_high IS NULL
    AND (p.sheet, m."start") NOT IN (SELECT (sheet, "start") FROM several_years);

INSERT INTO imports
SELECT
    import_id,
    doc,
    getvariable('now'),
    count(s.row),
    0,
    getvariable('run_id')
FROM pending_reports LEFT JOIN staged s USING (sheet)
GROUP BY ALL;
