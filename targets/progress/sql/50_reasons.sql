-- How far each goal is and where it will end, in words.
-- Grain: a goal. Inputs: goal_verdicts, english_units, the macros of 02. Outputs: view worded_verdicts.

CREATE OR REPLACE TEMP VIEW worded_verdicts AS
WITH placed AS (
    SELECT
        v.*,
        status NOT IN ('not_assessable', 'not_started') AS assessed,
        reason_code NOT IN (
            'no_series', 'bad_value', 'unit_differs', 'region_differs', 'missing_periods', 'not_issued',
            'before_start', 'other_period'
        ) AS measured_at_all,
        on_the_way AND judged_as = 'cumulative' OR is_budget AS in_shares,
        status IN ('met', 'met_late') OR reason_code = 'exceeded' AS names_figures,
        CASE v.unit WHEN '%' THEN '个百分点' ELSE v.unit END AS gap_unit,
        coalesce(u.word, v.unit) AS unit_en,
        coalesce(g.word, v.unit) AS gap_unit_en,
        CASE
            WHEN status = 'met_late' THEN reached_on - due
        END AS days_late,
        owed_period_end + published_after AS owed_since,
        coalesce(getvariable('as_of') > owed_period_end + published_after, false) AS report_overdue
    FROM goal_verdicts v
    LEFT JOIN english_units u ON u.unit = v.unit
    LEFT JOIN english_units g ON g.unit = CASE v.unit WHEN '%' THEN '百分点' ELSE v.unit END
),
-- The figures that the sentence needs; what is counted is told in shares. What they are counted in comes first, since a
-- macro is written out with its arguments wherever it is used (benchmark `progress_million`, "one series / full").
said AS (
    SELECT
        *,
        CASE WHEN NOT in_shares OR names_figures OR reason_code = 'no_due_date' THEN actual END AS actual_said,
        CASE
            WHEN NOT on_the_way OR names_figures OR reason_code = 'baseline_equals_target' THEN goal
        END AS goal_said,
        CASE WHEN NOT on_the_way AND gap <> 0 THEN abs(gap) END AS gap_said,
        CASE WHEN on_the_way AND NOT in_shares THEN baseline END AS baseline_said,
        CASE WHEN on_the_way AND NOT in_shares THEN projection END AS projection_said,
        CASE WHEN reason_code = 'broken' THEN broken_value END AS broken_said,
        CASE WHEN on_the_way OR is_budget THEN percent(progress_share) END AS share_said,
        CASE WHEN in_shares THEN percent(projection / goal) END AS projected_share_said,
        CASE WHEN on_the_way OR is_budget THEN unsigned_points(gap_share) END AS points_said
    FROM placed
),
stepped AS (
    SELECT
        *,
        step_zh(actual_said) AS actual_step_zh,
        step_en(actual_said) AS actual_step_en,
        step_zh(goal_said) AS goal_step_zh,
        step_en(goal_said) AS goal_step_en,
        step_zh(gap_said) AS gap_step_zh,
        step_en(gap_said) AS gap_step_en,
        step_zh(baseline_said) AS baseline_step_zh,
        step_en(baseline_said) AS baseline_step_en,
        step_zh(projection_said) AS projection_step_zh,
        step_en(projection_said) AS projection_step_en,
        step_zh(broken_said) AS broken_step_zh,
        step_en(broken_said) AS broken_step_en
    FROM said
),
numbered AS (
    SELECT
        *,
        number_zh(actual_said, actual_step_zh) AS actual_number,
        number_zh(goal_said, goal_step_zh) AS goal_number,
        number_zh(gap_said, gap_step_zh) AS gap_number,
        number_zh(baseline_said, baseline_step_zh) AS baseline_number,
        number_zh(projection_said, projection_step_zh) AS projection_number,
        number_zh(broken_said, broken_step_zh) AS broken_number
    FROM stepped
),
numbered_in_english AS (
    SELECT
        *,
        number_en_by(actual_number, actual_step_zh, actual_said, actual_step_en) AS actual_number_en,
        number_en_by(goal_number, goal_step_zh, goal_said, goal_step_en) AS goal_number_en,
        number_en_by(gap_number, gap_step_zh, gap_said, gap_step_en) AS gap_number_en,
        number_en_by(baseline_number, baseline_step_zh, baseline_said, baseline_step_en) AS baseline_number_en,
        number_en_by(projection_number, projection_step_zh, projection_said, projection_step_en)
            AS projection_number_en,
        number_en_by(broken_number, broken_step_zh, broken_said, broken_step_en) AS broken_number_en
    FROM numbered
),
figured AS (
    SELECT
        *,
        with_unit_zh(actual_number, unit) AS actual_zh,
        with_unit_en(actual_number_en, unit_en) AS actual_en,
        with_unit_zh(goal_number, unit) AS goal_zh,
        with_unit_en(goal_number_en, unit_en) AS goal_en,
        with_unit_zh(gap_number, gap_unit) AS gap_zh,
        with_unit_en(gap_number_en, gap_unit_en) AS gap_en,
        with_unit_zh(broken_number, unit) AS broken_zh,
        with_unit_en(broken_number_en, unit_en) AS broken_en,
        CASE WHEN in_shares THEN share_said ELSE with_unit_zh(baseline_number, unit) END AS done_zh,
        CASE WHEN in_shares THEN share_said ELSE with_unit_en(baseline_number_en, unit_en) END AS done_en,
        coalesce(projected_share_said, with_unit_zh(projection_number, unit)) AS projected_zh,
        coalesce(projected_share_said, with_unit_en(projection_number_en, unit_en)) AS projected_en
    FROM numbered_in_english
)
SELECT
    *,
    -- How far it is.
    CASE
        WHEN is_budget THEN concat(
            '已用', done_zh, '，',
            points_zh(
                -gap_share,
                points_said,
                concat('低于', plan_zh(basis)),
                concat('高于', plan_zh(basis)),
                concat('与', plan_zh(basis), '持平')
            )
        )
        WHEN in_shares THEN concat(
            '完成', done_zh, '，',
            points_zh(
                gap_share,
                points_said,
                concat('落后', plan_zh(basis)),
                concat('超前', plan_zh(basis)),
                concat('与', plan_zh(basis), '持平')
            )
        )
        WHEN on_the_way THEN concat(
            '由', done_zh, '到', actual_zh, '，走完', share_said, '，',
            points_zh(gap_share, points_said, '落后计划', '超前计划', '与计划持平')
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
                WHEN gap_share < 0 THEN concat(points_said, ' per cent of it above the plan')
                ELSE concat(points_said, ' per cent of it below the plan')
            END
        )
        WHEN in_shares THEN concat(done_en, ' done, ', points_en(gap_share, points_said), plan_en(basis))
        WHEN on_the_way THEN concat(
            'from ', done_en, ' to ', actual_en, ', ', share_said, ' of the way, ', points_en(gap_share, points_said)
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
