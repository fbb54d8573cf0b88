-- Figures and dates in words.
CREATE OR REPLACE TEMP MACRO one_place(x) AS coalesce(TRY_CAST(x AS DECIMAL(18, 1))::VARCHAR, printf('%.1e', x));
CREATE OR REPLACE TEMP MACRO short(x) AS
    coalesce(rtrim(rtrim(TRY_CAST(x AS DECIMAL(18, 2))::VARCHAR, '0'), '.'), printf('%.3e', x));
CREATE OR REPLACE TEMP MACRO figure_zh(x, unit) AS concat(
    short(x / CASE WHEN abs(x) >= 1e8 THEN 1e8 WHEN abs(x) >= 1e4 THEN 1e4 ELSE 1 END),
    CASE WHEN abs(x) >= 1e8 THEN '亿' WHEN abs(x) >= 1e4 THEN '万' END, unit);
CREATE OR REPLACE TEMP MACRO figure_en(x, unit) AS concat(
    short(x / CASE WHEN abs(x) >= 1e9 THEN 1e9 WHEN abs(x) >= 1e6 THEN 1e6 ELSE 1 END),
    CASE WHEN abs(x) >= 1e9 THEN ' billion ' WHEN abs(x) >= 1e6 THEN ' million ' WHEN unit <> '%' THEN ' ' END,
    CASE unit WHEN '百分点' THEN 'percentage points' ELSE unit END);
CREATE OR REPLACE TEMP MACRO day_zh(d) AS concat(year(d), '年', month(d), '月', day(d), '日');
CREATE OR REPLACE TEMP MACRO points_zh(p, behind, ahead, even) AS CASE
    WHEN abs(p) < 0.05 THEN even WHEN p < 0 THEN concat(behind, one_place(-p), '个百分点') ELSE concat(ahead, one_place(p), '个百分点') END;
CREATE OR REPLACE TEMP MACRO points_en(p) AS CASE
    WHEN abs(p) < 0.05 THEN 'as planned' WHEN p < 0 THEN concat(one_place(-p), ' percentage points behind the plan')
    ELSE concat(one_place(p), ' percentage points ahead of the plan') END;
CREATE OR REPLACE TEMP MACRO percent(x) AS concat(one_place(100 * x), '%');
-- How far it is: shares for what has a way to go, figures for what must hold at every date.
CREATE OR REPLACE TEMP MACRO distance_zh(on_the_way, adds_up, actual, unit, baseline, goal, progress_share, gap_points, gap, basis) AS CASE
    WHEN on_the_way AND adds_up THEN concat('完成', percent(progress_share), '，',
        points_zh(gap_points, concat('落后', CASE basis WHEN 'linear' THEN '序时进度' WHEN 'seasonal' THEN '往年同期进度' ELSE '节点计划' END),
            concat('超前', CASE basis WHEN 'linear' THEN '序时进度' WHEN 'seasonal' THEN '往年同期进度' ELSE '节点计划' END),
            concat('与', CASE basis WHEN 'linear' THEN '序时进度' WHEN 'seasonal' THEN '往年同期进度' ELSE '节点计划' END, '持平')))
    WHEN on_the_way THEN concat('由', figure_zh(baseline, unit), '到', figure_zh(actual, unit), '，走完', percent(progress_share), '，',
        points_zh(gap_points, '落后计划', '超前计划', '与计划持平'))
    ELSE concat('实际', figure_zh(actual, unit), '，目标', figure_zh(goal, unit),
        CASE WHEN gap < 0 THEN concat('，差', figure_zh(-gap, CASE unit WHEN '%' THEN '个百分点' ELSE unit END))
            WHEN gap > 0 THEN concat('，余', figure_zh(gap, CASE unit WHEN '%' THEN '个百分点' ELSE unit END)) ELSE '' END)
END;
CREATE OR REPLACE TEMP MACRO distance_en(on_the_way, adds_up, actual, unit, baseline, goal, progress_share, gap_points, gap, basis) AS CASE
    WHEN on_the_way AND adds_up THEN concat(percent(progress_share), ' done, ', points_en(gap_points),
        CASE basis WHEN 'seasonal' THEN ' of past years' WHEN 'milestones' THEN ' through the milestones' ELSE '' END)
    WHEN on_the_way THEN concat('from ', figure_en(baseline, unit), ' to ', figure_en(actual, unit), ', ', percent(progress_share), ' of the way, ', points_en(gap_points))
    ELSE concat('stands at ', figure_en(actual, unit), ' against ', figure_en(goal, unit),
        CASE WHEN gap < 0 THEN concat(', short by ', figure_en(-gap, CASE unit WHEN '%' THEN '百分点' ELSE unit END))
            WHEN gap > 0 THEN concat(', ', figure_en(gap, CASE unit WHEN '%' THEN '百分点' ELSE unit END), ' to spare') ELSE '' END)
END;
-- Where the trend leads by the due date.
CREATE OR REPLACE TEMP MACRO outlook_zh(on_the_way, adds_up, due, unit, goal, projection, periods_left) AS CASE
    WHEN periods_left IS NULL OR NOT on_the_way THEN ''
    WHEN projection IS NULL THEN '；数据不足，暂不预测'
    ELSE concat('；按当前进度预计', CASE WHEN month(due) = 12 AND day(due) = 31 THEN '年底' ELSE concat(month(due), '月', day(due), '日') END,
        CASE WHEN adds_up THEN concat('完成', percent(projection / goal)) ELSE concat('达到', figure_zh(projection, unit)) END)
END;
CREATE OR REPLACE TEMP MACRO outlook_en(on_the_way, adds_up, due, unit, goal, projection, periods_left) AS CASE
    WHEN periods_left IS NULL OR NOT on_the_way THEN ''
    WHEN projection IS NULL THEN '; not enough data to project'
    ELSE concat('; at this pace ', CASE WHEN adds_up THEN percent(projection / goal) ELSE figure_en(projection, unit) END, ' by ', due)
END;
