-- The share of a year's total that past years had reached on the day judged, for counts within one year.
-- Grain: a goal. Inputs: seasonal_goals, known_figures; variables `least_years`, `most_years`. Outputs: temporary table
-- seasonal_shares.

CREATE OR REPLACE TEMP TABLE seasonal_shares AS
WITH counted AS (
    SELECT
        g.goal_no,
        g.plan_year,
        g.judged_day,
        g.actual_on,
        g.due,
        year(k.on_day) AS past_year,
        k.on_day,
        CASE
            WHEN g.accumulation = 'ytd' THEN k.value
            ELSE sum(k.value) OVER (PARTITION BY g.goal_no, year(k.on_day) ORDER BY k.on_day)
        END AS reached,
        sum(k.days) OVER (PARTITION BY g.goal_no, year(k.on_day)) AS days_covered,
        max(k.on_day) OVER (PARTITION BY g.goal_no, year(k.on_day)) AS closed,
        g.accumulation
    FROM seasonal_goals g
    JOIN known_figures k ON k.goal_no = g.goal_no
    WHERE year(k.on_day) BETWEEN g.plan_year - getvariable('most_years') AND g.plan_year - 1
),
years AS (
    SELECT *
    FROM counted
    WHERE closed = make_date(past_year::INTEGER, 12, 31)
        AND (accumulation = 'ytd' OR days_covered >= closed - make_date(past_year::INTEGER, 1, 1) + 1)
),
-- The same day of the past year, for the day judged, the day of the actual and the due day.
asked AS (
    SELECT
        *,
        (unnest([judged_day, actual_on, due]) - to_years((plan_year - past_year)::INTEGER))::DATE AS day,
        unnest(['judged', 'actual', 'due']) AS which
    FROM years
),
pieces AS (
    SELECT
        goal_no,
        past_year,
        which,
        day,
        coalesce(max(on_day) FILTER (on_day <= day), make_date(past_year::INTEGER - 1, 12, 31)) AS earlier,
        coalesce(arg_max(reached, on_day) FILTER (on_day <= day), 0) AS reached_earlier,
        min(on_day) FILTER (on_day > day) AS later,
        arg_min(reached, on_day) FILTER (on_day > day) AS reached_later
    FROM asked
    GROUP BY
        goal_no,
        past_year,
        which,
        day
),
reached_on AS (
    SELECT
        goal_no,
        past_year,
        which,
        CASE
            WHEN later IS NULL THEN reached_earlier
            ELSE reached_earlier + (reached_later - reached_earlier) * (day - earlier) / (later - earlier)
        END AS reached
    FROM pieces
),
shares AS (
    SELECT
        goal_no,
        past_year,
        ratio(max(reached) FILTER (which = 'judged'), max(reached) FILTER (which = 'due')) AS share,
        ratio(max(reached) FILTER (which = 'due'), max(reached) FILTER (which = 'actual')) AS growth
    FROM reached_on
    GROUP BY
        goal_no,
        past_year
    HAVING max(reached) FILTER (which = 'due') > 0
)
SELECT
    goal_no,
    count(*) AS past_years,
    least(1.0, greatest(0.0, avg(share))) AS share,
    CASE WHEN count(growth) >= getvariable('least_years') THEN avg(growth) END AS growth,
    CASE WHEN count(growth) >= getvariable('least_years') THEN stddev_samp(growth) END AS growth_spread,
    count(growth) AS growths
FROM shares
GROUP BY goal_no
HAVING count(*) >= getvariable('least_years');
