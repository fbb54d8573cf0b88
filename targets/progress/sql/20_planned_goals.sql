-- The goals to judge: their series and the days whose actuals count, with open ends far away.
-- Grain: a goal. Inputs: views chosen_goals, chosen_observations; variables `as_of`, `known_until`. Outputs: temporary
-- table planned_goals.

CREATE OR REPLACE TEMP TABLE planned_goals AS
WITH
-- A goal is new, and its plan begins with its document, where nothing was counted for it before.
new AS (
    SELECT goal_no
    FROM chosen_goals c
    WHERE may_be_new
        AND NOT (
            adds_up
            AND EXISTS (
                FROM chosen_observations o
                WHERE o.series_id = c.series_id
                    AND o.period_end >= c.plan_begins
                    AND o.period_end < c.issued_on
                    AND o.recorded_at < getvariable('known_until')
            )
        )
),
planned AS (
    SELECT
        goal_no,
        kind,
        adds_up,
        accumulation,
        factor,
        due,
        -- A series that does not fit says nothing of the goal.
        CASE WHEN misfit IS NULL THEN series_id END AS series_id,
        CASE WHEN may_be_new AND goal_no IN (FROM new) THEN issued_on ELSE plan_begins END AS plan_start,
        due_period_end(due, cadence) AS due_period_end
    FROM chosen_goals
)
SELECT
    goal_no,
    series_id,
    factor,
    plan_start,
    -- A level is measured since the plan began, by what it was at its start.
    coalesce(CASE WHEN kind = 'level' THEN plan_start + 1 ELSE plan_start END, DATE '0001-01-01') AS first_day,
    -- Counts go on to the end of the year, levels and totals for ever, rates to the period they are due in.
    coalesce(
        CASE
            WHEN adds_up AND accumulation IN ('ytd', 'period') THEN make_date(year(due), 12, 31)
            WHEN NOT adds_up AND kind <> 'level' THEN due_period_end
        END,
        DATE '9999-12-31'
    ) AS last_day,
    coalesce(CASE WHEN kind = 'level' THEN plan_start END, DATE '0001-01-01') AS base_day,
    kind = 'level' AS is_level,
    coalesce(
        CASE WHEN kind = 'level' AND due_period_end < getvariable('as_of') THEN due_period_end END,
        DATE '0001-01-01'
    ) AS decided_by,
    coalesce(
        adds_up AND accumulation = 'ytd' AND (month(plan_start) > 1 OR day(plan_start) > 1),
        false
    ) AS begins_midyear,
    coalesce(
        adds_up AND accumulation = 'ytd' AND year(plan_start) < year(getvariable('as_of')),
        false
    ) AS spans_years,
    coalesce(adds_up AND accumulation = 'period', false) AS sums_periods
FROM planned;
