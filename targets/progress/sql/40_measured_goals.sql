-- Baseline, actual and trend of each goal.
-- Grain: a goal. Inputs: chosen_goals, planned_goals, cadences, goal_evidence, closer_evidence, reference_figures;
-- variable `least_increments`. Outputs: view measured_goals.

CREATE OR REPLACE TEMP VIEW measured_goals AS
WITH counted AS (
    SELECT
        j.* EXCLUDE (
            goal_no, factor, digest, since_no, until_no, may_be_new, figures_begin, goal, low, high, from_base
        ),
        -- Another series sets the goal: as much as it, or so much more.
        CASE WHEN r.goal_no IS NULL THEN j.goal ELSE r.reference + j.goal END AS goal,
        CASE WHEN r.goal_no IS NULL THEN j.low ELSE r.reference + j.low END AS low,
        CASE WHEN r.goal_no IS NULL THEN j.high ELSE r.reference + j.high END AS high,
        (j.kind = 'relative' OR j.reference_series_id IS NOT NULL) AND NOT j.from_base AND r.goal_no IS NULL
            AS lacks_reference,
        r.reference,
        r.reference_on,
        j.from_base,
        g.goal_no,
        g.plan_start,
        g.first_day,
        g.due_period_end,
        g.holds_always,
        g.takes_mean,
        g.compounds,
        e.* EXCLUDE (goal_no, last_days, last_figures, maybe_revised, earliest_on),
        k.* EXCLUDE (goal_no),
        k.goal_no IS NOT NULL AS looked_at_closely,
        c.months AS cadence_months,
        c.days AS cadence_days,
        c.stale_after,
        c.published_after,
        g.judged_as IN ('cumulative', 'budget') AND g.aggregation = 'sum' AND g.accumulation = 'ytd' AS starts_anew,
        g.sums_periods AS sums,
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
    -- Of what counts whole years the next figure is a year away.
    LEFT JOIN cadences c ON c.name = CASE WHEN j.whole_years THEN 'year' ELSE j.cadence END
    LEFT JOIN goal_evidence e ON e.goal_no = g.goal_no
    LEFT JOIN closer_evidence k ON k.goal_no = g.goal_no
    LEFT JOIN reference_figures r ON r.goal_no = g.goal_no
),
found AS (
    SELECT
        *,
        CASE
            WHEN from_base THEN change_from_base(last_value, coalesce(stated_baseline, before_value), change)
            WHEN looked_at_closely THEN latest
            ELSE last_value
        END AS now_value,
        -- A figure of after the due day decides no stock or share that was reached when due; nor one of which
        -- the figure of the due day never came, since none knows whether it was reached late.
        looked_at_closely
        AND due_period_end < getvariable('as_of')
        AND judged_as = 'level'
        AND coalesce(due_on < due OR reaches(due_value, low, high), true) AS held_when_due,
        judged_as IN ('cumulative', 'level') AS has_path
    FROM counted
),
measured AS (
    SELECT
        *,
        CASE WHEN held_when_due THEN due_value ELSE now_value END AS actual,
        CASE WHEN held_when_due THEN due_on ELSE last_on END AS actual_on,
        CASE WHEN held_when_due THEN due_recorded ELSE last_recorded END AS actual_recorded,
        CASE
            WHEN judged_as = 'cumulative' THEN 0.0
            -- A change is nothing at its base.
            WHEN judged_as = 'level' AND from_base
                THEN CASE WHEN coalesce(stated_baseline, before_value) > 0 THEN 0.0 END
            WHEN judged_as = 'level' THEN coalesce(stated_baseline, before_value, first_value)
        END AS baseline,
        CASE
            WHEN judged_as = 'cumulative' THEN plan_start
            WHEN judged_as = 'level' AND stated_baseline IS NOT NULL THEN stated_baseline_on
            WHEN judged_as = 'level' AND from_base THEN before_on
            WHEN judged_as = 'level' THEN coalesce(before_on, first_on)
        END AS baseline_on,
        judged_as = 'level'
        AND NOT from_base
        AND stated_baseline IS NULL
        AND before_on IS NULL
        AND first_on IS NOT NULL AS baseline_flagged,
        -- The last six increments; null where the series does not go back so far.
        [
            grown(v1, d1, v2, d2, starts_anew, sums, cadence_months, cadence_days),
            grown(v2, d2, v3, d3, starts_anew, sums, cadence_months, cadence_days),
            grown(v3, d3, v4, d4, starts_anew, sums, cadence_months, cadence_days),
            grown(v4, d4, v5, d5, starts_anew, sums, cadence_months, cadence_days),
            grown(v5, d5, v6, d6, starts_anew, sums, cadence_months, cadence_days),
            grown(v6, d6, v7, d7, starts_anew, sums, cadence_months, cadence_days)
        ] AS increments
    FROM found
),
paced AS (
    SELECT
        *,
        CASE
            WHEN list_count(increments) >= getvariable('least_increments') AND NOT takes_mean AND NOT compounds
                AND NOT from_base
                THEN increments
        END AS trend
    FROM measured
)
SELECT
    * EXCLUDE (reached_on),
    coalesce(reaches(actual, low, high), false) AS reached,
    has_path AND coalesce(reaches(baseline, low, high), false) AS held_from_start,
    -- The day of the first figure that reached the goal: of all its figures, else of the last seven.
    CASE
        WHEN looked_at_closely AND judged_as = 'level' AND NOT held_when_due THEN coalesce(late_on, reached_on)
        WHEN looked_at_closely THEN reached_on
        WHEN reaches(v6, low, high) AND d6 >= first_day THEN d6
        WHEN reaches(v5, low, high) AND d5 >= first_day THEN d5
        WHEN reaches(v4, low, high) AND d4 >= first_day THEN d4
        WHEN reaches(v3, low, high) AND d3 >= first_day THEN d3
        WHEN reaches(v2, low, high) AND d2 >= first_day THEN d2
        WHEN reaches(v1, low, high) AND d1 >= first_day THEN d1
    END AS reached_on,
    list_count(trend) AS trend_size,
    list_median(trend) AS pace,
    CASE WHEN judged_as = 'bound' THEN list_median(list_transform(trend, lambda step: abs(step))) END AS typical_step,
    CASE
        WHEN actual_on < due THEN greatest(1, ceil(periods(actual_on, due, cadence_months, cadence_days)))
    END AS periods_left,
    coalesce(actual_on, getvariable('as_of')) AS judged_day
FROM paced;
