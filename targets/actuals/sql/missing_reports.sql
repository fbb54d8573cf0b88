-- Which goals in force lack figures by a day, and who owes them (催报).
-- Grain: a goal. Inputs: current_targets, current_links, series, observations; parameter $as_of.
-- Outputs: target_id, handle, indicator, region, owners, cadence, last_period, missing_from, missing_until; the last
-- three are null where no series measures the goal.

WITH reported AS (
    SELECT
        series_id,
        max(period_end) AS last_period
    FROM observations
    WHERE period_end <= $as_of::DATE
    GROUP BY series_id
),

goals AS (
    SELECT
        t.target_id,
        t.handle,
        t.indicator,
        t.region,
        t.owners,
        t.due,
        s.cadence,
        r.last_period,
        -- The end of the last period of the series' cadence that is over.
        CASE s.cadence
            WHEN 'year' THEN make_date(year($as_of::DATE) - 1, 12, 31)
            WHEN 'half'
                THEN (
                    CASE
                        WHEN month($as_of::DATE) > 6 THEN make_date(year($as_of::DATE), 6, 30)
                        ELSE make_date(year($as_of::DATE) - 1, 12, 31)
                    END
                )
            WHEN 'quarter' THEN (date_trunc('quarter', $as_of::DATE) - INTERVAL 1 DAY)::DATE
            ELSE (date_trunc('month', $as_of::DATE) - INTERVAL 1 DAY)::DATE
        END AS wanted
    FROM current_targets t
    LEFT JOIN current_links l ON l.target_id = t.target_id AND l.state = 'accepted'
    LEFT JOIN series s ON s.series_id = l.series_id
    LEFT JOIN reported r ON r.series_id = l.series_id
    WHERE
        t.state = 'accepted'
        AND (t.start_on IS NULL OR t.start_on < $as_of::DATE)
        AND (t.due IS NULL OR t.due >= $as_of::DATE - INTERVAL 92 DAY)
)

SELECT
    target_id,
    handle,
    indicator,
    region,
    owners,
    cadence,
    last_period,
    (last_period + INTERVAL 1 DAY)::DATE AS missing_from,
    least(wanted, coalesce(due, wanted)) AS missing_until
FROM goals
WHERE
    last_period IS NULL
    OR last_period < least(wanted, coalesce(due, wanted))
ORDER BY
    owners,
    target_id
