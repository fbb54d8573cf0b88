-- Reported results of the documents whose mentions were read since, as staged figures.
CREATE OR REPLACE TEMP TABLE pending_reports AS
SELECT document_id, doc, known_on, illustrative, run_id, (row_number() OVER (ORDER BY document_id) - 1)::INTEGER AS sheet
FROM dated_documents
WHERE on_file AND known_on IS NOT NULL AND concat(document_id, '@', run_id) NOT IN (SELECT import_id FROM imports);

-- What an earlier reading of the same document gave is replaced; of documents without a file it is taken back.
DELETE FROM observations WHERE import_id IN (SELECT document_id FROM pending_reports)
    OR import_id IN (SELECT document_id FROM dated_documents WHERE NOT on_file);
DELETE FROM imports WHERE split_part(import_id, '@', 1) IN (SELECT document_id FROM pending_reports)
    OR split_part(import_id, '@', 1) IN (SELECT document_id FROM dated_documents WHERE NOT on_file);

CREATE OR REPLACE TEMP TABLE staged AS
SELECT
    p.sheet, m."start"::BIGINT AS row, 0 AS col,
    '' AS target_id, m.indicator, m.region,
    CASE
        WHEN month(m.period_end) = 12 THEN year(m.period_end)::VARCHAR
        WHEN month(m.period_end) = 6 THEN concat(year(m.period_end), 'H1')
        WHEN month(m.period_end) IN (3, 9) THEN concat(year(m.period_end), 'Q', quarter(m.period_end))
        ELSE strftime(m.period_end, '%Y-%m')
    END AS period,
    m.text AS value, m.unit,
    CASE WHEN m.change IS NULL THEN 'level' ELSE 'ytd' END AS cumulative,
    p.known_on::VARCHAR AS recorded_at, m.text AS source, p.illustrative::VARCHAR AS illustrative,
    coalesce(m.change, '') AS change, m.value AS number
FROM mentions m
JOIN pending_reports p USING (document_id)
WHERE m.role = 'actual' AND m.region IS NOT NULL AND m.period_end = last_day(m.period_end) AND m.value_high IS NULL
    -- A figure over several years, or their average, is not a year's.
    AND NOT regexp_matches(concat(m.indicator, ' ', list_aggregate(m.cues, 'string_agg', ' ')), getvariable('several_years'))
    AND m.period_end <= p.known_on;

INSERT INTO imports
SELECT concat(document_id, '@', run_id), doc, getvariable('now'), count(s.row), 0, getvariable('run_id')
FROM pending_reports LEFT JOIN staged s USING (sheet)
GROUP BY ALL;
