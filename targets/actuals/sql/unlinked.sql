-- Series that measure no goal, and how many figures they have.
-- Grain: a series. Inputs: series, observations, current_links. Outputs: what `unlinked.UnlinkedSeries` begins with.

SELECT
    s.series_id,
    s.indicator,
    s.canonical,
    s.region,
    s.unit,
    s.accumulation,
    count(DISTINCT o.period_end) AS figures,
    max(o.period_end) AS last_period
FROM series s
JOIN observations o ON o.series_id = s.series_id
WHERE s.series_id NOT IN (SELECT series_id FROM current_links WHERE state = 'accepted')
GROUP BY ALL
ORDER BY
    s.indicator,
    s.region,
    s.series_id
