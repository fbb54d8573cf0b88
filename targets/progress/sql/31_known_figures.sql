-- Every figure of the goals of which more is asked than the evidence says.
-- Grain: a goal; a goal and a period. Inputs: chosen_goals, planned_goals, goal_evidence, path_pieces, revised_goals,
-- last_vintages; variable `least_years`. Outputs: temporary tables seasonal_goals, closer_goals, known_figures.

-- Counts within one year whose past years may show how much of a year's total is due by the day judged.
CREATE OR REPLACE TEMP TABLE seasonal_goals AS
SELECT
    j.goal_no,
    j.accumulation,
    year(j.due) AS plan_year,
    judged_day(e.last_on) AS judged_day,
    e.last_on AS actual_on,
    j.due
FROM chosen_goals j
JOIN planned_goals g ON g.goal_no = j.goal_no
JOIN goal_evidence e ON e.goal_no = j.goal_no
WHERE j.judged_as = 'cumulative'
    AND j.accumulation IN ('ytd', 'period')
    AND j.cadence <> 'year'
    AND e.last_on IS NOT NULL
    AND g.plan_start = make_date(year(j.due), 1, 1)
    AND year(e.earliest_on) <= year(j.due) - getvariable('least_years')
    AND j.goal_no NOT IN (SELECT goal_no FROM path_pieces);

CREATE OR REPLACE TEMP TABLE closer_goals AS
SELECT *
FROM planned_goals
WHERE (
        sums_periods
        OR begins_midyear
        OR spans_years
        OR decided_by > DATE '0001-01-01'
        OR goal_no IN (SELECT goal_no FROM seasonal_goals)
    )
    AND goal_no NOT IN (SELECT goal_no FROM revised_goals);

CREATE OR REPLACE TEMP TABLE known_figures AS
SELECT * EXCLUDE (import_id, first_day)
FROM observations_of('closer_goals')
UNION ALL
SELECT * EXCLUDE (first_day)
FROM last_vintages;
