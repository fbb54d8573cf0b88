-- The vintages of one series that changed a figure, or that a person settled, by period and time.
SELECT
    o.period_start,
    o.period_end,
    o.value,
    o.recorded_at,
    o.source,
    o.before,
    c.series_id IS NOT NULL AS conflicting
FROM (
    SELECT
        *,
        lag(value) OVER (PARTITION BY period_end ORDER BY recorded_at, import_id, value) AS before
    FROM observations WHERE series_id = $series_id
) o
LEFT JOIN observation_conflicts c
    ON
        c.series_id = o.series_id AND c.period_end = o.period_end
        AND c.recorded_on = o.recorded_at::DATE
WHERE o.before IS DISTINCT FROM o.value OR starts_with(o.import_id, 'settlement ')
ORDER BY o.period_end, o.recorded_at, o.import_id, o.value
