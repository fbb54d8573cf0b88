-- The share of a year's total that past years had reached on the day of the last figure, for counts within one year.
-- Grain: a goal. Inputs: seasonal_goals, known_figures; variables `most_years`, `recency`. Outputs: temporary table
-- seasonal_shares: share (the mean, recent years weighing more), last_total, share_variance, past_years.

CREATE OR REPLACE TEMP TABLE seasonal_shares AS
WITH counted AS (
    SELECT
        g.goal_no,
        g.plan_year,
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
        AND (accumulation = 'ytd' OR days_covered = closed - make_date(past_year::INTEGER, 1, 1) + 1)
),
-- The same day of the past year, for the day of the last figure and for the due day; month ends stay month ends.
asked AS (
    SELECT
        *,
        unnest(['actual', 'due']) AS which,
        unnest([actual_on, due]) AS this_day
    FROM years
),
dated AS (
    SELECT
        * EXCLUDE (this_day),
        same_day(this_day, past_year::INTEGER) AS day
    FROM asked
),
pieces AS (
    SELECT
        goal_no,
        plan_year,
        past_year,
        which,
        day,
        max(on_day) FILTER (on_day <= day) AS earlier,
        arg_max(reached, on_day) FILTER (on_day <= day) AS reached_earlier,
        min(on_day) FILTER (on_day > day) AS later,
        arg_min(reached, on_day) FILTER (on_day > day) AS reached_later
    FROM dated
    GROUP BY
        goal_no,
        plan_year,
        past_year,
        which,
        day
),
-- Between two reports a year's count grows evenly; before the first nothing is known.
reached_on AS (
    SELECT
        goal_no,
        plan_year,
        past_year,
        which,
        CASE
            WHEN earlier IS NULL THEN NULL
            WHEN later IS NULL OR earlier = day THEN reached_earlier
            ELSE reached_earlier + (reached_later - reached_earlier) * (day - earlier) / (later - earlier)
        END AS reached
    FROM pieces
),
shares AS (
    SELECT
        goal_no,
        past_year,
        getvariable('recency') ** (plan_year - past_year - 1) AS weight,
        max(reached) FILTER (which = 'due') AS total,
        ratio(max(reached) FILTER (which = 'actual'), max(reached) FILTER (which = 'due')) AS share
    FROM reached_on
    GROUP BY
        goal_no,
        plan_year,
        past_year
)
SELECT
    goal_no,
    count(*) AS past_years,
    least(1.0, sum(weight * share) / sum(weight)) AS share,
    arg_max(total, past_year) AS last_total,
    var_samp(ln(share)) AS share_variance
FROM shares
WHERE total > 0
    AND share > 0
GROUP BY goal_no;
