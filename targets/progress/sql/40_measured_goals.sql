-- Baseline, actual and trend of each goal.
-- Grain: a goal. Inputs: chosen_goals, planned_goals, cadences, goal_evidence, figures_when_due, period_sums,
-- other_years; variable `least_increments`. Outputs: view measured_goals.

CREATE OR REPLACE TEMP VIEW measured_goals AS
WITH counted AS (
    SELECT
        j.* EXCLUDE (goal_no, factor, digest, since_no, until_no, may_be_new, plan_begins),
        g.goal_no,
        g.plan_start,
        e.* EXCLUDE (goal_no, last_days, last_figures, maybe_revised, earliest_on),
        d.* EXCLUDE (goal_no),
        c.months AS cadence_months,
        c.days AS cadence_days,
        c.stale_after,
        CASE
            WHEN NOT adds_up OR accumulation IN ('level', 'total') THEN last_value
            WHEN accumulation = 'period' THEN total
            ELSE last_value - coalesce(opening, 0) + coalesce(past_years, 0)
        END AS latest,
        adds_up AND CASE accumulation
            WHEN 'period' THEN days_covered < last_on - g.plan_start + 1
            WHEN 'ytd' THEN year(last_on) > year(g.plan_start) AND NOT coalesce(y.complete, false)
            ELSE false
        END AS has_holes,
        due_value IS NOT NULL AND reaches(due_value, low, high) AS held_when_due,
        adds_up AND accumulation = 'ytd' AS starts_anew,
        adds_up AND accumulation = 'period' AS sums,
        e.last_days[1] AS d1,
        e.last_days[2] AS d2,
        e.last_days[3] AS d3,
        e.last_days[4] AS d4,
        e.last_days[5] AS d5,
        e.last_days[6] AS d6,
        e.last_days[7] AS d7,
        e.last_figures[1] AS v1,
        e.last_figures[2] AS v2,
        e.last_figures[3] AS v3,
        e.last_figures[4] AS v4,
        e.last_figures[5] AS v5,
        e.last_figures[6] AS v6,
        e.last_figures[7] AS v7
    FROM planned_goals g
    JOIN chosen_goals j ON j.goal_no = g.goal_no
    LEFT JOIN cadences c ON c.name = j.cadence
    LEFT JOIN goal_evidence e ON e.goal_no = g.goal_no
    LEFT JOIN figures_when_due d ON d.goal_no = g.goal_no
    LEFT JOIN period_sums t ON t.goal_no = g.goal_no
    LEFT JOIN other_years y ON y.goal_no = g.goal_no
),
measured AS (
    SELECT
        *,
        CASE WHEN held_when_due THEN due_value ELSE latest END AS actual,
        CASE WHEN held_when_due THEN due_on ELSE last_on END AS actual_on,
        CASE WHEN held_when_due THEN due_recorded ELSE last_recorded END AS actual_recorded,
        CASE
            WHEN judged_as = 'cumulative' THEN 0.0
            WHEN judged_as = 'level' THEN coalesce(before_value, first_value)
        END AS baseline,
        CASE
            WHEN judged_as = 'cumulative' THEN plan_start
            WHEN judged_as = 'level' THEN coalesce(before_on, first_on)
        END AS baseline_on,
        judged_as = 'level' AND before_on IS NULL AND first_on IS NOT NULL AS baseline_flagged,
        -- The last six increments; null where the series does not go back so far.
        [
            grown(v1, d1, v2, d2, starts_anew, sums, cadence_months, cadence_days),
            grown(v2, d2, v3, d3, starts_anew, sums, cadence_months, cadence_days),
            grown(v3, d3, v4, d4, starts_anew, sums, cadence_months, cadence_days),
            grown(v4, d4, v5, d5, starts_anew, sums, cadence_months, cadence_days),
            grown(v5, d5, v6, d6, starts_anew, sums, cadence_months, cadence_days),
            grown(v6, d6, v7, d7, starts_anew, sums, cadence_months, cadence_days)
        ] AS increments
    FROM counted
),
paced AS (
    SELECT
        *,
        CASE WHEN list_count(increments) >= getvariable('least_increments') THEN increments END AS trend
    FROM measured
)
SELECT
    *,
    coalesce(reaches(actual, low, high), false) AS reached,
    judged_as IN ('cumulative', 'level') AND coalesce(reaches(baseline, low, high), false) AS held_from_start,
    list_count(trend) AS trend_size,
    list_median(trend) AS pace,
    list_stddev_samp(trend) AS spread,
    list_min(trend) >= 0 AS only_grows,
    CASE
        WHEN actual_on < due THEN greatest(1, ceil(periods(actual_on, due, cadence_months, cadence_days)))
    END AS periods_left,
    judged_day(last_on) AS judged_day
FROM paced;
