-- Verdicts in words: how far a goal is, where it will end, and why it has its status.
-- Grain: a goal. Inputs: the name of a table or view with the columns of table progress; english_units and the macros
-- of figures.sql. Outputs: table macro in_words(verdicts): its rows with reason_zh and reason_en. Words are made where
-- they are shown: to make and store those of all goals takes a fifth of the time that judging does (benchmark
-- `progress_million`, "full / bare").
-- noqa: disable=LT02

-- `said` is p without its sign, in words.
CREATE OR REPLACE MACRO points_zh(p, said, behind, ahead, even) AS
    CASE
        WHEN abs(p) < 0.05 THEN even
        WHEN p < 0 THEN concat(behind, said, '个百分点')
        ELSE concat(ahead, said, '个百分点')
    END;

CREATE OR REPLACE MACRO points_en(p, said) AS
    CASE
        WHEN abs(p) < 0.05 THEN 'as planned'
        WHEN p < 0 THEN concat(said, ' percentage points behind the plan')
        ELSE concat(said, ' percentage points ahead of the plan')
    END;

-- What the plan is called that a goal is ahead of or behind.
CREATE OR REPLACE MACRO plan_zh(basis) AS
    CASE basis
        WHEN 'linear' THEN '序时进度'
        WHEN 'seasonal' THEN '往年同期进度'
        ELSE '节点计划'
    END;

CREATE OR REPLACE MACRO plan_en(basis) AS
    CASE basis
        WHEN 'seasonal' THEN ' of past years'
        WHEN 'milestones' THEN ' through the milestones'
        ELSE ''
    END;

CREATE OR REPLACE MACRO by_when_zh(due) AS
    CASE
        WHEN month(due) = 12 AND day(due) = 31 THEN '年底'
        ELSE concat(month(due), '月', day(due), '日')
    END;

-- Which series sets a goal, and why none was taken: `sought` is what the goal is held against (null where the series is
-- known), `candidates` the series in question. How a person names one, `duban explain` says.
CREATE OR REPLACE MACRO no_reference_zh(sought, candidates) AS
    CASE
        WHEN sought IS NULL THEN '目标以另一指标为准，该指标同期尚无数据'
        WHEN sought = 'averaged' THEN '目标以另一序列的多期平均为准，不由程序推算'
        ELSE concat(
            '目标以',
            CASE sought
                WHEN 'country' THEN '全国的同一指标'
                WHEN 'province' THEN '全省的同一指标'
                WHEN 'city' THEN '全市的同一指标'
                WHEN 'economy' THEN '本地区生产总值增速'
                ELSE '另一序列'
            END,
            CASE
                WHEN candidates IS NULL THEN '为准，尚无该序列，待报送或指定'
                ELSE concat('为准，不能确定是哪个序列：', candidates, '，待指定')
            END
        )
    END;

CREATE OR REPLACE MACRO no_reference_en(sought, candidates) AS
    CASE
        WHEN sought IS NULL THEN 'the series that sets the goal has no figure of that day'
        WHEN sought = 'averaged'
            THEN 'a mean of another series over several periods sets the goal, which is not computed'
        ELSE concat(
            CASE sought
                WHEN 'country' THEN 'the same indicator of the country'
                WHEN 'province' THEN 'the same indicator of the province'
                WHEN 'city' THEN 'the same indicator of the city'
                WHEN 'economy' THEN 'the growth of the gross domestic product of the region'
                ELSE 'another series'
            END,
            ' sets the goal, and ',
            CASE
                WHEN candidates IS NULL THEN 'no such series has been reported or named'
                ELSE concat('it is open which series that is: ', candidates)
            END
        )
    END;

