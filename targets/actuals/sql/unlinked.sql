-- Series that measure no goal and show no watched indicator, and how many figures they have.
-- Grain: a series. Inputs: series, observations, current_links, latest_watched_links, current_watched.
-- Outputs: what `unlinked.UnlinkedSeries` begins with.

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
WHERE
    s.series_id NOT IN (SELECT series_id FROM current_links WHERE state = 'accepted')
    AND s.series_id NOT IN (
        SELECT l.series_id FROM latest_watched_links l JOIN current_watched w ON w.watch_no = l.watch_no
        WHERE l.state = 'accepted'
    )
GROUP BY ALL
ORDER BY
    s.indicator,
    s.region,
    s.series_id
