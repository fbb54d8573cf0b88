-- Figures, days and distances in words.
-- Grain: scalar macros. Inputs: the arguments. Outputs: text in Chinese (`_zh`) or English (`_en`).

CREATE OR REPLACE TEMP MACRO one_place(x) AS coalesce(TRY_CAST(x AS DECIMAL(18, 1))::VARCHAR, printf('%.1e', x));

-- At most two places, without zeros at the end.
CREATE OR REPLACE TEMP MACRO short(x) AS
    CASE
        WHEN round(x, 2) = round(x) THEN x::BIGINT::VARCHAR
        ELSE round(x, 2)::VARCHAR
    END;

CREATE OR REPLACE TEMP MACRO figure_zh(x, unit) AS
    concat(
        CASE
            WHEN abs(x) < 1e4 THEN short(x)
            WHEN abs(x) < 1e8 THEN short(x / 1e4)
            WHEN abs(x) < 1e24 THEN short(x / 1e8)
            ELSE printf('%.3e', x / 1e8)
        END,
        CASE
            WHEN abs(x) >= 1e8 THEN '亿'
            WHEN abs(x) >= 1e4 THEN '万'
        END,
        unit
    );

CREATE OR REPLACE TEMP MACRO figure_en(x, unit) AS
    concat(
        CASE
            WHEN abs(x) < 1e6 THEN short(x)
            WHEN abs(x) < 1e9 THEN short(x / 1e6)
            WHEN abs(x) < 1e25 THEN short(x / 1e9)
            ELSE printf('%.3e', x / 1e9)
        END,
        CASE
            WHEN abs(x) >= 1e9 THEN ' billion '
            WHEN abs(x) >= 1e6 THEN ' million '
            WHEN unit <> '%' THEN ' '
        END,
        CASE unit WHEN '百分点' THEN 'percentage points' ELSE unit END
    );

CREATE OR REPLACE TEMP MACRO day_zh(d) AS concat(year(d), '年', month(d), '月', day(d), '日');

CREATE OR REPLACE TEMP MACRO points_zh(p, behind, ahead, even) AS
    CASE
        WHEN abs(p) < 0.05 THEN even
        WHEN p < 0 THEN concat(behind, one_place(-p), '个百分点')
        ELSE concat(ahead, one_place(p), '个百分点')
    END;

CREATE OR REPLACE TEMP MACRO points_en(p) AS
    CASE
        WHEN abs(p) < 0.05 THEN 'as planned'
        WHEN p < 0 THEN concat(one_place(-p), ' percentage points behind the plan')
        ELSE concat(one_place(p), ' percentage points ahead of the plan')
    END;

CREATE OR REPLACE TEMP MACRO percent(x) AS concat(one_place(100 * x), '%');

-- What the plan is called that a goal is ahead of or behind.
CREATE OR REPLACE TEMP MACRO plan_zh(basis) AS
    CASE basis
        WHEN 'linear' THEN '序时进度'
        WHEN 'seasonal' THEN '往年同期进度'
        ELSE '节点计划'
    END;

CREATE OR REPLACE TEMP MACRO plan_en(basis) AS
    CASE basis
        WHEN 'seasonal' THEN ' of past years'
        WHEN 'milestones' THEN ' through the milestones'
        ELSE ''
    END;

CREATE OR REPLACE TEMP MACRO by_when_zh(due) AS
    CASE
        WHEN month(due) = 12 AND day(due) = 31 THEN '年底'
        ELSE concat(month(due), '月', day(due), '日')
    END;