CREATE OR REPLACE MACRO in_words(verdicts) AS TABLE
WITH placed AS (
    SELECT
        v.*,
        coalesce(basis <> 'constant', true) AND judged_as <> 'budget' AS say_on_the_way,
        judged_as = 'budget' AS say_is_budget,
        say_on_the_way AND judged_as = 'cumulative' OR say_is_budget AS say_in_shares,
        status IN ('met', 'met_late') OR reason_code = 'exceeded' AS say_names_figures,
        CASE v.unit WHEN '%' THEN '个百分点' ELSE v.unit END AS say_gap_unit,
        coalesce(u.word, v.unit) AS say_unit_en,
        coalesce(g.word, v.unit) AS say_gap_unit_en
    FROM query_table(verdicts) v
    LEFT JOIN english_units u ON u.unit = v.unit
    LEFT JOIN english_units g ON g.unit = CASE v.unit WHEN '%' THEN '百分点' ELSE v.unit END
),

-- The figures that the sentence needs; what is counted is told in shares. What they are counted in comes first, since a
-- macro is written out with its arguments wherever it is used. Each step is kept: DuckDB would write the steps into one
-- another, which takes a hundred times as long.
said AS MATERIALIZED (
    SELECT
        *,
        CASE WHEN NOT say_in_shares OR say_names_figures OR reason_code = 'no_due_date' THEN actual END AS say_actual,
        CASE
            WHEN NOT say_on_the_way OR say_names_figures OR reason_code = 'baseline_equals_target' THEN goal
        END AS say_goal,
        CASE WHEN NOT say_on_the_way AND gap <> 0 THEN abs(gap) END AS say_gap,
        CASE WHEN say_on_the_way AND NOT say_in_shares THEN baseline END AS say_baseline,
        CASE WHEN say_on_the_way AND NOT say_in_shares THEN projection END AS say_projection,
        CASE WHEN reason_code = 'broken' THEN reason_figure END AS say_broken,
        CASE WHEN say_on_the_way OR say_is_budget THEN percent(progress_share) END AS say_share,
        CASE WHEN say_in_shares THEN percent(projection / goal) END AS say_projected_share,
        CASE WHEN say_on_the_way OR say_is_budget THEN unsigned_points(gap_share) END AS say_points
    FROM placed
),

stepped AS MATERIALIZED (
    SELECT
        *,
        step_zh(say_actual) AS say_actual_step_zh,
        step_en(say_actual) AS say_actual_step_en,
        step_zh(say_goal) AS say_goal_step_zh,
        step_en(say_goal) AS say_goal_step_en,
        step_zh(say_gap) AS say_gap_step_zh,
        step_en(say_gap) AS say_gap_step_en,
        step_zh(say_baseline) AS say_baseline_step_zh,
        step_en(say_baseline) AS say_baseline_step_en,
        step_zh(say_projection) AS say_projection_step_zh,
        step_en(say_projection) AS say_projection_step_en,
        step_zh(say_broken) AS say_broken_step_zh,
        step_en(say_broken) AS say_broken_step_en
    FROM said
),

numbered AS MATERIALIZED (
    SELECT
        *,
        number_zh(say_actual, say_actual_step_zh) AS say_actual_number,
        number_zh(say_goal, say_goal_step_zh) AS say_goal_number,
        number_zh(say_gap, say_gap_step_zh) AS say_gap_number,
        number_zh(say_baseline, say_baseline_step_zh) AS say_baseline_number,
        number_zh(say_projection, say_projection_step_zh) AS say_projection_number,
        number_zh(say_broken, say_broken_step_zh) AS say_broken_number
    FROM stepped
),

numbered_in_english AS MATERIALIZED (
    SELECT
        *,
        number_en_by(say_actual_number, say_actual_step_zh, say_actual, say_actual_step_en) AS say_actual_number_en,
        number_en_by(say_goal_number, say_goal_step_zh, say_goal, say_goal_step_en) AS say_goal_number_en,
        number_en_by(say_gap_number, say_gap_step_zh, say_gap, say_gap_step_en) AS say_gap_number_en,
        number_en_by(say_baseline_number, say_baseline_step_zh, say_baseline, say_baseline_step_en)
            AS say_baseline_number_en,
        number_en_by(say_projection_number, say_projection_step_zh, say_projection, say_projection_step_en)
            AS say_projection_number_en,
        number_en_by(say_broken_number, say_broken_step_zh, say_broken, say_broken_step_en) AS say_broken_number_en
    FROM numbered
),

