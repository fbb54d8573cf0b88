-- Every vintage of the actuals of one goal's series that was known: the one that counts, those it replaced, and those
-- that a check doubts.
-- Grain: a period and a vintage of the goal `?`. Inputs: planned_goals, observations, held_observations; variables
-- `known_until`, `as_of`.
-- Outputs: rows (period_start, period_end, value in the goal's unit, recorded_at, source, standing).

WITH vintages AS (
    SELECT
        *,
        false AS doubtful
    FROM observations
    UNION ALL BY NAME
    SELECT
        *,
        true AS doubtful
    FROM held_observations
)
SELECT
    o.period_start,
    o.period_end,
    o.value * g.factor AS value,
    o.recorded_at,
    o.source,
    CASE
        WHEN o.doubtful THEN 'doubtful'
        WHEN row_number() OVER (
            PARTITION BY o.period_end, o.doubtful
            ORDER BY o.recorded_at DESC, o.import_id DESC, o.value DESC
        ) = 1 THEN 'counts'
        ELSE 'replaced'
    END AS standing
FROM planned_goals g
JOIN vintages o ON o.series_id = g.series_id
WHERE g.goal_no = ?
    AND o.recorded_at < getvariable('known_until')
    AND o.period_end <= getvariable('as_of')
    AND isfinite(o.value)
ORDER BY
    o.period_end,
    o.recorded_at;
