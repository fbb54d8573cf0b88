-- Expected value, gap, shares, projection and chance of a miss of each goal.
-- Grain: a goal. Inputs: measured_goals, path_pieces, seasonal_shares; variables `prior_months`, `pooled_spread`,
-- `pooled_weight`, `interval_quantile`. Outputs: view compared_goals.

CREATE OR REPLACE TEMP VIEW compared_goals AS
WITH placed AS (
    SELECT
        s.*,
        m.goal_no IS NOT NULL AS has_milestones,
        CASE WHEN has_milestones THEN list_filter(m.milestones, lambda step: step.due <= s.judged_day)[-1] END
            AS passed_step,
        CASE WHEN has_milestones THEN list_filter(m.milestones, lambda step: step.due > s.judged_day)[1] END
            AS next_step,
        z.goal_no IS NOT NULL AS has_season,
        z.share AS season_share,
        z.last_total,
        z.past_years,
        z.share_variance,
        coalesce(struct_extract(passed_step, 'due'), plan_start) AS passed_on,
        coalesce(struct_extract(passed_step, 'goal'), baseline) AS passed,
        coalesce(struct_extract(next_step, 'due'), due) AS next_on,
        coalesce(struct_extract(next_step, 'goal'), goal) AS next,
        CASE
            WHEN plan_start < due OR judged_day >= due THEN share_of_time(judged_day, plan_start, due)
        END AS time_share,
        has_path AND NOT held_from_start AS on_the_way,
        judged_as = 'budget' AS is_budget
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
            WHEN NOT (on_the_way OR is_budget) THEN goal
            WHEN due IS NULL OR time_share IS NULL THEN NULL
            WHEN judged_day >= due THEN goal
            WHEN has_milestones
                THEN coalesce(passed, 0) + (next - coalesce(passed, 0)) * share_of_time(judged_day, passed_on, next_on)
            WHEN has_season THEN goal * season_share
            WHEN is_budget THEN goal * time_share
            ELSE baseline + (goal - baseline) * time_share
        END AS expected,
        CASE
            WHEN NOT (on_the_way OR is_budget) THEN 'constant'
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
        -- How much the growth since the same day of last year counts beside no growth at all: more every month.
        ratio(actual, last_total * season_share) AS growth,
        ratio(
            months_between(plan_start, judged_day),
            months_between(plan_start, judged_day) + getvariable('prior_months')
        )
            AS growth_weight,
        -- The spread of the year's total as a share of it: that of all series, and as far as known the series' own.
        sqrt(
            (
                getvariable('pooled_weight')
                * (1 + 1 / past_years)
                * (getvariable('pooled_spread') * (1 - season_share)) ** 2
                + (past_years - 1) * coalesce(share_variance, 0)
            )
            / (getvariable('pooled_weight') + past_years - 1)
        ) AS spread
    FROM placed
),
projected AS (
    SELECT
        *,
        CASE
            WHEN periods_left IS NULL THEN NULL
            WHEN has_season AND growth >= 0
                THEN actual + last_total * (1 - season_share) * growth ** growth_weight
            WHEN has_season OR trend_size IS NULL THEN NULL
            WHEN has_path OR is_budget THEN actual + pace * periods_left
            ELSE actual
        END AS projection
    FROM expected
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
            ELSE held_against(actual, expected, aim)
        END AS achievement,
        CASE
            WHEN on_the_way THEN ratio(actual - baseline, goal - baseline)
            WHEN is_budget THEN ratio(actual, goal)
        END AS progress_share,
        CASE
            WHEN on_the_way THEN abs(goal - baseline)
            ELSE abs(goal)
        END AS scale,
        CASE WHEN has_path AND NOT reached THEN ratio(goal - actual, periods_left) END AS required_rate,
        CASE WHEN has_path OR is_budget THEN pace END AS current_rate,
        CASE WHEN has_path AND NOT reached THEN ratio(nearest_end - actual, pace) END AS periods_short,
        CASE WHEN has_season AND projection > 0 AND isfinite(projection) THEN spread END AS projection_spread
    FROM projected
)
SELECT
    * REPLACE (
        finite(gap) AS gap,
        finite(achievement) AS achievement,
        finite(progress_share) AS progress_share,
        finite(required_rate) AS required_rate
    ),
    projection * exp(-getvariable('interval_quantile') * projection_spread) AS projection_low,
    projection * exp(getvariable('interval_quantile') * projection_spread) AS projection_high,
    -- Only where past years show how far such projections are off.
    CASE
        WHEN projection_spread IS NULL OR goal <= 0 THEN NULL
        WHEN aim = 'at_least' AND reached THEN 0
        WHEN aim = 'at_least'
            THEN chance_up_to(ln(greatest(low / projection, 1e-300)) / greatest(projection_spread, 1e-6))
        WHEN aim = 'at_most'
            THEN 1 - chance_up_to(ln(greatest(high / projection, 1e-300)) / greatest(projection_spread, 1e-6))
    END AS probability_of_miss,
    -- What is over a whole number of periods by the rounding of sums alone takes no further period.
    CASE WHEN periods_short BETWEEN 0 AND 1200 THEN greatest(1, ceil(periods_short - 1e-9))::INTEGER END
        AS periods_to_goal,
    100 * gap / nullif(scale, 0) AS gap_share,
    CASE WHEN unit IN ('%', '百分点') THEN gap END AS gap_points
FROM compared;
