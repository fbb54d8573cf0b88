-- The goals to judge: their series, the period that their number is about, and which figures count.
-- Grain: a goal. Inputs: views chosen_goals, chosen_observations; variables `as_of`, `known_until`. Outputs: temporary
-- table planned_goals; open ends lie far away.

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
        *,
        CASE WHEN may_be_new AND goal_no IN (FROM new) THEN issued_on ELSE plan_begins END AS plan_start,
        due_period_end(due, CASE WHEN whole_years THEN 'year' ELSE cadence END) AS due_period_end,
        adds_up AND aggregation = 'sum' AS sums,
        kind = 'level' AND judged_as = 'level' AS has_baseline
    FROM chosen_goals
)
SELECT
    goal_no,
    -- A series that does not fit says nothing of the goal.
    CASE WHEN misfit IS NULL THEN series_id END AS series_id,
    factor,
    judged_as,
    aggregation,
    accumulation,
    low,
    high,
    change,
    stated_baseline,
    plan_start,
    due_period_end,
    -- A level is measured since the plan began, by what it was at its start.
    coalesce(CASE WHEN has_baseline THEN plan_start + 1 ELSE plan_start END, DATE '0001-01-01') AS first_day,
    -- Flows count to the end of the year they are due in, so that late completion is seen; stocks, totals and
    -- completion shares for ever; rates, means, ranks and bounds to the period they are due in.
    coalesce(
        CASE
            WHEN sums AND accumulation <> 'total' THEN make_date(year(due), 12, 31)
            WHEN aggregation = 'compound' OR judged_as NOT IN ('cumulative', 'level') THEN due_period_end
        END,
        DATE '9999-12-31'
    ) AS last_day,
    coalesce(CASE WHEN has_baseline OR from_base THEN plan_start END, DATE '0001-01-01') AS base_day,
    has_baseline AS is_level,
    from_base,
    -- The figures of flows and rates are about a period of their own, which must lie within the goal's.
    coalesce(
        CASE
            WHEN figures_begin IS NOT NULL THEN figures_begin
            WHEN accumulation NOT IN ('ytd', 'total') AND NOT has_baseline AND NOT from_base THEN plan_begins
        END,
        DATE '0001-01-01'
    ) AS begins_from,
    coalesce(figures_begin, DATE '9999-12-31') AS begins_by,
    whole_years,
    -- Of one day a series may have a month's and a year's figure.
    sums AND accumulation = 'period' OR whole_years OR figures_begin IS NOT NULL AS by_length,
    -- After the due day a figure decides that may not be the last; before it, what only all figures show.
    coalesce(
        due_period_end < getvariable('as_of') AND judged_as IN ('cumulative', 'level', 'budget'),
        false
    ) AS is_past_due,
    coalesce(sums AND accumulation = 'ytd' AND (month(plan_start) > 1 OR day(plan_start) > 1), false) AS begins_midyear,
    coalesce(sums AND accumulation = 'ytd' AND year(plan_start) < year(getvariable('as_of')), false) AS spans_years,
    coalesce(
        sums AND (accumulation = 'period' OR accumulation = 'level' AND cadence = 'year'),
        false
    ) AS sums_periods,
    aggregation = 'every' AND judged_as = 'bound' AS holds_always,
    aggregation = 'mean' AND judged_as = 'bound' AND coalesce(accumulation, '') <> 'ytd' AS takes_mean,
    aggregation = 'compound' AS compounds
FROM planned;
