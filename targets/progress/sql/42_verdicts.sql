-- The status of each goal and the reason for it; the first rule that fits decides.
-- Grain: a goal. Inputs: compared_goals; variables `as_of`, `measure`, `on_track`, `at_risk`. Outputs: view goal_verdicts.

CREATE OR REPLACE TEMP VIEW goal_verdicts AS
WITH settled AS (
    SELECT
        *,
        finite(points) AS gap_points,
        getvariable('as_of') > due AS after_due,
        coalesce(actual_on >= due, false) AS covers_due,
        getvariable('as_of') - actual_on > stale_after AND NOT coalesce(actual_on >= due, false) AS is_stale,
        CASE WHEN getvariable('measure') = 'gap_points' THEN finite(points) ELSE achievement END AS measured,
        coalesce(projection_low > high + 1e-9 * abs(high), false) AS ends_above,
        coalesce(projection_high < low - 1e-9 * abs(low), false) AS ends_below
    FROM compared_goals
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
            WHEN actual_on IS NULL THEN 'no_actual'
            WHEN has_holes THEN 'missing_periods'
            WHEN judged_as = 'cumulative' AND reached AND NOT held_from_start THEN 'reached'
            WHEN judged_as = 'level' AND reached AND covers_due THEN 'reached'
            WHEN judged_as IN ('cumulative', 'level') AND NOT reached AND due IS NULL THEN 'no_due_date'
            WHEN judged_as = 'level' AND baseline_flagged AND baseline_on = actual_on AND NOT reached
                THEN 'no_baseline'
            WHEN judged_as IN ('cumulative', 'level') AND baseline = goal AND NOT reached
                THEN 'baseline_equals_target'
            WHEN after_due AND covers_due AND reached THEN 'reached'
            WHEN after_due AND covers_due THEN 'not_reached'
            WHEN is_stale THEN 'stale'
            WHEN judged_as IN ('cumulative', 'level') AND reached AND held_from_start THEN 'met_at_start'
            WHEN judged_as IN ('cumulative', 'level') AND reached THEN 'reached'
            WHEN held_from_start THEN 'fell_back'
            WHEN progress_share < -1e-12 THEN 'moving_away'
            WHEN reached THEN 'as_planned'
            WHEN (
                    on_the_way AND achievement IS NULL AND gap >= 0
                    OR measured >= getvariable('on_track')
                    AND NOT (getvariable('measure') = 'gap_points' AND measured = getvariable('on_track'))
                )
                THEN CASE
                    WHEN (ends_above OR ends_below) AND on_the_way AND basis <> 'milestones' THEN 'projected_to_miss'
                    ELSE 'as_planned'
                END
            WHEN measured >= getvariable('at_risk') THEN 'behind'
            ELSE 'far_behind'
        END AS reason_code
    FROM settled
)
SELECT
    *,
    CASE reason_code
        WHEN 'not_issued' THEN 'not_started'
        WHEN 'before_start' THEN 'not_started'
        WHEN 'stale' THEN 'stale'
        WHEN 'reached' THEN 'met'
        WHEN 'met_at_start' THEN 'met'
        WHEN 'not_reached' THEN 'missed'
        WHEN 'as_planned' THEN 'on_track'
        WHEN 'projected_to_miss' THEN 'at_risk'
        WHEN 'behind' THEN 'at_risk'
        WHEN 'far_behind' THEN 'lagging'
        WHEN 'moving_away' THEN 'away'
        WHEN 'fell_back' THEN 'away'
        ELSE 'not_assessable'
    END AS status
FROM reasoned;
