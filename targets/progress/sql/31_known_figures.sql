-- Every figure of the goals of which more is asked than the evidence says.
-- Grain: a goal; a goal and a period. Inputs: chosen_goals, planned_goals, goal_evidence, path_pieces, revised_goals,
-- last_vintages, chosen_observations. Outputs: temporary tables seasonal_goals, closer_goals, known_figures.

-- Counts within one year of which past years may show how much of a year's total is due by the day of the last figure:
-- one that has a figure of the same day a year before is enough.
CREATE OR REPLACE TEMP TABLE seasonal_goals AS
SELECT
    j.goal_no,
    j.accumulation,
    year(j.due) AS plan_year,
    e.last_on AS actual_on,
    j.due
FROM chosen_goals j
JOIN planned_goals g ON g.goal_no = j.goal_no
JOIN goal_evidence e ON e.goal_no = j.goal_no
WHERE j.judged_as IN ('cumulative', 'budget')
    AND j.aggregation = 'sum'
    AND j.accumulation IN ('ytd', 'period')
    AND j.cadence <> 'year'
    AND e.last_on <= j.due
    AND g.plan_start = make_date(year(j.due), 1, 1)
    AND e.earliest_on <= e.last_on - to_years(1)
    AND j.goal_no NOT IN (SELECT goal_no FROM path_pieces);

CREATE OR REPLACE TEMP TABLE closer_goals AS
SELECT g.*
FROM planned_goals g
JOIN goal_evidence e ON e.goal_no = g.goal_no
WHERE (
        sums_periods
        OR begins_midyear
        OR spans_years
        OR is_past_due
        OR holds_always
        OR takes_mean
        OR compounds
        OR from_base
        -- It was reached before the seven figures kept.
        OR (reaches(e.last_figures[7], low, high) AND e.last_days[7] >= g.first_day)
        OR g.goal_no IN (SELECT goal_no FROM seasonal_goals)
    )
    AND g.goal_no NOT IN (SELECT goal_no FROM revised_goals);

CREATE OR REPLACE TEMP VIEW closer_observations AS
FROM chosen_observations
WHERE series_id IN (SELECT series_id FROM closer_goals);

CREATE OR REPLACE TEMP TABLE known_figures AS
SELECT * EXCLUDE (import_id, told_from, first_day, counts_whole)
FROM observations_of('closer_goals', 'closer_observations')
UNION ALL
SELECT * EXCLUDE (first_day, counts_whole)
FROM last_vintages;
