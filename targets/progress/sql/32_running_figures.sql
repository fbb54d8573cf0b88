-- What the figures of a goal's period make up, figure by figure: sums, means, compound rates.
-- Grain: a goal and a period; a goal. Inputs: planned_goals, goal_evidence, known_figures.
-- Outputs: temporary tables running_figures, closer_evidence.

CREATE OR REPLACE TEMP TABLE running_figures AS
WITH in_plan AS (
    SELECT
        g.* EXCLUDE (series_id, factor, change),
        k.from_day,
        k.on_day,
        k.value,
        k.recorded_at,
        k.days,
        g.change,
        coalesce(g.stated_baseline, e.before_value) AS base
    FROM planned_goals g
    LEFT JOIN goal_evidence e ON e.goal_no = g.goal_no
    JOIN known_figures k ON k.goal_no = g.goal_no
    WHERE k.in_time
        AND k.on_day >= g.first_day
),
-- Of what is reported by month and by quarter as well the longer period counts, and what lies within it does not.
tiles AS (
    SELECT *
    FROM in_plan p
    WHERE NOT sums_periods
        OR NOT EXISTS (
            FROM in_plan q
            WHERE q.goal_no = p.goal_no
                AND q.from_day <= p.from_day
                AND q.on_day >= p.on_day
                AND q.days > p.days
        )
),
-- Where January is never reported by itself, February's figure is that of both months.
covered AS (
    SELECT
        *,
        days + CASE
            WHEN sums_periods
                AND month(on_day) = 2
                AND month(from_day) = 2
                AND lag(from_day) OVER figures IS DISTINCT FROM make_date(year(on_day), 1, 1)
                AND plan_start <= make_date(year(on_day), 1, 1)
                THEN 31
            ELSE 0
        END AS days_covered
    FROM tiles
    WINDOW figures AS (PARTITION BY goal_no ORDER BY on_day)
),
-- What a count that starts anew each January had reached when the plan began in the midst of the year.
opened AS (
    SELECT
        g.goal_no,
        arg_max(k.value, k.on_day) AS opening
    FROM planned_goals g
    JOIN known_figures k ON k.goal_no = g.goal_no
    WHERE g.begins_midyear
        AND k.on_day < g.first_day
        AND year(k.on_day) = year(g.plan_start)
    GROUP BY g.goal_no
),
-- What the plan's years before came to, where each is closed.
closed AS (
    SELECT
        goal_no,
        year(on_day) AS closed_year,
        arg_max(value, on_day) AS reached,
        max(on_day) = make_date(year(on_day), 12, 31) AS complete
    FROM in_plan
    WHERE spans_years
    GROUP BY
        goal_no,
        year(on_day)
),
earlier AS (
    SELECT
        c.goal_no,
        c.closed_year,
        sum(p.reached) AS reached,
        count(*) FILTER (p.complete) AS years
    FROM closed c
    JOIN closed p
        ON p.goal_no = c.goal_no
        AND p.closed_year < c.closed_year
    GROUP BY
        c.goal_no,
        c.closed_year
)
SELECT
    c.goal_no,
    c.on_day,
    c.value,
    c.recorded_at,
    c.due_period_end,
    c.low,
    c.high,
    CASE
        WHEN from_base THEN change_from_base(c.value, c.base, c.change)
        WHEN sums_periods THEN sum(c.value) OVER figures
        WHEN takes_mean THEN sum(c.value * c.days) OVER figures / sum(c.days) OVER figures
        WHEN compounds AND adds_up_drops(c.judged_as, c.change)
            THEN 100 * (1 - exp(sum(ln(greatest(1 - c.value / 100, 1e-9))) OVER figures))
        WHEN compounds AND c.judged_as = 'cumulative'
            THEN 100 * (exp(sum(ln(greatest(1 + c.value / 100, 1e-9))) OVER figures) - 1)
        WHEN compounds THEN 100 * (exp(avg(ln(greatest(1 + c.value / 100, 1e-9))) OVER figures) - 1)
        ELSE c.value - coalesce(o.opening, 0) + coalesce(e.reached, 0)
    END AS running,
    CASE
        WHEN plan_start IS NULL THEN false
        WHEN sums_periods OR compounds OR takes_mean
            THEN sum(c.days_covered) OVER figures <> c.on_day - greatest(c.plan_start, c.begins_from) + 1
        WHEN spans_years THEN coalesce(e.years, 0) < year(c.on_day) - year(c.plan_start)
        ELSE false
    END AS has_holes
FROM covered c
LEFT JOIN opened o ON o.goal_no = c.goal_no
LEFT JOIN earlier e
    ON e.goal_no = c.goal_no
    AND e.closed_year = year(c.on_day)
WINDOW figures AS (PARTITION BY c.goal_no ORDER BY c.on_day);

-- Where they stand now, where they stood when due, and on which day a goal was first reached or broken.
CREATE OR REPLACE TEMP TABLE closer_evidence AS
SELECT
    goal_no,
    arg_max(running, on_day) AS latest,
    arg_max(has_holes, on_day) AS has_holes,
    max(on_day) FILTER (on_day <= due_period_end) AS due_on,
    arg_max(running, on_day) FILTER (on_day <= due_period_end) AS due_value,
    arg_max(recorded_at, on_day) FILTER (on_day <= due_period_end) AS due_recorded,
    min(on_day) FILTER (reaches(running, low, high) AND NOT has_holes) AS reached_on,
    min(on_day) FILTER (reaches(running, low, high) AND on_day > due_period_end) AS late_on,
    min(on_day) FILTER (NOT reaches(value, low, high)) AS broken_on,
    arg_min(value, on_day) FILTER (NOT reaches(value, low, high)) AS broken_value
FROM running_figures
GROUP BY goal_no;
