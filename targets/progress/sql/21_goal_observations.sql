-- The actuals of the series of some goals as they were recorded by then, every vintage.
-- Grain: a goal, a period and a vintage. Inputs: the names of a table or view like planned_goals and of one with its
-- observations; variables `known_until`, `as_of`. Outputs: table macro observations_of(goals, among).

CREATE OR REPLACE TEMP MACRO observations_of(goals, among) AS TABLE
SELECT
    g.goal_no,
    g.first_day,
    o.period_start AS from_day,
    o.period_end AS on_day,
    o.value * g.factor AS value,
    o.recorded_at,
    (o.period_end - o.period_start + 1)::SMALLINT AS days,
    -- Of few goals whole years alone count: a CASE looks at no calendar for the others, an OR would.
    CASE WHEN g.whole_years THEN is_whole_year(o.period_start, o.period_end, g.accumulation) ELSE true END
        AS counts_whole,
    o.period_end <= g.last_day
    -- Figures of a month or less stand for their last day.
    AND (o.period_start >= g.begins_from OR o.period_end - o.period_start < 31 AND NOT g.by_length)
    AND o.period_start <= g.begins_by
    AND counts_whole AS in_time,
    o.period_end <= g.base_day AND counts_whole AS before_plan,
    g.is_level AND in_time AND o.period_end >= g.first_day AS may_be_base,
    CASE WHEN g.by_length THEN o.period_start END AS told_from,
    o.import_id
FROM query_table(goals) g
-- Series are identified by a hash; to compare a hash of that takes half the time of comparing it as text (benchmark
-- `progress_million`, "full / bare").
JOIN query_table(among) o ON hash(o.series_id) = hash(g.series_id)
WHERE o.recorded_at < getvariable('known_until')
    AND o.period_end <= getvariable('as_of')
    AND isfinite(o.value);

-- Of the actuals the last in the goal's plan, those around its start, the last seven for the trend.
-- Grain: a goal. Inputs: the name of a table or view like observations_of.
-- Outputs: table macro evidence_of(observations).

CREATE OR REPLACE TEMP MACRO evidence_of(observations) AS TABLE
SELECT
    goal_no,
    min(on_day) AS earliest_on,
    max(on_day) AS latest_on,
    max(on_day, 7) FILTER (in_time) AS last_days,
    arg_max(value, on_day, 7) FILTER (in_time) AS last_figures,
    CASE WHEN last_days[1] >= first_day THEN last_days[1] END AS last_on,
    CASE WHEN last_days[1] >= first_day THEN last_figures[1] END AS last_value,
    CASE WHEN last_days[1] >= first_day THEN arg_max(recorded_at, on_day) FILTER (in_time) END AS last_recorded,
    -- Few figures are from before: an aggregate passes over null in less time than a filter takes (benchmark
    -- `progress_million`, "full / bare").
    max(CASE WHEN before_plan THEN on_day END) AS before_on,
    arg_max(value, CASE WHEN before_plan THEN on_day END) AS before_value,
    min(CASE WHEN may_be_base THEN on_day END) AS first_on,
    arg_min(value, CASE WHEN may_be_base THEN on_day END) AS first_value,
    -- True where two vintages of one period are among them, since different months have different bits.
    count(*) > bit_count(bit_or(1::HUGEINT << ((on_day - DATE '1900-01-01') // 28 % 127)::INTEGER)) AS maybe_revised
FROM query_table(observations)
GROUP BY
    goal_no,
    first_day;