figured AS MATERIALIZED (
    SELECT
        *,
        with_unit_zh(say_actual_number, unit) AS say_actual_zh,
        with_unit_en(say_actual_number_en, say_unit_en) AS say_actual_en,
        with_unit_zh(say_goal_number, unit) AS say_goal_zh,
        with_unit_en(say_goal_number_en, say_unit_en) AS say_goal_en,
        with_unit_zh(say_gap_number, say_gap_unit) AS say_gap_zh,
        with_unit_en(say_gap_number_en, say_gap_unit_en) AS say_gap_en,
        with_unit_zh(say_broken_number, unit) AS say_broken_zh,
        with_unit_en(say_broken_number_en, say_unit_en) AS say_broken_en,
        CASE WHEN say_in_shares THEN say_share ELSE with_unit_zh(say_baseline_number, unit) END AS say_done_zh,
        CASE WHEN say_in_shares THEN say_share ELSE with_unit_en(say_baseline_number_en, say_unit_en) END
            AS say_done_en,
        coalesce(say_projected_share, with_unit_zh(say_projection_number, unit)) AS say_projected_zh,
        coalesce(say_projected_share, with_unit_en(say_projection_number_en, say_unit_en)) AS say_projected_en
    FROM numbered_in_english
),

-- What has to be said of any goal that is measured.
told AS (
    SELECT
        *,
        -- How far it is.
        CASE
            WHEN say_is_budget THEN concat(
                '已用', say_done_zh, '，',
                points_zh(
                    -gap_share,
                    say_points,
                    concat('低于', plan_zh(basis)),
                    concat('高于', plan_zh(basis)),
                    concat('与', plan_zh(basis), '持平')
                )
            )
            WHEN say_in_shares THEN concat(
                '完成', say_done_zh, '，',
                points_zh(
                    gap_share,
                    say_points,
                    concat('落后', plan_zh(basis)),
                    concat('超前', plan_zh(basis)),
                    concat('与', plan_zh(basis), '持平')
                )
            )
            WHEN say_on_the_way THEN concat(
                '由', say_done_zh, '到', say_actual_zh, '，走完', say_share, '，',
                points_zh(gap_share, say_points, '落后计划', '超前计划', '与计划持平')
            )
            ELSE concat(
                CASE WHEN approximate THEN '各月平均（近似）' ELSE '实际' END,
                say_actual_zh, '，目标', say_goal_zh,
                CASE WHEN gap < 0 THEN '，差' WHEN gap > 0 THEN '，余' END,
                say_gap_zh
            )
        END AS say_distance_zh,
        CASE
            WHEN say_is_budget THEN concat(
                say_done_en, ' used, ',
                CASE
                    WHEN abs(gap_share) < 0.05 THEN 'as planned'
                    WHEN gap_share < 0 THEN concat(say_points, ' per cent of it above the plan')
                    ELSE concat(say_points, ' per cent of it below the plan')
                END
            )
            WHEN say_in_shares THEN concat(say_done_en, ' done, ', points_en(gap_share, say_points), plan_en(basis))
            WHEN say_on_the_way THEN concat(
                'from ', say_done_en, ' to ', say_actual_en, ', ', say_share, ' of the way, ',
                points_en(gap_share, say_points)
            )
            ELSE concat(
                CASE WHEN approximate THEN 'the mean of the months is about ' ELSE 'stands at ' END,
                say_actual_en, ' against ', say_goal_en,
                CASE
                    WHEN gap < 0 THEN concat(', short by ', say_gap_en)
                    WHEN gap > 0 THEN concat(', ', say_gap_en, ' to spare')
                END
            )
        END AS say_distance_en,
        -- Where the trend leads by the due date, and how likely that is to fall short.
        CASE
            WHEN NOT coalesce(actual_period_end < due, false) OR NOT (say_on_the_way OR say_is_budget) THEN ''
            WHEN projection IS NULL THEN '；数据不足，暂不预测'
            ELSE concat(
                '；按当前进度预计', by_when_zh(due),
                CASE WHEN say_in_shares THEN '完成' ELSE '达到' END,
                say_projected_zh,
                CASE
                    WHEN probability_of_miss IS NOT NULL
                        THEN concat('，未达标可能性', round(100 * probability_of_miss)::INTEGER, '%')
                END
            )
        END AS say_outlook_zh,
        CASE
            WHEN NOT coalesce(actual_period_end < due, false) OR NOT (say_on_the_way OR say_is_budget) THEN ''
            WHEN projection IS NULL THEN '; not enough data to project'
            ELSE concat(
                '; at this pace ', say_projected_en, ' by ', due,
                CASE
                    WHEN probability_of_miss IS NOT NULL
                        THEN concat(', chance of a miss ', round(100 * probability_of_miss)::INTEGER, '%')
                END
            )
        END AS say_outlook_en
    FROM figured
)

