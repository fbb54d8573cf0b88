-- How far each goal is and where it will end, in words.
-- Grain: a goal. Inputs: goal_verdicts, the macros of 02. Outputs: view worded_verdicts.

CREATE OR REPLACE TEMP VIEW worded_verdicts AS
WITH placed AS (
    SELECT
        *,
        status NOT IN ('not_assessable', 'not_started') AS assessed,
        reason_code NOT IN (
            'no_series', 'bad_value', 'unit_differs', 'region_differs', 'missing_periods', 'not_issued',
            'before_start', 'other_period'
        ) AS measured_at_all,
        on_the_way AND judged_as = 'cumulative' OR is_budget AS in_shares,
        status IN ('met', 'met_late') OR reason_code = 'exceeded' AS names_figures,
        CASE unit WHEN '%' THEN '百分点' ELSE unit END AS gap_unit,
        CASE
            WHEN status = 'met_late' THEN reached_on - due
        END AS days_late,
        owed_period_end + published_after AS owed_since,
        coalesce(getvariable('as_of') > owed_period_end + published_after, false) AS report_overdue
    FROM goal_verdicts
),
-- Figures in words, where the sentence needs them: what is counted is told in shares.
figured AS (
    SELECT
        *,
        CASE
            WHEN NOT in_shares OR names_figures OR reason_code = 'no_due_date' THEN figure_zh(actual, unit)
        END AS actual_zh,
        CASE
            WHEN NOT in_shares OR names_figures OR reason_code = 'no_due_date' THEN figure_en(actual, unit)
        END AS actual_en,
        CASE
            WHEN NOT on_the_way OR names_figures OR reason_code = 'baseline_equals_target' THEN figure_zh(goal, unit)
        END AS goal_zh,
        CASE
            WHEN NOT on_the_way OR names_figures OR reason_code = 'baseline_equals_target' THEN figure_en(goal, unit)
        END AS goal_en,
        CASE
            WHEN NOT on_the_way AND gap <> 0
                THEN figure_zh(abs(gap), CASE unit WHEN '%' THEN '个百分点' ELSE unit END)
        END AS gap_zh,
        CASE WHEN NOT on_the_way AND gap <> 0 THEN figure_en(abs(gap), gap_unit) END AS gap_en,
        CASE
            WHEN in_shares THEN percent(progress_share)
            WHEN on_the_way THEN figure_zh(baseline, unit)
        END AS done_zh,
        CASE
            WHEN in_shares THEN percent(progress_share)
            WHEN on_the_way THEN figure_en(baseline, unit)
        END AS done_en,
        CASE
            WHEN in_shares THEN percent(projection / goal)
            WHEN on_the_way THEN figure_zh(projection, unit)
        END AS projected_zh,
        CASE
            WHEN in_shares THEN percent(projection / goal)
            WHEN on_the_way THEN figure_en(projection, unit)
        END AS projected_en
    FROM placed
)
SELECT
    *,
    -- How far it is.
    CASE
        WHEN is_budget THEN concat(
            '已用', done_zh, '，',
            points_zh(
                -gap_share,
                concat('低于', plan_zh(basis)),
                concat('高于', plan_zh(basis)),
                concat('与', plan_zh(basis), '持平')
            )
        )
        WHEN in_shares THEN concat(
            '完成', done_zh, '，',
            points_zh(
                gap_share,
                concat('落后', plan_zh(basis)),
                concat('超前', plan_zh(basis)),
                concat('与', plan_zh(basis), '持平')
            )
        )
        WHEN on_the_way THEN concat(
            '由', done_zh, '到', actual_zh, '，走完', percent(progress_share), '，',
            points_zh(gap_share, '落后计划', '超前计划', '与计划持平')
        )
        ELSE concat(
            CASE WHEN takes_mean THEN '各月平均（近似）' ELSE '实际' END,
            actual_zh, '，目标', goal_zh,
            CASE WHEN gap < 0 THEN '，差' WHEN gap > 0 THEN '，余' END,
            gap_zh
        )
    END AS distance_zh,
    CASE
        WHEN is_budget THEN concat(
            done_en, ' used, ',
            CASE
                WHEN abs(gap_share) < 0.05 THEN 'as planned'
                WHEN gap_share < 0 THEN concat(unsigned_points(-gap_share), ' per cent of it above the plan')
                ELSE concat(unsigned_points(gap_share), ' per cent of it below the plan')
            END
        )
        WHEN in_shares THEN concat(done_en, ' done, ', points_en(gap_share), plan_en(basis))
        WHEN on_the_way THEN concat(
            'from ', done_en, ' to ', actual_en, ', ', percent(progress_share), ' of the way, ', points_en(gap_share)
        )
        ELSE concat(
            CASE WHEN takes_mean THEN 'the mean of the months is about ' ELSE 'stands at ' END,
            actual_en, ' against ', goal_en,
            CASE
                WHEN gap < 0 THEN concat(', short by ', gap_en)
                WHEN gap > 0 THEN concat(', ', gap_en, ' to spare')
            END
        )
    END AS distance_en,
    -- Where the trend leads by the due date, and how likely that is to fall short.
    CASE
        WHEN periods_left IS NULL OR NOT (on_the_way OR is_budget) THEN ''
        WHEN projection IS NULL THEN '；数据不足，暂不预测'
        ELSE concat(
            '；按当前进度预计', by_when_zh(due),
            CASE WHEN in_shares THEN '完成' ELSE '达到' END,
            projected_zh,
            CASE
                WHEN probability_of_miss IS NOT NULL
                    THEN concat('，未达标可能性', round(100 * probability_of_miss)::INTEGER, '%')
            END
        )
    END AS outlook_zh,
    CASE
        WHEN periods_left IS NULL OR NOT (on_the_way OR is_budget) THEN ''
        WHEN projection IS NULL THEN '; not enough data to project'
        ELSE concat(
            '; at this pace ', projected_en, ' by ', due,
            CASE
                WHEN probability_of_miss IS NOT NULL
                    THEN concat(', chance of a miss ', round(100 * probability_of_miss)::INTEGER, '%')
            END
        )
    END AS outlook_en
FROM figured;
