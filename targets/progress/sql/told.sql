-- What actuals say of each goal: the last in its plan, those around its start, the last seven for the trend.
SELECT
    goal_no,
    min(on_day) AS earliest_on,
    max(on_day, 7) FILTER (in_time) AS last_days,
    arg_max(value, on_day, 7) FILTER (in_time) AS last_figures,
    CASE WHEN last_days[1] >= first_day THEN last_days[1] END AS last_on,
    CASE WHEN last_days[1] >= first_day THEN last_figures[1] END AS last_value,
    CASE WHEN last_days[1] >= first_day THEN arg_max(recorded_at, on_day) FILTER (in_time) END AS last_recorded,
    max(on_day) FILTER (before_plan) AS before_on,
    arg_max(value, on_day) FILTER (before_plan) AS before_value,
    min(on_day) FILTER (may_be_base) AS first_on,
    arg_min(value, on_day) FILTER (may_be_base) AS first_value,
    -- True where two vintages of one period are among them, since different months have different bits.
    count(*) > bit_count(bit_or(1::HUGEINT << ((on_day - DATE '1900-01-01') // 28 % 127)::INTEGER)) AS maybe_revised
FROM ({known})
GROUP BY goal_no, first_day
