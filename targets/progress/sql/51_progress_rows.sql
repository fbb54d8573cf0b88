-- The rows of table `progress`: every component beside the verdict, and the verdict in words.
-- Grain: a goal. Inputs: worded_verdicts, chosen_held; variables `known_until`, `run_id`, `as_of`, `profile`,
-- `rule_version`, `settled_after`. Outputs: view progress_rows (columns of table progress).

CREATE OR REPLACE TEMP VIEW progress_rows AS
SELECT
    getvariable('run_id') AS run_id,
    getvariable('as_of') AS as_of,
    target_id,
    series_id,
    kind,
    direction,
    plan_start,
    due,
    plan_begins AS period_start,
    due AS period_end,
    aggregation,
    basis,
    CASE WHEN measured_at_all THEN baseline END AS baseline,
    CASE WHEN measured_at_all THEN baseline_on END AS baseline_on,
    CASE WHEN measured_at_all AND judged_as = 'level' THEN baseline_flagged END AS baseline_flagged,
    value AS target_value,
    value_high AS target_high,
    CASE WHEN measured_at_all THEN finite(actual) END AS actual,
    CASE WHEN measured_at_all THEN actual_on END AS actual_period_end,
    CASE WHEN measured_at_all THEN actual_recorded END AS actual_recorded_at,
    CASE WHEN measured_at_all THEN takes_mean END AS approximate,
    CASE WHEN assessed THEN judged_day END AS judged_on,
    CASE WHEN measured_at_all OR NOT on_the_way OR judged_as = 'cumulative' THEN finite(expected) END AS expected,
    CASE WHEN assessed THEN gap END AS gap,
    CASE WHEN assessed THEN gap_points END AS gap_points,
    CASE WHEN assessed THEN finite(gap_share) END AS gap_share,
    CASE WHEN assessed THEN achievement END AS achievement,
    time_share,
    CASE WHEN assessed THEN progress_share END AS progress_share,
    CASE WHEN assessed THEN finite(100 * (progress_share - time_share)) END AS lead_points,
    CASE WHEN assessed THEN required_rate END AS required_rate,
    CASE WHEN assessed THEN finite(current_rate) END AS current_rate,
    CASE WHEN assessed THEN finite(projection) END AS projection,
    CASE WHEN assessed THEN finite(projection_low) END AS projection_low,
    CASE WHEN assessed THEN finite(projection_high) END AS projection_high,
    CASE WHEN assessed THEN finite(probability_of_miss) END AS probability_of_miss,
    CASE
        WHEN NOT assessed OR periods_to_goal IS NULL THEN NULL
        WHEN cadence_months IS NULL THEN actual_on + periods_to_goal * cadence_days
        ELSE last_day((actual_on + to_months(periods_to_goal * cadence_months))::DATE)
    END AS reach_on,
    CASE WHEN status IN ('met', 'met_late') AND has_path THEN reached_on END AS reached_on,
    days_late,
    final_figure_due,
    report_overdue,
    CASE WHEN report_overdue THEN owed_period_end END AS owed_period_end,
    CASE WHEN report_overdue THEN owed_since END AS owed_since,
    extended_from,
    extended_by,
    coalesce(
        series_id IN (
            SELECT series_id
            FROM chosen_held
            WHERE recorded_at < getvariable('known_until')
        ),
        false
    ) AS waits_for_check,
    -- Told for long, or of a past year and never decided.
    coalesce(
        getvariable('as_of') > due + getvariable('settled_after')
        AND (status IN ('met', 'met_late', 'missed') OR due < date_trunc('year', getvariable('as_of'))),
        false
    ) AS is_settled,
    status,
    reason_code,
    CASE reason_code
        WHEN 'not_issued' THEN concat('文件于', day_zh(issued_on), '印发，尚未开始')
        WHEN 'before_start' THEN concat('计划自', day_zh(plan_start), '开始，尚未开始')
        WHEN 'no_series' THEN '尚未关联实际数据，无法评估'
        WHEN 'bad_value' THEN '目标值不是有效数字，无法评估'
        WHEN 'unit_differs'
            THEN concat('实际数据单位为“', series_unit, '”，目标单位为“', unit, '”，无法评估')
        WHEN 'region_differs'
            THEN concat('实际数据属于', series_region, '，目标属于', region, '，范围不一致，无法评估')
        WHEN 'no_actual' THEN '计划开始以来尚无实际数据，无法评估'
        WHEN 'other_period' THEN '现有数据不是目标所涉期间的数据，不能用来评判，无法评估'
        WHEN 'no_reference' THEN '目标以另一指标为准，该指标同期尚无数据，无法评估'
        WHEN 'missing_periods' THEN concat('截至', day_zh(last_on), '的数据有缺期，不能累计，无法评估')
        WHEN 'no_due_date' THEN concat('目前', actual_zh, '，目标没有期限，无法评估进度')
        WHEN 'no_baseline'
            THEN concat('计划期内只有', day_zh(last_on), '一个数据且没有基期数据，无法评估')
        WHEN 'baseline_equals_target' THEN concat('基期已等于目标', goal_zh, '，无进度可比')
        WHEN 'stale' THEN concat('最新数据截至', day_zh(actual_on), '，已过期；当时', distance_zh)
        WHEN 'reached'
            THEN concat('截至', day_zh(coalesce(reached_on, actual_on)), '达到目标', goal_zh, '，现为', actual_zh)
        WHEN 'reached_late'
            THEN concat('逾期', days_late, '天完成：', day_zh(reached_on), '达到目标', goal_zh, '，现为', actual_zh)
        WHEN 'kept' THEN concat('按期达标：', distance_zh)
        WHEN 'met_at_start' THEN concat('计划开始时已达到目标，目前', actual_zh)
        WHEN 'not_reached' THEN concat('逾期未完成：', distance_zh)
        WHEN 'broken'
            THEN concat(day_zh(broken_on), '为', broken_zh, '，越过', goal_zh, '的底线')
        WHEN 'exceeded' THEN concat('已用', actual_zh, '，超过上限', goal_zh)
        WHEN 'final_figure_due' THEN concat('已到期，尚缺截至', day_zh(owed_period_end), '的数据；', distance_zh)
        WHEN 'too_close' THEN concat('各月平均与目标之差不超过四舍五入的误差，待公布数据：', distance_zh)
        WHEN 'beyond_bound' THEN concat('已越过控制线：', distance_zh)
        WHEN 'thin_headroom' THEN concat('余量不足通常一期的变动：', distance_zh)
        WHEN 'fell_back' THEN concat('计划开始时已达标，现退到', actual_zh, '，低于要求')
        WHEN 'moving_away' THEN concat('与目标背道而行：', distance_zh, outlook_zh)
        WHEN 'projected_to_miss' THEN concat(distance_zh, outlook_zh, '，很可能达不到目标')
        ELSE concat(distance_zh, outlook_zh)
    END AS reason_zh,
    CASE reason_code
        WHEN 'not_issued' THEN concat('not started: the document is of ', issued_on)
        WHEN 'before_start' THEN concat('not started: the plan begins on ', plan_start)
        WHEN 'no_series' THEN 'not assessable: no series of actuals is linked'
        WHEN 'bad_value' THEN 'not assessable: the value of the goal is not a number'
        WHEN 'unit_differs'
            THEN concat('not assessable: the actuals are in ', series_unit, ', the goal in ', unit)
        WHEN 'region_differs'
            THEN concat('not assessable: the actuals are of ', series_region, ', the goal of ', region)
        WHEN 'no_actual' THEN 'not assessable: no actual since the plan began'
        WHEN 'other_period' THEN 'not assessable: the actuals are about other periods than the goal'
        WHEN 'no_reference' THEN 'not assessable: the series that sets the goal has no figure of that day'
        WHEN 'missing_periods'
            THEN concat('not assessable: periods up to ', last_on, ' are missing, so they cannot be added up')
        WHEN 'no_due_date' THEN concat('not assessable: stands at ', actual_en, ', but the goal has no due date')
        WHEN 'no_baseline'
            THEN concat('not assessable: the value of ', last_on, ' is the only one and there is none before')
        WHEN 'baseline_equals_target' THEN concat('not assessable: the baseline equals the target, ', goal_en)
        WHEN 'stale' THEN concat('stale: the last actual is of ', actual_on, '; then ', distance_en)
        WHEN 'reached'
            THEN concat('reached on ', coalesce(reached_on, actual_on), ': now ', actual_en, ', the goal was ', goal_en)
        WHEN 'reached_late'
            THEN concat(
                'reached ', days_late, ' days late, on ', reached_on, ': now ', actual_en, ', the goal was ', goal_en
            )
        WHEN 'kept' THEN concat('reached when due: ', distance_en)
        WHEN 'met_at_start' THEN concat('met from the start, now at ', actual_en)
        WHEN 'not_reached' THEN concat('not reached when due: ', distance_en)
        WHEN 'broken' THEN concat('broken on ', broken_on, ' by ', broken_en, ' against ', goal_en)
        WHEN 'exceeded' THEN concat('exceeded: ', actual_en, ' of at most ', goal_en)
        WHEN 'final_figure_due'
            THEN concat('due, and the figure up to ', owed_period_end, ' is not in; ', distance_en)
        WHEN 'too_close'
            THEN concat('within the rounding of the goal, wait for the published mean: ', distance_en)
        WHEN 'beyond_bound' THEN concat('beyond the bound: ', distance_en)
        WHEN 'thin_headroom' THEN concat('less to spare than one usual step: ', distance_en)
        WHEN 'fell_back' THEN concat('met when the plan began, now fallen back to ', actual_en)
        WHEN 'moving_away' THEN concat('moving away from the goal: ', distance_en, outlook_en)
        WHEN 'projected_to_miss' THEN concat(distance_en, outlook_en, ', likely to fall short of the goal')
        ELSE concat(distance_en, outlook_en)
    END AS reason_en,
    getvariable('profile') AS profile,
    getvariable('rule_version') AS rule_version
FROM worded_verdicts;
