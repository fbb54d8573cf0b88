-- The actuals of each goal's series as they were known then, the last vintage of each period.
CREATE OR REPLACE TEMP TABLE p_known AS
SELECT
    g.goal_no, g.plan_start, g.last_day, g.due_period_end, g.adds_up, g.accumulation,
    o.period_end AS on_day, o.value, o.recorded_at, o.period_end - o.period_start + 1 AS days,
    coalesce(o.period_end >= g.first_day, true) AND coalesce(o.period_end <= g.last_day, true) AS in_plan
FROM p_goals g
JOIN observations o ON o.series_id = g.series_id
WHERE o.recorded_at < getvariable('known_until') AND o.period_end <= getvariable('as_of') AND isfinite(o.value)
QUALIFY row_number() OVER (
    PARTITION BY g.goal_no, o.period_end ORDER BY o.recorded_at DESC, o.import_id DESC, o.value DESC
) = 1;