SELECT
    COLUMNS(LAMBDA name: NOT starts_with(name, 'say_')),
    CASE reason_code
        WHEN 'not_issued' THEN concat('文件于', day_zh(reason_on), '印发，尚未开始')
        WHEN 'before_start' THEN concat('计划自', day_zh(plan_start), '开始，尚未开始')
        WHEN 'no_series' THEN '尚未关联实际数据，无法评估'
        WHEN 'bad_value' THEN '目标值不是有效数字，无法评估'
        WHEN 'unit_differs'
            THEN concat('实际数据单位为“', series_has, '”，目标单位为“', goal_has, '”，无法评估')
        WHEN 'region_differs'
            THEN concat('实际数据属于', series_has, '，目标属于', goal_has, '，范围不一致，无法评估')
        WHEN 'no_actual' THEN '计划开始以来尚无实际数据，无法评估'
        WHEN 'other_period' THEN '现有数据不是目标所涉期间的数据，不能用来评判，无法评估'
        WHEN 'no_reference' THEN concat(no_reference_zh(goal_has, series_has), '，无法评估')
        WHEN 'missing_periods' THEN concat('截至', day_zh(reason_on), '的数据有缺期，不能累计，无法评估')
        WHEN 'no_due_date' THEN concat('目前', say_actual_zh, '，目标没有期限，无法评估进度')
        WHEN 'no_baseline'
            THEN concat('计划期内只有', day_zh(reason_on), '一个数据且没有基期数据，无法评估')
        WHEN 'baseline_equals_target' THEN concat('基期已等于目标', say_goal_zh, '，无进度可比')
        WHEN 'stale' THEN concat('最新数据截至', day_zh(actual_period_end), '，已过期；当时', say_distance_zh)
        WHEN 'reached'
            THEN concat(
                '截至', day_zh(coalesce(reached_on, actual_period_end)), '达到目标', say_goal_zh, '，现为', say_actual_zh
            )
        WHEN 'reached_late'
            THEN concat('逾期', days_late, '天完成：', day_zh(reached_on), '达到目标', say_goal_zh, '，现为', say_actual_zh)
        WHEN 'kept' THEN concat('按期达标：', say_distance_zh)
        WHEN 'met_at_start' THEN concat('计划开始时已达到目标，目前', say_actual_zh)
        WHEN 'not_reached' THEN concat('逾期未完成：', say_distance_zh)
        WHEN 'broken'
            THEN concat(day_zh(reason_on), '为', say_broken_zh, '，越过', say_goal_zh, '的底线')
        WHEN 'exceeded' THEN concat('已用', say_actual_zh, '，超过上限', say_goal_zh)
        WHEN 'final_figure_due' THEN concat('已到期，尚缺截至', day_zh(reason_on), '的数据；', say_distance_zh)
        WHEN 'too_close' THEN concat('各月平均与目标之差不超过四舍五入的误差，待公布数据：', say_distance_zh)
        WHEN 'beyond_bound' THEN concat('已越过控制线：', say_distance_zh)
        WHEN 'thin_headroom' THEN concat('余量不足通常一期的变动：', say_distance_zh)
        WHEN 'fell_back' THEN concat('计划开始时已达标，现退到', say_actual_zh, '，低于要求')
        WHEN 'moving_away' THEN concat('与目标背道而行：', say_distance_zh, say_outlook_zh)
        WHEN 'projected_to_miss' THEN concat(say_distance_zh, say_outlook_zh, '，很可能达不到目标')
        ELSE concat(say_distance_zh, say_outlook_zh)
    END AS reason_zh,
    CASE reason_code
        WHEN 'not_issued' THEN concat('not started: the document is of ', reason_on)
        WHEN 'before_start' THEN concat('not started: the plan begins on ', plan_start)
        WHEN 'no_series' THEN 'not assessable: no series of actuals is linked'
        WHEN 'bad_value' THEN 'not assessable: the value of the goal is not a number'
        WHEN 'unit_differs'
            THEN concat('not assessable: the actuals are in ', series_has, ', the goal in ', goal_has)
        WHEN 'region_differs'
            THEN concat('not assessable: the actuals are of ', series_has, ', the goal of ', goal_has)
        WHEN 'no_actual' THEN 'not assessable: no actual since the plan began'
        WHEN 'other_period' THEN 'not assessable: the actuals are about other periods than the goal'
        WHEN 'no_reference' THEN concat('not assessable: ', no_reference_en(goal_has, series_has))
        WHEN 'missing_periods'
            THEN concat('not assessable: periods up to ', reason_on, ' are missing, so they cannot be added up')
        WHEN 'no_due_date' THEN concat('not assessable: stands at ', say_actual_en, ', but the goal has no due date')
        WHEN 'no_baseline'
            THEN concat('not assessable: the value of ', reason_on, ' is the only one and there is none before')
        WHEN 'baseline_equals_target' THEN concat('not assessable: the baseline equals the target, ', say_goal_en)
        WHEN 'stale' THEN concat('stale: the last actual is of ', actual_period_end, '; then ', say_distance_en)
        WHEN 'reached'
            THEN concat(
                'reached on ', coalesce(reached_on, actual_period_end),
                ': now ', say_actual_en, ', the goal was ', say_goal_en
            )
        WHEN 'reached_late'
            THEN concat(
                'reached ', days_late, ' days late, on ', reached_on,
                ': now ', say_actual_en, ', the goal was ', say_goal_en
            )
        WHEN 'kept' THEN concat('reached when due: ', say_distance_en)
        WHEN 'met_at_start' THEN concat('met from the start, now at ', say_actual_en)
        WHEN 'not_reached' THEN concat('not reached when due: ', say_distance_en)
        WHEN 'broken' THEN concat('broken on ', reason_on, ' by ', say_broken_en, ' against ', say_goal_en)
        WHEN 'exceeded' THEN concat('exceeded: ', say_actual_en, ' of at most ', say_goal_en)
        WHEN 'final_figure_due'
            THEN concat('due, and the figure up to ', reason_on, ' is not in; ', say_distance_en)
        WHEN 'too_close'
            THEN concat('within the rounding of the goal, wait for the published mean: ', say_distance_en)
        WHEN 'beyond_bound' THEN concat('beyond the bound: ', say_distance_en)
        WHEN 'thin_headroom' THEN concat('less to spare than one usual step: ', say_distance_en)
        WHEN 'fell_back' THEN concat('met when the plan began, now fallen back to ', say_actual_en)
        WHEN 'moving_away' THEN concat('moving away from the goal: ', say_distance_en, say_outlook_en)
        WHEN 'projected_to_miss' THEN concat(say_distance_en, say_outlook_en, ', likely to fall short of the goal')
        ELSE concat(say_distance_en, say_outlook_en)
    END AS reason_en
FROM told;
-- noqa: enable=LT02
