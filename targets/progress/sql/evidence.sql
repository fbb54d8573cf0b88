-- What the actuals known by then say of each goal, in one pass over them.
CREATE OR REPLACE TEMP TABLE p_evidence AS
SELECT
    goal_no,
    max(on_day) FILTER (in_plan) AS last_on,
    arg_max(value, on_day) FILTER (in_plan) AS last_value,
    arg_max(recorded_at, on_day) FILTER (in_plan) AS last_recorded,
    -- A level is decided by what it was when it was due, unless it gets there later.
    max(on_day) FILTER (in_plan AND on_day <= due_period_end) AS due_on,
    arg_max(value, on_day) FILTER (in_plan AND on_day <= due_period_end) AS due_value,
    arg_max(recorded_at, on_day) FILTER (in_plan AND on_day <= due_period_end) AS due_recorded,
    max(on_day) FILTER (on_day <= plan_start) AS before_on,
    arg_max(value, on_day) FILTER (on_day <= plan_start) AS before_value,
    min(on_day) FILTER (in_plan) AS first_on,
    arg_min(value, on_day) FILTER (in_plan) AS first_value,
    sum(value) FILTER (in_plan) AS total,
    sum(days) FILTER (in_plan) AS days_covered,
    -- What a count of the year had reached when a plan began in the midst of it.
    arg_max(value, on_day) FILTER (on_day < plan_start AND year(on_day) = year(plan_start)) AS opening,
    arg_max({'on_day': on_day, 'value': value}, on_day, 1 + getvariable('increments')::INTEGER)
        FILTER (last_day IS NULL OR on_day <= last_day) AS recent
FROM p_known
GROUP BY goal_no;

-- Counts that start anew each January, over plans of several years: the sum of the years before the last.
CREATE OR REPLACE TEMP TABLE p_past_years AS
WITH years AS (
    SELECT k.goal_no, year(k.on_day) AS counted_year, arg_max(k.value, k.on_day) AS reached, max(k.on_day) AS closed,
        any_value(year(e.last_on) - year(k.plan_start)) AS years_before
    FROM p_known k JOIN p_evidence e ON e.goal_no = k.goal_no
    WHERE k.adds_up AND k.accumulation = 'ytd' AND k.in_plan AND year(k.on_day) < year(e.last_on)
    GROUP BY k.goal_no, year(k.on_day)
)
SELECT goal_no, sum(reached) AS reached,
    bool_and(month(closed) = 12 AND day(closed) = 31) AND count(*) = max(years_before) AS complete
FROM years
GROUP BY goal_no;
