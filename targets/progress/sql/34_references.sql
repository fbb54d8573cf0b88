-- Goals that another series sets: how that series stood in the period of the goal's own last figure, or the goal's own
-- series a year before it.
-- Grain: a goal. Inputs: chosen_goals, planned_goals, goal_evidence, chosen_references; variables
-- `known_until`, `as_of`.
-- Outputs: temporary table reference_figures.

CREATE OR REPLACE TEMP TABLE reference_figures AS
SELECT
    j.goal_no,
    -- What was found is in the unit of the goal's own series.
    arg_max(o.value, o.recorded_at)
    * any_value(CASE WHEN j.compared_with IS NULL THEN 1 ELSE j.factor END) AS reference,
    any_value(o.period_end) AS reference_on
FROM chosen_goals j
JOIN planned_goals g ON g.goal_no = j.goal_no
JOIN goal_evidence e ON e.goal_no = j.goal_no
JOIN chosen_references o
    ON o.series_id = j.reference_series_id
    AND o.period_end = CASE
        WHEN j.compared_with = 'year_before' THEN same_day(e.last_on, year(e.last_on) - 1)
        ELSE e.last_on
    END
WHERE j.reference_series_id IS NOT NULL
    AND o.recorded_at < getvariable('known_until')
    AND o.period_end <= getvariable('as_of')
    AND isfinite(o.value)
GROUP BY j.goal_no;
