-- Counts within one year whose past years may tell how much of a year's total is due by the day judged.
CREATE OR REPLACE TEMP TABLE p_seasonal_goals AS
SELECT j.goal_no, j.accumulation, year(j.due) AS plan_year, judged_day(e.last_on) AS judged_day, e.last_on AS actual_on, j.due
FROM {goals} j
JOIN p_goals g ON g.goal_no = j.goal_no
JOIN p_evidence e ON e.goal_no = j.goal_no
WHERE j.judged_as = 'cumulative' AND j.accumulation IN ('ytd', 'period') AND j.cadence <> 'year' AND e.last_on IS NOT NULL
    AND g.plan_start = make_date(year(j.due), 1, 1)
    AND year(e.earliest_on) <= year(j.due) - getvariable('least_years')
    AND j.goal_no NOT IN (SELECT goal_no FROM p_milestones);

-- The goals of which more is asked than the evidence tells, and every actual of theirs.
CREATE OR REPLACE TEMP TABLE p_closer AS
FROM p_goals
WHERE (sums_periods OR begins_midyear OR spans_years OR decided_by > DATE '0001-01-01' OR goal_no IN (SELECT goal_no FROM p_seasonal_goals))
    AND goal_no NOT IN (SELECT goal_no FROM p_revised);

CREATE OR REPLACE TEMP TABLE p_known AS
SELECT * EXCLUDE (import_id, first_day) FROM ({sightings})
UNION ALL
SELECT * EXCLUDE (first_day) FROM p_last_vintages;
