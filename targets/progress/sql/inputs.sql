-- Every vintage of the actuals of one goal's series that was known, and whether it is the one that counts.
-- Grain: a period and a vintage of the goal `?`. Inputs: planned_goals, observations; variables `known_until`, `as_of`.
-- Outputs: rows (period_start, period_end, value in the goal's unit, recorded_at, source, counts).

SELECT
    o.period_start,
    o.period_end,
    o.value * g.factor AS value,
    o.recorded_at,
    o.source,
    row_number() OVER (
        PARTITION BY o.period_end
        ORDER BY o.recorded_at DESC, o.import_id DESC, o.value DESC
    ) = 1 AS counts
FROM planned_goals g
JOIN observations o ON o.series_id = g.series_id
WHERE g.goal_no = ?
    AND o.recorded_at < getvariable('known_until')
    AND o.period_end <= getvariable('as_of')
    AND isfinite(o.value)
ORDER BY
    o.period_end,
    o.recorded_at;
