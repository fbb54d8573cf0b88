-- How figures, shares and days read: the same words as targets/figures.py gives, for texts made in SQL.
-- Grain: scalar macros. Inputs: the arguments. Outputs: text in Chinese (`_zh`) or English (`_en`); null for null.
-- The English names of units are in table `english_units` of figures.py. What is null is told first: a CASE works the
-- rest out only for the rows that are left, and most figures of a sentence are null (benchmark `progress_million`,
-- "full / bare").
-- noqa: disable=LT02

-- Two decimals, more for numbers near zero, without zeros at the end; halves go away from zero. Short numbers need no
-- pattern (benchmark `progress_million`, "full / bare").
CREATE OR REPLACE MACRO unsigned_figure(x) AS
    CASE
        WHEN x < 0.1 AND x > 0
            THEN rtrim(rtrim(format('{:.{}f}', x, least(8, 1 - floor(log10(x)))::INTEGER), '0'), '.')
        WHEN x >= 999.995 THEN rtrim(rtrim(format('{:,.2f}', x), '0'), '.')
        WHEN round(x * 100) % 100 = 0 THEN round(x)::INTEGER::VARCHAR
        WHEN round(x * 100) % 10 = 0 THEN (round(x * 100) / 100)::DECIMAL(18, 1)::VARCHAR
        ELSE (round(x * 100) / 100)::DECIMAL(18, 2)::VARCHAR
    END;

CREATE OR REPLACE MACRO plain_figure(x) AS
    CASE WHEN x <= -5e-9 THEN '−' ELSE '' END || unsigned_figure(abs(x::DOUBLE));

-- What large numbers are counted in. Below a million only a number that is even in 万 is counted in 万.
CREATE OR REPLACE MACRO step_zh(x) AS
    CASE
        WHEN x IS NULL THEN NULL
        WHEN abs(x) < 1e4 THEN 1
        WHEN abs(x) >= 1e12 THEN 1e12
        WHEN abs(x) >= 1e8 THEN 1e8
        WHEN abs(x) >= 1e6 OR abs(x / 1e4 - round(x / 1e4, 2)) <= 1e-12 * abs(x / 1e4) THEN 1e4
        ELSE 1
    END;

CREATE OR REPLACE MACRO step_en(x) AS
    CASE
        WHEN x IS NULL THEN NULL
        WHEN abs(x) < 1e6 THEN 1
        WHEN abs(x) >= 1e12 THEN 1e12
        WHEN abs(x) >= 1e9 THEN 1e9
        ELSE 1e6
    END;

-- A number counted in steps, by `step_zh` or `step_en` of it.
CREATE OR REPLACE MACRO number_zh(x, step) AS
    CASE
        WHEN x IS NULL THEN NULL
        WHEN NOT isfinite(x::DOUBLE) THEN '—'
        ELSE plain_figure(x / step) || CASE step WHEN 1 THEN '' WHEN 1e12 THEN '万亿' WHEN 1e8 THEN '亿' ELSE '万' END
    END;

CREATE OR REPLACE MACRO number_en(x, step) AS
    CASE
        WHEN x IS NULL THEN NULL
        WHEN NOT isfinite(x::DOUBLE) THEN '—'
        ELSE plain_figure(x / step) || CASE step WHEN 1 THEN '' WHEN 1e12 THEN ' tn' WHEN 1e9 THEN ' bn' ELSE ' m' END
    END;

-- The same in English where the Chinese words are known: alike below the steps of both languages.
CREATE OR REPLACE MACRO number_en_by(number_zh, step_zh, x, step_en) AS
    CASE
        WHEN number_zh IS NULL THEN NULL
        WHEN step_zh = 1 AND step_en = 1 THEN number_zh
        ELSE number_en(x, step_en)
    END;

-- A number in words with its unit; the English one by its English name (`english_units`).
CREATE OR REPLACE MACRO with_unit_zh(number, unit) AS
    CASE WHEN number IS NULL OR number = '—' THEN number ELSE number || coalesce(unit, '') END;

CREATE OR REPLACE MACRO with_unit_en(number, english) AS
    CASE
        WHEN number IS NULL OR number = '—' OR coalesce(english, '') = '' THEN number
        WHEN english = '%' THEN number || '%'
        ELSE number || ' ' || english
    END;

-- Tenths in words, without their sign; ten of them are one.
CREATE OR REPLACE MACRO unsigned_tenths(tenths) AS
    CASE
        WHEN tenths IS NULL THEN NULL
        WHEN abs(tenths) >= 10000 THEN rtrim(rtrim(format('{:,.1f}', abs(tenths) / 10), '0'), '.')
        WHEN tenths % 10 = 0 THEN (abs(tenths) / 10)::INTEGER::VARCHAR
        ELSE (abs(tenths) / 10)::DECIMAL(18, 1)::VARCHAR
    END;

-- Percentage points without their sign, to one decimal.
CREATE OR REPLACE MACRO unsigned_points(p) AS unsigned_tenths(round(p::DOUBLE * 10));

CREATE OR REPLACE MACRO percent(share) AS
    CASE WHEN share < 0 AND round(100 * share::DOUBLE * 10) < 0 THEN '−' ELSE '' END
    || unsigned_tenths(round(100 * share::DOUBLE * 10)) || '%';

CREATE OR REPLACE MACRO day_zh(d) AS concat(year(d), '年', month(d), '月', day(d), '日');
