-- The actual and the baseline of each goal, and the pace of its series.
CREATE OR REPLACE TEMP TABLE p_standing AS
WITH told AS (
    SELECT g.*, e.* EXCLUDE (goal_no, total), p.reached AS past_years,
        CASE
            WHEN NOT adds_up OR accumulation IN ('level', 'total') THEN last_value
            WHEN accumulation = 'period' THEN total
            ELSE last_value - coalesce(opening, 0) + coalesce(p.reached, 0)
        END AS latest,
        adds_up AND CASE accumulation
            WHEN 'period' THEN days_covered < last_on - plan_start + 1
            WHEN 'ytd' THEN year(last_on) > year(plan_start) AND NOT coalesce(p.complete, false)
            ELSE false
        END AS has_holes,
        judged_as = 'level' AND coalesce(reaches(due_value, low, high), false) AS held_when_due
    FROM p_goals g
    LEFT JOIN p_evidence e ON e.goal_no = g.goal_no
    LEFT JOIN p_past_years p ON p.goal_no = g.goal_no
),
measured AS (
    SELECT *,
        CASE WHEN held_when_due THEN due_value ELSE latest END AS actual,
        CASE WHEN held_when_due THEN due_on ELSE last_on END AS actual_on,
        CASE WHEN held_when_due THEN due_recorded ELSE last_recorded END AS actual_recorded,
        CASE WHEN judged_as = 'cumulative' THEN 0.0 WHEN judged_as = 'level' THEN coalesce(before_value, first_value) END AS baseline,
        CASE WHEN judged_as = 'cumulative' THEN plan_start WHEN judged_as = 'level' THEN coalesce(before_on, first_on) END AS baseline_on,
        judged_as = 'level' AND before_on IS NULL AND first_on IS NOT NULL AS baseline_flagged,
        list_transform(range(1, len(recent)), lambda i: CASE
            WHEN adds_up AND accumulation = 'ytd' AND year(recent[i].on_day) > year(recent[i + 1].on_day)
            THEN recent[i].value / periods(make_date(year(recent[i].on_day) - 1, 12, 31), recent[i].on_day, cadence_months, cadence_days)
            ELSE (recent[i].value - CASE WHEN adds_up AND accumulation = 'period' THEN 0 ELSE recent[i + 1].value END)
                / periods(recent[i + 1].on_day, recent[i].on_day, cadence_months, cadence_days)
        END) AS increments
    FROM told
)
SELECT * EXCLUDE (recent, increments, latest, first_on, first_value, before_on, before_value, last_on, last_value, last_recorded, due_recorded),
    coalesce(reaches(actual, low, high), false) AS reached,
    judged_as IN ('cumulative', 'level') AND coalesce(reaches(baseline, low, high), false) AS held_from_start,
    CASE WHEN len(increments) >= getvariable('least_increments') THEN len(increments) END AS trend_size,
    CASE WHEN len(increments) >= getvariable('least_increments') THEN list_median(increments) END AS pace,
    CASE WHEN len(increments) >= getvariable('least_increments') THEN list_stddev_samp(increments) END AS spread,
    CASE WHEN len(increments) >= getvariable('least_increments') THEN list_min(increments) >= 0 END AS only_grows,
    CASE WHEN actual_on < due THEN greatest(1, ceil(periods(actual_on, due, cadence_months, cadence_days))) END AS periods_left,
    CASE WHEN getvariable('judged_on') = 'actual' THEN coalesce(actual_on, getvariable('as_of')) ELSE getvariable('as_of') END AS judged_day
FROM measured;
