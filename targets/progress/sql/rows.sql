-- The rows of table `progress`: every component beside the verdict, and the verdict in words.
WITH placed AS (
    SELECT *,
        status NOT IN ('not_assessable', 'not_started') AS assessed,
        reason_code NOT IN ('no_series', 'bad_value', 'unit_differs', 'region_differs', 'missing_periods', 'not_issued', 'before_start') AS measured_at_all,
        on_the_way AND judged_as = 'cumulative' AS in_shares
    FROM ({judged})
),
-- Figures in words, where the sentence needs them: what is counted is told in shares.
figured AS (
    SELECT *,
        CASE WHEN NOT in_shares OR status = 'met' OR reason_code = 'no_due_date' THEN figure_zh(actual, unit) END AS actual_zh,
        CASE WHEN NOT in_shares OR status = 'met' OR reason_code = 'no_due_date' THEN figure_en(actual, unit) END AS actual_en,
        CASE WHEN NOT on_the_way OR status = 'met' OR reason_code = 'baseline_equals_target' THEN figure_zh(goal, unit) END AS goal_zh,
        CASE WHEN NOT on_the_way OR status = 'met' OR reason_code = 'baseline_equals_target' THEN figure_en(goal, unit) END AS goal_en,
        CASE WHEN NOT on_the_way AND gap <> 0 THEN figure_zh(abs(gap), CASE unit WHEN '%' THEN '个百分点' ELSE unit END) END AS gap_zh,
        CASE WHEN NOT on_the_way AND gap <> 0 THEN figure_en(abs(gap), CASE unit WHEN '%' THEN '百分点' ELSE unit END) END AS gap_en,
        CASE WHEN in_shares THEN percent(progress_share) WHEN on_the_way THEN figure_zh(baseline, unit) END AS done_zh,
        CASE WHEN in_shares THEN percent(progress_share) WHEN on_the_way THEN figure_en(baseline, unit) END AS done_en,
        CASE WHEN in_shares THEN percent(projection / goal) WHEN on_the_way THEN figure_zh(projection, unit) END AS projected_zh,
        CASE WHEN in_shares THEN percent(projection / goal) WHEN on_the_way THEN figure_en(projection, unit) END AS projected_en
    FROM placed
),
shown AS (
    SELECT *,
        -- How far it is.
        CASE
            WHEN in_shares THEN concat('完成', done_zh, '，',
                points_zh(gap_points, concat('落后', plan_zh(basis)), concat('超前', plan_zh(basis)), concat('与', plan_zh(basis), '持平')))
            WHEN on_the_way THEN concat('由', done_zh, '到', actual_zh, '，走完', percent(progress_share), '，',
                points_zh(gap_points, '落后计划', '超前计划', '与计划持平'))
            ELSE concat('实际', actual_zh, '，目标', goal_zh, CASE WHEN gap < 0 THEN '，差' WHEN gap > 0 THEN '，余' END, gap_zh)
        END AS distance_zh,
        CASE
            WHEN in_shares THEN concat(done_en, ' done, ', points_en(gap_points), plan_en(basis))
            WHEN on_the_way THEN concat('from ', done_en, ' to ', actual_en, ', ', percent(progress_share), ' of the way, ', points_en(gap_points))
            ELSE concat('stands at ', actual_en, ' against ', goal_en,
                CASE WHEN gap < 0 THEN concat(', short by ', gap_en) WHEN gap > 0 THEN concat(', ', gap_en, ' to spare') END)
        END AS distance_en,
        -- Where the trend leads by the due date.
        CASE
            WHEN periods_left IS NULL OR NOT on_the_way THEN ''
            WHEN projection IS NULL THEN '；数据不足，暂不预测'
            ELSE concat('；按当前进度预计', by_when_zh(due), CASE WHEN in_shares THEN '完成' ELSE '达到' END, projected_zh)
        END AS outlook_zh,
        CASE
            WHEN periods_left IS NULL OR NOT on_the_way THEN ''
            WHEN projection IS NULL THEN '; not enough data to project'
            ELSE concat('; at this pace ', projected_en, ' by ', due)
        END AS outlook_en
    FROM figured
)
SELECT
    getvariable('run_id') AS run_id, getvariable('as_of') AS as_of, target_id, series_id, kind, direction, plan_start, due,
    basis,
    CASE WHEN measured_at_all THEN baseline END AS baseline,
    CASE WHEN measured_at_all THEN baseline_on END AS baseline_on,
    CASE WHEN measured_at_all AND judged_as = 'level' THEN baseline_flagged END AS baseline_flagged,
    value AS target_value, value_high AS target_high,
    CASE WHEN measured_at_all THEN actual END AS actual,
    CASE WHEN measured_at_all THEN actual_on END AS actual_period_end,
    CASE WHEN measured_at_all THEN actual_recorded END AS actual_recorded_at,
    CASE WHEN measured_at_all OR NOT on_the_way OR judged_as = 'cumulative' THEN finite(expected) END AS expected,
    CASE WHEN assessed THEN gap END AS gap,
    CASE WHEN assessed THEN gap_points END AS gap_points,
    CASE WHEN assessed THEN achievement END AS achievement,
    time_share,
    CASE WHEN assessed THEN progress_share END AS progress_share,
    CASE WHEN assessed THEN finite(100 * (progress_share - time_share)) END AS lead_points,
    CASE WHEN assessed THEN required_rate END AS required_rate,
    CASE WHEN assessed THEN finite(current_rate) END AS current_rate,
    CASE WHEN assessed THEN finite(projection) END AS projection,
    CASE WHEN assessed THEN finite(projection_low) END AS projection_low,
    CASE WHEN assessed THEN finite(projection_high) END AS projection_high,
    CASE WHEN assessed AND periods_to_goal IS NOT NULL THEN
        CASE WHEN cadence_months IS NULL THEN actual_on + periods_to_goal * cadence_days
            ELSE last_day((actual_on + to_months(periods_to_goal * cadence_months))::DATE) END
    END AS reach_on,
    status, reason_code,
    CASE reason_code
        WHEN 'not_issued' THEN concat('文件于', day_zh(issued_on), '印发，尚未开始')
        WHEN 'before_start' THEN concat('计划自', day_zh(plan_start), '开始，尚未开始')
        WHEN 'no_series' THEN '尚未关联实际数据，无法评估'
        WHEN 'bad_value' THEN '目标值不是有效数字，无法评估'
        WHEN 'unit_differs' THEN concat('实际数据单位为“', series_unit, '”，目标单位为“', unit, '”，无法评估')
        WHEN 'region_differs' THEN concat('实际数据属于', series_region, '，目标属于', region, '，范围不一致，无法评估')
        WHEN 'no_actual' THEN '计划开始以来尚无实际数据，无法评估'
        WHEN 'missing_periods' THEN concat('截至', day_zh(actual_on), '的数据有缺期，不能累计，无法评估')
        WHEN 'no_due_date' THEN concat('目前', actual_zh, '，目标没有期限，无法评估进度')
        WHEN 'no_baseline' THEN concat('计划期内只有', day_zh(actual_on), '一个数据且没有基期数据，无法评估')
        WHEN 'baseline_equals_target' THEN concat('基期已等于目标', goal_zh, '，无进度可比')
        WHEN 'stale' THEN concat('最新数据截至', day_zh(actual_on), '，已过期；当时', distance_zh)
        WHEN 'reached' THEN concat('截至', day_zh(actual_on), '达到', actual_zh, '，目标', goal_zh, '已完成')
        WHEN 'met_at_start' THEN concat('计划开始时已达到目标，目前', actual_zh)
        WHEN 'not_reached' THEN concat('到期未完成：', distance_zh)
        WHEN 'fell_back' THEN concat('计划开始时已达标，现退到', actual_zh, '，低于要求')
        WHEN 'moving_away' THEN concat('与目标背道而行：', distance_zh, outlook_zh)
        WHEN 'projected_to_miss' THEN concat(distance_zh, outlook_zh, '，达不到目标')
        ELSE concat(distance_zh, outlook_zh)
    END AS reason_zh,
    CASE reason_code
        WHEN 'not_issued' THEN concat('not started: the document is of ', issued_on)
        WHEN 'before_start' THEN concat('not started: the plan begins on ', plan_start)
        WHEN 'no_series' THEN 'not assessable: no series of actuals is linked'
        WHEN 'bad_value' THEN 'not assessable: the value of the goal is not a number'
        WHEN 'unit_differs' THEN concat('not assessable: the actuals are in ', series_unit, ', the goal in ', unit)
        WHEN 'region_differs' THEN concat('not assessable: the actuals are of ', series_region, ', the goal of ', region)
        WHEN 'no_actual' THEN 'not assessable: no actual since the plan began'
        WHEN 'missing_periods' THEN concat('not assessable: periods up to ', actual_on, ' are missing, so they cannot be added up')
        WHEN 'no_due_date' THEN concat('not assessable: stands at ', actual_en, ', but the goal has no due date')
        WHEN 'no_baseline' THEN concat('not assessable: the value of ', actual_on, ' is the only one and there is none before the plan')
        WHEN 'baseline_equals_target' THEN concat('not assessable: the baseline equals the target, ', goal_en)
        WHEN 'stale' THEN concat('stale: the last actual is of ', actual_on, '; then ', distance_en)
        WHEN 'reached' THEN concat('reached: ', actual_en, ' on ', actual_on, ', the goal was ', goal_en)
        WHEN 'met_at_start' THEN concat('met from the start, now at ', actual_en)
        WHEN 'not_reached' THEN concat('not reached when due: ', distance_en)
        WHEN 'fell_back' THEN concat('met when the plan began, now fallen back to ', actual_en)
        WHEN 'moving_away' THEN concat('moving away from the goal: ', distance_en, outlook_en)
        WHEN 'projected_to_miss' THEN concat(distance_en, outlook_en, ', short of the goal')
        ELSE concat(distance_en, outlook_en)
    END AS reason_en,
    getvariable('profile') AS profile, getvariable('rule_version') AS rule_version
FROM shown
