-- Distances and plans in words.
-- Grain: scalar macros. Inputs: the arguments, the macros of targets/figures.sql. Outputs: text in Chinese (`_zh`)
-- or English (`_en`).

-- `said` is p without its sign, in words.
CREATE OR REPLACE TEMP MACRO points_zh(p, said, behind, ahead, even) AS
    CASE
        WHEN abs(p) < 0.05 THEN even
        WHEN p < 0 THEN concat(behind, said, '个百分点')
        ELSE concat(ahead, said, '个百分点')
    END;

CREATE OR REPLACE TEMP MACRO points_en(p, said) AS
    CASE
        WHEN abs(p) < 0.05 THEN 'as planned'
        WHEN p < 0 THEN concat(said, ' percentage points behind the plan')
        ELSE concat(said, ' percentage points ahead of the plan')
    END;

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
