-- How figures, shares and days read: the same words as targets/figures.py gives, for texts made in SQL.
-- Grain: scalar macros. Inputs: the arguments, macro `english_unit` of figures.py. Outputs: text in Chinese (`_zh`)
-- or English (`_en`); null for null.
-- noqa: disable=LT02

-- Two decimals, more for numbers near zero, without zeros at the end.
CREATE OR REPLACE TEMP MACRO unsigned_figure(x) AS
    rtrim(
        rtrim(
            CASE
                WHEN x > 0 AND x < 0.1 THEN format('{:.{}f}', x, least(8, 1 - floor(log10(x)))::INTEGER)
                ELSE format('{:,.2f}', x)
            END,
            '0'
        ),
        '.'
    );

CREATE OR REPLACE TEMP MACRO plain_figure(x) AS
    CASE
        WHEN NOT isfinite(x::DOUBLE) THEN '—'
        WHEN x < 0 AND unsigned_figure(-x::DOUBLE) <> '0' THEN '−' || unsigned_figure(-x::DOUBLE)
        ELSE unsigned_figure(abs(x::DOUBLE))
    END;

-- Below a million only a number that is even in 万 is counted in 万.
CREATE OR REPLACE TEMP MACRO number_zh(x) AS
    CASE
        WHEN NOT isfinite(x::DOUBLE) THEN '—'
        WHEN abs(x) >= 1e12 THEN plain_figure(x / 1e12) || '万亿'
        WHEN abs(x) >= 1e8 THEN plain_figure(x / 1e8) || '亿'
        WHEN abs(x) >= 1e6 THEN plain_figure(x / 1e4) || '万'
        WHEN abs(x) >= 1e4 AND abs(x / 1e4 - round(x / 1e4, 2)) <= 1e-12 * abs(x / 1e4)
            THEN plain_figure(x / 1e4) || '万'
        ELSE plain_figure(x)
    END;

CREATE OR REPLACE TEMP MACRO number_en(x) AS
    CASE
        WHEN NOT isfinite(x::DOUBLE) THEN '—'
        WHEN abs(x) >= 1e12 THEN plain_figure(x / 1e12) || ' tn'
        WHEN abs(x) >= 1e9 THEN plain_figure(x / 1e9) || ' bn'
        WHEN abs(x) >= 1e6 THEN plain_figure(x / 1e6) || ' m'
        ELSE plain_figure(x)
    END;

CREATE OR REPLACE TEMP MACRO figure_zh(x, unit) AS
    CASE WHEN isfinite(x::DOUBLE) THEN number_zh(x) || coalesce(unit, '') ELSE number_zh(x) END;

CREATE OR REPLACE TEMP MACRO figure_en(x, unit) AS
    CASE
        WHEN NOT isfinite(x::DOUBLE) OR coalesce(english_unit(unit), '') = '' THEN number_en(x)
        WHEN unit = '%' THEN number_en(x) || '%'
        ELSE number_en(x) || ' ' || english_unit(unit)
    END;

-- Percentage points without their sign, to one decimal.
CREATE OR REPLACE TEMP MACRO unsigned_points(p) AS
    regexp_replace(format('{:,.1f}', abs(round(p::DOUBLE, 1))), '\.0$', '');

CREATE OR REPLACE TEMP MACRO percent(share) AS plain_figure(round(100 * share::DOUBLE, 1)) || '%';

CREATE OR REPLACE TEMP MACRO day_zh(d) AS concat(year(d), '年', month(d), '月', day(d), '日');
