-- Observations that no earlier run has checked and let pass: those only ever appended, each is checked once.
SELECT
    o.rowid AS row_id,
    split_part(o.source, ':', 1) AS file,
    substr(o.source, strpos(o.source, ':') + 1) AS place,
    s.series_id IS NOT NULL AS series_known,
    s.indicator,
    s.unit,
    s.cadence,
    s.accumulation,
    o.value,
    o.period_start,
    o.period_end,
    year(o.period_end) AS period_year,
    o.recorded_at,
    o.period_end <= CAST(o.recorded_at AS DATE) AS period_over
FROM observations AS o
LEFT JOIN series AS s USING (series_id)
WHERE
    o.run_id NOT IN (
        SELECT c.run_id
        FROM check_results AS c
        WHERE c.suite = 'observations'
        GROUP BY c.run_id
        HAVING bool_and(c.success OR c.severity <> 'critical')
    )
ORDER BY o.source, o.period_end
