-- Sums of periods and years, and what levels were when they were due.
-- Grain: a goal. Inputs: planned_goals, goal_evidence, known_figures. Outputs: temporary tables figures_when_due,
-- period_sums, other_years.

-- A level is decided by what it was when it was due, unless it gets there later.
CREATE OR REPLACE TEMP TABLE figures_when_due AS
SELECT
    goal_no,
    max(on_day) AS due_on,
    arg_max(value, on_day) AS due_value,
    arg_max(recorded_at, on_day) AS due_recorded
FROM planned_goals
JOIN known_figures USING (goal_no)
WHERE decided_by > DATE '0001-01-01'
    AND on_day BETWEEN first_day AND decided_by
GROUP BY goal_no;

-- Counts of single periods are added up, and the days they cover.
CREATE OR REPLACE TEMP TABLE period_sums AS
SELECT
    goal_no,
    sum(value) AS total,
    sum(days) AS days_covered
FROM planned_goals
JOIN known_figures USING (goal_no)
WHERE sums_periods
    AND on_day BETWEEN first_day AND last_day
GROUP BY goal_no;

-- Counts that start anew each January: what a year had reached when the plan began in the midst of it, and what
-- the plan's years before the last came to.
CREATE OR REPLACE TEMP TABLE other_years AS
WITH years AS (
    SELECT
        goal_no,
        year(on_day) AS counted_year,
        on_day < first_day AS before_plan,
        arg_max(value, on_day) AS reached,
        max(on_day) AS closed,
        any_value(year(last_on) - year(plan_start)) AS years_before
    FROM planned_goals
    JOIN known_figures USING (goal_no)
    JOIN goal_evidence USING (goal_no)
    WHERE (begins_midyear OR spans_years)
        AND year(on_day) >= year(plan_start)
        AND (on_day < first_day OR year(on_day) < year(last_on))
    GROUP BY
        goal_no,
        year(on_day),
        on_day < first_day
)
SELECT
    goal_no,
    sum(reached) FILTER (before_plan) AS opening,
    sum(reached) FILTER (NOT before_plan) AS past_years,
    bool_and(month(closed) = 12 AND day(closed) = 31) FILTER (NOT before_plan)
    AND count(*) FILTER (NOT before_plan) = max(years_before) AS complete
FROM years
GROUP BY goal_no;
