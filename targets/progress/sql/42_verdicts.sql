-- The status of each goal and the reason for it; the first rule that fits decides.
-- Grain: a goal. Inputs: compared_goals; variables `as_of`, `by_schedule`, `on_track`, `at_risk`, `likely_miss`.
-- Outputs: view goal_verdicts.

CREATE OR REPLACE TEMP VIEW goal_verdicts AS
WITH settled AS (
    SELECT
        *,
        -- The figure of the due day is in.
        coalesce(actual_on >= due, false) AS covers_due,
        coalesce(reached_on <= due_period_end, true) AS reached_in_time,
        getvariable('as_of') - actual_on > stale_after AND NOT coalesce(actual_on >= due, false) AS is_stale,
        -- 序时进度 holds counts and levels against their own way; what has no way is held against its value.
        CASE
            WHEN getvariable('by_schedule') AND (on_the_way OR is_budget) THEN finite(gap_share)
            ELSE achievement
        END AS measured,
        CASE
            WHEN NOT getvariable('by_schedule') THEN getvariable('on_track')
            WHEN on_the_way OR is_budget THEN getvariable('on_track')
            ELSE 1
        END AS enough,
        CASE
            WHEN getvariable('by_schedule') AND NOT (on_the_way OR is_budget) THEN 0.8
            ELSE getvariable('at_risk')
        END AS barely,
        CASE
            WHEN aim = 'at_most' THEN high - actual
            WHEN aim = 'at_least' THEN actual - low
        END AS headroom,
        -- A mean of months is not the published one: it decides only what exceeds the rounding.
        takes_mean AND abs(actual - goal) <= rounding_of(goal) AND actual <> goal AS too_close
    FROM compared_goals
),
on_the_path AS (
    SELECT
        *,
        CASE
            WHEN has_path AND reached AND held_from_start THEN 'met_at_start'
            WHEN judged_as = 'level' AND reached THEN 'reached'
            WHEN held_from_start THEN 'fell_back'
            WHEN on_the_way AND progress_share < -1e-12 THEN 'moving_away'
            WHEN judged_as = 'bound' AND too_close THEN 'too_close'
            WHEN judged_as = 'bound' AND NOT reached THEN 'beyond_bound'
            WHEN judged_as = 'bound' AND headroom < typical_step AND aggregation = 'last'
                THEN 'thin_headroom'
            WHEN reached AND NOT is_budget THEN 'as_planned'
            WHEN probability_of_miss > getvariable('likely_miss') AND NOT getvariable('by_schedule')
                AND (measured >= enough OR measured IS NULL)
                THEN 'projected_to_miss'
            -- Behind past years, and yet as likely as not to get there.
            WHEN measured < enough AND probability_of_miss <= 0.5 AND NOT getvariable('by_schedule') THEN 'as_planned'
            WHEN on_the_way AND achievement IS NULL AND gap >= 0 THEN 'as_planned'
            WHEN getvariable('by_schedule') AND measured > enough THEN 'as_planned'
            WHEN NOT getvariable('by_schedule') AND measured >= enough THEN 'as_planned'
            WHEN measured >= barely THEN 'behind'
            ELSE 'far_behind'
        END AS path_code
    FROM settled
),
reasoned AS (
    SELECT
        *,
        CASE
            WHEN issued_on > getvariable('as_of') THEN 'not_issued'
            WHEN series_id IS NULL THEN 'no_series'
            WHEN NOT isfinite(value) OR NOT isfinite(coalesce(value_high, 0)) THEN 'bad_value'
            WHEN misfit IS NOT NULL THEN misfit
            WHEN getvariable('as_of') < plan_start THEN 'before_start'
            WHEN actual_on IS NULL AND latest_on >= plan_start THEN 'other_period'
            WHEN actual_on IS NULL THEN 'no_actual'
            WHEN lacks_reference THEN 'no_reference'
            WHEN has_holes THEN 'missing_periods'
            WHEN actual IS NULL THEN 'no_baseline'
            WHEN holds_always AND broken_on IS NOT NULL THEN 'broken'
            WHEN is_budget AND NOT reached THEN 'exceeded'
            WHEN judged_as = 'cumulative' AND reached AND NOT held_from_start AND reached_in_time THEN 'reached'
            WHEN judged_as = 'cumulative' AND reached AND NOT held_from_start THEN 'reached_late'
            WHEN judged_as = 'level' AND reached AND covers_due
                AND (held_when_due OR actual_on <= due_period_end)
                THEN 'reached'
            WHEN judged_as = 'level' AND reached AND covers_due THEN 'reached_late'
            WHEN has_path AND NOT reached AND due IS NULL THEN 'no_due_date'
            WHEN judged_as = 'level' AND baseline_flagged AND baseline_on = actual_on AND NOT reached AND NOT covers_due
                THEN 'no_baseline'
            WHEN has_path AND baseline = goal AND NOT reached AND NOT covers_due THEN 'baseline_equals_target'
            WHEN covers_due AND too_close THEN 'too_close'
            WHEN covers_due AND reached THEN 'kept'
            WHEN covers_due THEN 'not_reached'
            WHEN is_stale THEN 'stale'
            WHEN getvariable('as_of') >= due THEN 'final_figure_due'
            ELSE path_code
        END AS reason_code
    FROM on_the_path
),
ruled AS (
    SELECT
        *,
        CASE WHEN reason_code = 'final_figure_due' THEN path_code ELSE reason_code END AS rule
    FROM reasoned
)
SELECT
    *,
    reason_code = 'final_figure_due' AS final_figure_due,
    CASE rule
        WHEN 'not_issued' THEN 'not_started'
        WHEN 'before_start' THEN 'not_started'
        WHEN 'stale' THEN 'stale'
        WHEN 'reached' THEN 'met'
        WHEN 'kept' THEN 'met'
        WHEN 'met_at_start' THEN 'met'
        WHEN 'reached_late' THEN 'met_late'
        WHEN 'not_reached' THEN 'missed'
        WHEN 'broken' THEN 'missed'
        WHEN 'exceeded' THEN 'missed'
        WHEN 'as_planned' THEN 'on_track'
        WHEN 'too_close' THEN 'at_risk'
        WHEN 'thin_headroom' THEN 'at_risk'
        WHEN 'projected_to_miss' THEN 'at_risk'
        WHEN 'behind' THEN 'at_risk'
        WHEN 'beyond_bound' THEN CASE WHEN aggregation = 'mean' THEN 'at_risk' ELSE 'lagging' END
        WHEN 'far_behind' THEN 'lagging'
        WHEN 'moving_away' THEN 'away'
        WHEN 'fell_back' THEN 'away'
        ELSE 'not_assessable'
    END AS status,
    -- The next period that a figure is owed for, once the time that its publication takes has passed; where no series
    -- is linked none is owed, though a goal over whole years has a cadence of its own.
    CASE
        WHEN series_id IS NULL OR covers_due OR misfit IS NOT NULL THEN NULL
        WHEN rule IN ('not_issued', 'before_start', 'reached', 'reached_late', 'broken', 'exceeded') THEN NULL
        ELSE least(
            next_period_end(coalesce(last_on, plan_start - 1), cadence_months, cadence_days),
            due_period_end
        )
    END AS owed_period_end
FROM ruled;
