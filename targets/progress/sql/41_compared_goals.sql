-- Expected value, gap, shares and projection of each goal.
-- Grain: a goal. Inputs: measured_goals, path_pieces, seasonal_shares; variable `quantiles`.
-- Outputs: view compared_goals.

CREATE OR REPLACE TEMP VIEW compared_goals AS
WITH placed AS (
    SELECT
        s.*,
        m.goal_no IS NOT NULL AS has_milestones,
        z.goal_no IS NOT NULL AS has_season,
        z.share AS season_share,
        z.growth,
        z.growth_spread,
        z.growths,
        coalesce(m.passed_on, plan_start) AS passed_on,
        coalesce(m.passed, baseline) AS passed,
        coalesce(m.next_on, due) AS next_on,
        coalesce(m.next, goal) AS next,
        CASE
            WHEN plan_start < due OR judged_day >= due THEN share_of_time(judged_day, plan_start, due)
        END AS time_share,
        judged_as IN ('cumulative', 'level') AND NOT held_from_start AS on_the_way
    FROM measured_goals s
    LEFT JOIN path_pieces m ON m.goal_no = s.goal_no
    LEFT JOIN seasonal_shares z ON z.goal_no = s.goal_no
),
expected AS (
    SELECT
        *,
        CASE
            -- Within a range every value is as expected.
            WHEN NOT on_the_way AND aim = 'near' AND value_high IS NOT NULL AND actual IS NOT NULL
                THEN greatest(value, least(value_high, actual))
            WHEN NOT on_the_way THEN goal
            WHEN due IS NULL OR time_share IS NULL THEN NULL
            WHEN judged_day >= due THEN goal
            WHEN has_milestones THEN passed + (next - passed) * share_of_time(judged_day, passed_on, next_on)
            WHEN has_season THEN goal * season_share
            ELSE baseline + (goal - baseline) * time_share
        END AS expected,
        CASE
            WHEN NOT on_the_way THEN 'constant'
            WHEN due IS NULL THEN NULL
            WHEN has_milestones THEN 'milestones'
            WHEN has_season THEN 'seasonal'
            ELSE 'linear'
        END AS basis,
        -- Past the goal of a 左右: further is not better.
        on_the_way AND aim = 'near' AND NOT reached AND (actual - goal) * (goal - baseline) > 0 AS overshot,
        CASE
            WHEN aim = 'at_least' THEN low
            WHEN aim = 'at_most' THEN high
            WHEN actual > high THEN high
            ELSE low
        END AS nearest_end,
        getvariable('quantiles')[least(growths - 1, len(getvariable('quantiles')))] AS growth_quantile,
        getvariable('quantiles')[least(trend_size - 1, len(getvariable('quantiles')))] AS trend_quantile
    FROM placed
),
compared AS (
    SELECT
        *,
        CASE
            WHEN aim = 'near' THEN -abs(actual - CASE WHEN overshot THEN goal ELSE expected END)
            WHEN aim = 'at_most' THEN expected - actual
            ELSE actual - expected
        END AS gap,
        CASE
            WHEN overshot THEN 1 - ratio(abs(actual - goal), abs(goal - baseline))
            WHEN on_the_way THEN
                CASE
                    WHEN abs(expected - baseline) > 1e-12 * greatest(abs(expected), abs(baseline))
                        THEN ratio(actual - baseline, expected - baseline)
                END
            WHEN aim = 'near' AND value_high IS NOT NULL AND goal = 0 THEN (reached)::INT
            WHEN aim = 'near' AND value_high IS NOT NULL THEN 1 - abs(actual - expected) / abs(goal)
            ELSE held_against(actual, goal, aim)
        END AS achievement,
        CASE WHEN on_the_way THEN ratio(actual - baseline, goal - baseline) END AS progress_share,
        CASE
            WHEN on_the_way THEN abs(goal - baseline)
            WHEN unit IN ('%', '百分点') THEN 100.0
            ELSE abs(goal)
        END AS scale,
        CASE
            WHEN judged_as IN ('cumulative', 'level') AND NOT reached THEN ratio(goal - actual, periods_left)
        END AS required_rate,
        CASE WHEN judged_as IN ('cumulative', 'level') THEN pace END AS current_rate,
        CASE
            WHEN judged_as IN ('cumulative', 'level') AND NOT reached THEN ratio(nearest_end - actual, pace)
        END AS periods_short,
        CASE
            WHEN periods_left IS NULL THEN NULL
            WHEN has_season THEN actual * growth
            WHEN trend_size IS NULL THEN NULL
            WHEN judged_as IN ('cumulative', 'level') THEN actual + pace * periods_left
            ELSE actual
        END AS projection,
        CASE
            WHEN has_season THEN abs(actual) * growth_spread * sqrt(1 + 1 / growths) * growth_quantile
            WHEN judged_as IN ('cumulative', 'level')
                THEN spread * sqrt(periods_left + periods_left * periods_left / trend_size) * trend_quantile
            ELSE spread * sqrt(periods_left) * trend_quantile
        END AS margin
    FROM expected
)
SELECT
    * REPLACE (
        finite(gap) AS gap,
        finite(achievement) AS achievement,
        finite(progress_share) AS progress_share,
        finite(required_rate) AS required_rate
    ),
    -- What only ever grew will not shrink.
    CASE
        WHEN adds_up AND only_grows AND projection - margin < actual THEN actual
        ELSE projection - margin
    END AS projection_low,
    projection + margin AS projection_high,
    CASE WHEN periods_short BETWEEN 0 AND 1200 THEN ceil(periods_short)::INTEGER END AS periods_to_goal,
    100 * gap / nullif(scale, 0) AS points
FROM compared;
