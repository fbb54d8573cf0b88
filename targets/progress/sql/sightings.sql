-- The actuals of the series of some goals as they were recorded by then, every vintage.
SELECT
    g.goal_no,
    g.first_day,
    o.period_end AS on_day,
    o.value * g.factor AS value,
    o.recorded_at,
    (o.period_end - o.period_start + 1)::SMALLINT AS days,
    o.period_end <= g.last_day AS in_time,
    o.period_end <= g.base_day AS before_plan,
    g.is_level AND o.period_end >= g.first_day AND o.period_end <= g.last_day AS may_be_base,
    o.import_id
FROM {goals} g
-- Series are identified by a hash; to compare a hash of that takes half the time of comparing it as text.
JOIN {observations} o ON hash(o.series_id) = hash(g.series_id)
WHERE o.recorded_at < getvariable('known_until') AND o.period_end <= getvariable('as_of') AND isfinite(o.value)
