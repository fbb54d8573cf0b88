-- Arithmetic that never yields an infinity or a division by zero.
-- Grain: scalar macros. Inputs: the arguments. Outputs: one value, or null.

CREATE OR REPLACE TEMP MACRO finite(x) AS CASE WHEN isfinite(x) THEN x END;

CREATE OR REPLACE TEMP MACRO ratio(a, b) AS a / nullif(b, 0);

-- Whether a value lies within the goal's ends (null: open); equality is met, rounding of the last digit too.
CREATE OR REPLACE TEMP MACRO reaches(y, low, high) AS
    coalesce(y >= low - 1e-9 * abs(low), true)
    AND coalesce(y <= high + 1e-9 * abs(high), true)
    AND y IS NOT NULL;

-- Periods of a cadence from one day to a later one.
CREATE OR REPLACE TEMP MACRO periods(earlier, later, months, days) AS
    CASE
        WHEN months IS NULL THEN (later - earlier) / days
        ELSE datediff('month', earlier, later) / months
    END;

-- The day that a figure has grown since: a count that started anew in between grew since the end of the year before.
CREATE OR REPLACE TEMP MACRO grown_since(on_day, earlier_day, starts_anew) AS
    CASE
        WHEN starts_anew AND year(on_day) > year(earlier_day) THEN make_date(year(on_day) - 1, 12, 31)
        ELSE earlier_day
    END;

-- By how much a series grew in a period, from one figure to the next. A count that started anew in between grew from
-- nothing, and what is reported by period is itself the growth.
CREATE OR REPLACE TEMP MACRO grown(figure, on_day, earlier, earlier_day, starts_anew, sums, months, days) AS
    (figure - CASE WHEN sums OR starts_anew AND year(on_day) > year(earlier_day) THEN 0 ELSE earlier END)
    / nullif(periods(grown_since(on_day, earlier_day, starts_anew), on_day, months, days), 0);

-- The share of the time from s to d that has passed on a day.
CREATE OR REPLACE TEMP MACRO share_of_time(day, s, d) AS
    CASE
        WHEN day >= d THEN 1.0
        WHEN day <= s THEN 0.0
        ELSE (day - s) / (d - s)
    END;

-- How a value compares with the one asked for at every date; differences where a quotient would flip its sign.
CREATE OR REPLACE TEMP MACRO held_against(y, v, aim) AS
    CASE
        WHEN v = 0 THEN
            CASE
                WHEN aim = 'at_least' THEN (y >= 0)::INT
                WHEN aim = 'at_most' THEN (y <= 0)::INT
                ELSE (y = 0)::INT
            END
        WHEN aim = 'near' THEN 1 - abs(y - v) / abs(v)
        WHEN aim = 'at_least' THEN CASE WHEN v > 0 THEN y / v ELSE 1 + (y - v) / -v END
        WHEN v < 0 THEN 1 + (v - y) / -v
        WHEN y > 0 THEN v / y
    END;

-- Last day of the period of a cadence that a due date lies in.
CREATE OR REPLACE TEMP MACRO due_period_end(due, cadence) AS
    CASE cadence
        WHEN 'day' THEN due
        WHEN 'week' THEN due + 6
        WHEN 'month' THEN last_day(due)
        WHEN 'quarter' THEN last_day(make_date(year(due), 3 * quarter(due), 1))
        WHEN 'half' THEN last_day(make_date(year(due), CASE WHEN month(due) <= 6 THEN 6 ELSE 12 END, 1))
        WHEN 'year' THEN make_date(year(due), 12, 31)
    END;

-- Whether a figure is of a calendar year; what counts from January is so at the year's end.
CREATE OR REPLACE TEMP MACRO is_whole_year(from_day, on_day, accumulation) AS
    (accumulation = 'ytd' OR from_day = make_date(year(on_day), 1, 1))
    AND on_day = make_date(year(on_day), 12, 31);

-- Whether yearly drops make up a total drop (not yearly growth a total growth).
CREATE OR REPLACE TEMP MACRO adds_up_drops(judged_as, change) AS judged_as = 'cumulative' AND change = 'down';

-- By how many percent a figure lies beyond its base, counted the way that the goal goes; nothing is a share of a base
-- that is not above zero.
CREATE OR REPLACE TEMP MACRO change_from_base(figure, base, change) AS
    CASE change WHEN 'down' THEN -100 ELSE 100 END * (ratio(figure, greatest(base, 0)) - 1);

-- The same day of another year; the end of a month stays one.
CREATE OR REPLACE TEMP MACRO same_day(day, other_year) AS
    CASE
        WHEN day = last_day(day) THEN last_day(make_date(other_year, month(day), 1))
        ELSE make_date(other_year, month(day), day(day))
    END;

-- Student's t with four degrees of freedom: the chance of a value up to x (closed form: Hill, 1970).
CREATE OR REPLACE TEMP MACRO chance_up_to(x) AS
    0.5 + 0.375 * x / sqrt(1 + x * x / 4) * (1 - x * x / (12 * (1 + x * x / 4)));

-- Months from one day to the end of a later one.
CREATE OR REPLACE TEMP MACRO months_between(earlier, later) AS (later - earlier + 1) * 12 / 365.25;

-- The end of the period of a cadence that follows the one ending on a day.
CREATE OR REPLACE TEMP MACRO next_period_end(on_day, months, days) AS
    CASE
        WHEN months IS NULL THEN on_day + days
        ELSE last_day((on_day + to_months(months))::DATE)
    END;

-- Half a unit of the last place that a goal is written with: 35 is known to 0.5, 4.5 to 0.05.
CREATE OR REPLACE TEMP MACRO rounding_of(goal) AS
    CASE
        WHEN goal = round(goal) THEN 0.5
        WHEN goal = round(goal, 1) THEN 0.05
        ELSE 0.005
    END;
