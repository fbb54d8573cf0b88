-- Expected value, gap, shares, projection and status of each goal.
WITH placed AS (
    SELECT s.*,
        m.goal_no IS NOT NULL AS has_milestones, z.goal_no IS NOT NULL AS has_season,
        z.share AS season_share, z.growth, z.growth_spread, z.growths,
        coalesce(m.passed_on, plan_start) AS passed_on, coalesce(m.passed, baseline) AS passed,
        coalesce(m.next_on, due) AS next_on, coalesce(m.next, goal) AS next,
        CASE WHEN plan_start < due OR judged_day >= due THEN share_of_time(judged_day, plan_start, due) END AS time_share,
        judged_as IN ('cumulative', 'level') AND NOT held_from_start AS on_the_way
    FROM ({standing}) s
    LEFT JOIN p_milestones m ON m.goal_no = s.goal_no
    LEFT JOIN p_seasonal z ON z.goal_no = s.goal_no
),
expected AS (
    SELECT *,
        CASE
            WHEN NOT on_the_way THEN
                -- Within a range every value is as expected.
                CASE WHEN aim = 'near' AND value_high IS NOT NULL AND actual IS NOT NULL
                    THEN greatest(value, least(value_high, actual)) ELSE goal END
            WHEN due IS NULL OR time_share IS NULL THEN NULL
            WHEN judged_day >= due THEN goal
            WHEN has_milestones THEN passed + (next - passed) * share_of_time(judged_day, passed_on, next_on)
            WHEN has_season THEN goal * season_share
            ELSE baseline + (goal - baseline) * time_share
        END AS expected,
        CASE
            WHEN NOT on_the_way THEN 'constant' WHEN due IS NULL THEN NULL
            WHEN has_milestones THEN 'milestones' WHEN has_season THEN 'seasonal' ELSE 'linear'
        END AS basis,
        -- Past the goal of a 左右: further is not better.
        on_the_way AND aim = 'near' AND NOT reached AND (actual - goal) * (goal - baseline) > 0 AS overshot,
        CASE WHEN aim = 'at_least' THEN low WHEN aim = 'at_most' THEN high WHEN actual > high THEN high ELSE low END AS nearest_end
    FROM placed
),
compared AS (
    SELECT *,
        CASE
            WHEN aim = 'near' THEN -abs(actual - CASE WHEN overshot THEN goal ELSE expected END)
            WHEN aim = 'at_most' THEN expected - actual
            ELSE actual - expected
        END AS gap,
        CASE
            WHEN overshot THEN 1 - ratio(abs(actual - goal), abs(goal - baseline))
            WHEN on_the_way THEN
                CASE WHEN abs(expected - baseline) > 1e-12 * greatest(abs(expected), abs(baseline))
                    THEN ratio(actual - baseline, expected - baseline) END
            WHEN aim = 'near' AND value_high IS NOT NULL THEN CASE WHEN goal = 0 THEN (reached)::INT ELSE 1 - abs(actual - expected) / abs(goal) END
            ELSE held_against(actual, goal, aim)
        END AS achievement,
        CASE WHEN on_the_way THEN ratio(actual - baseline, goal - baseline) END AS progress_share,
        CASE WHEN on_the_way THEN abs(goal - baseline) WHEN unit IN ('%', '百分点') THEN 100.0 ELSE abs(goal) END AS scale,
        CASE WHEN judged_as IN ('cumulative', 'level') AND NOT reached THEN ratio(goal - actual, periods_left) END AS required_rate,
        CASE WHEN judged_as IN ('cumulative', 'level') THEN pace END AS current_rate,
        CASE WHEN judged_as IN ('cumulative', 'level') AND NOT reached THEN ratio(nearest_end - actual, pace) END AS periods_short,
        CASE
            WHEN periods_left IS NULL THEN NULL
            WHEN has_season THEN actual * growth
            WHEN trend_size IS NULL THEN NULL
            WHEN judged_as IN ('cumulative', 'level') THEN actual + pace * periods_left
            ELSE actual
        END AS projection,
        CASE
            WHEN has_season THEN abs(actual) * growth_spread * sqrt(1 + 1 / growths)
                * getvariable('quantiles')[least(growths - 1, len(getvariable('quantiles')))]
            WHEN judged_as IN ('cumulative', 'level') THEN spread * sqrt(periods_left + periods_left * periods_left / trend_size)
                * getvariable('quantiles')[least(trend_size - 1, len(getvariable('quantiles')))]
            ELSE spread * sqrt(periods_left) * getvariable('quantiles')[least(trend_size - 1, len(getvariable('quantiles')))]
        END AS margin
    FROM expected
),
projected AS (
    SELECT * REPLACE (
            finite(gap) AS gap, finite(achievement) AS achievement, finite(progress_share) AS progress_share,
            finite(required_rate) AS required_rate
        ),
        -- What only ever grew will not shrink.
        CASE WHEN adds_up AND only_grows AND projection - margin < actual THEN actual ELSE projection - margin END AS projection_low,
        projection + margin AS projection_high,
        CASE WHEN periods_short BETWEEN 0 AND 1200 THEN ceil(periods_short)::INTEGER END AS periods_to_goal,
        100 * gap / nullif(scale, 0) AS points
    FROM compared
),
settled AS (
    SELECT *,
        finite(points) AS gap_points,
        getvariable('as_of') > due AS after_due,
        coalesce(actual_on >= due, false) AS covers_due,
        getvariable('as_of') - actual_on > stale_after AND NOT coalesce(actual_on >= due, false) AS is_stale,
        CASE WHEN getvariable('measure') = 'gap_points' THEN finite(points) ELSE achievement END AS measured,
        CASE WHEN aim = 'at_most' THEN projection_low > high + 1e-9 * abs(high)
            WHEN aim = 'near' THEN projection_low > high + 1e-9 * abs(high) OR projection_high < low - 1e-9 * abs(low)
            ELSE projection_high < low - 1e-9 * abs(low) END AS will_miss
    FROM projected
),
verdicts AS (
    SELECT *,
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
            WHEN judged_as = 'level' AND baseline_flagged AND baseline_on = actual_on AND NOT reached THEN 'no_baseline'
            WHEN judged_as IN ('cumulative', 'level') AND baseline = goal AND NOT reached THEN 'baseline_equals_target'
            WHEN after_due AND covers_due THEN CASE WHEN reached THEN 'reached' ELSE 'not_reached' END
            WHEN is_stale THEN 'stale'
            WHEN judged_as IN ('cumulative', 'level') AND reached THEN CASE WHEN held_from_start THEN 'met_at_start' ELSE 'reached' END
            WHEN held_from_start THEN 'fell_back'
            WHEN progress_share < -1e-12 THEN 'moving_away'
            WHEN reached THEN 'as_planned'
            WHEN on_the_way AND achievement IS NULL AND gap >= 0 OR measured >= getvariable('on_track')
                AND NOT (getvariable('measure') = 'gap_points' AND measured = getvariable('on_track'))
            THEN CASE WHEN coalesce(will_miss, false) AND on_the_way AND basis <> 'milestones' THEN 'projected_to_miss' ELSE 'as_planned' END
            WHEN measured >= getvariable('at_risk') THEN 'behind'
            ELSE 'far_behind'
        END AS reason_code
    FROM settled
)
SELECT *,
    CASE reason_code
        WHEN 'not_issued' THEN 'not_started' WHEN 'before_start' THEN 'not_started'
        WHEN 'stale' THEN 'stale'
        WHEN 'reached' THEN 'met' WHEN 'met_at_start' THEN 'met'
        WHEN 'not_reached' THEN 'missed'
        WHEN 'as_planned' THEN 'on_track' WHEN 'projected_to_miss' THEN 'at_risk' WHEN 'behind' THEN 'at_risk'
        WHEN 'far_behind' THEN 'lagging'
        WHEN 'moving_away' THEN 'away' WHEN 'fell_back' THEN 'away'
        ELSE 'not_assessable'
    END AS status
FROM verdicts
