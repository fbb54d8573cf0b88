-- How old the last figure of each series is, the oldest first; a revision is a figure that changed.
SELECT
    s.series_id,
    s.indicator,
    s.region,
    s.unit,
    s.cadence,
    s.illustrative,
    max(o.period_end) AS last_period_end,
    max(o.recorded_at) AS last_recorded_at,
    count(DISTINCT o.period_end) AS periods,
    count(*) FILTER (o.changed) AS revisions,
    count(DISTINCT p.target_id) AS goals,
    bool_or(p.status = 'stale') AS stale
FROM series s
JOIN (
    SELECT
        *,
        value <> lag(value) OVER (PARTITION BY series_id, period_end ORDER BY recorded_at, import_id, value) AS changed
    FROM observations
) o ON o.series_id = s.series_id
LEFT JOIN progress p ON p.series_id = s.series_id
GROUP BY ALL
ORDER BY last_period_end, s.indicator
