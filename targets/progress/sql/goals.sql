-- One row a goal in force: what it asks for, over which days, and the series that measures it.
CREATE OR REPLACE TEMP TABLE p_goals AS
WITH linked AS (
    SELECT
        t.*, l.series_id, s.unit AS series_unit, s.region AS series_region, s.accumulation, s.cadence,
        coalesce(t.start_on, make_date(year(t.due), 1, 1)) AS plan_begins,
        CASE
            WHEN t.kind = 'rank' THEN 'at_most'
            -- More than about so much growth, or than about so many built, is no failure.
            WHEN t.direction = 'near' AND (t.kind = 'cumulative' OR t.change = 'up') THEN 'at_least'
            ELSE t.direction
        END AS aim,
        CASE WHEN t.comparator = 'approx' OR (t.direction = 'near' AND t.value_high IS NULL)
            THEN getvariable('approx_tolerance') * abs(t.value) ELSE 0 END AS tolerance
    FROM current_targets t
    LEFT JOIN current_links l ON l.target_id = t.target_id AND l.state = 'accepted'
    LEFT JOIN series s ON s.series_id = l.series_id
),
-- Goals of one year set by a document in the midst of it. The documents of its first quarter are the year's plan.
midyear AS (
    SELECT target_id, series_id, kind, plan_begins, issued_on FROM linked
    WHERE issued_on > plan_begins AND issued_on < due AND year(plan_begins) = year(due)
        AND NOT (due = make_date(year(due), 12, 31) AND issued_on < make_date(year(due), 4, 1))
),
-- Of these a goal is new that replaces none, and of which nothing was counted before the document.
new AS (
    SELECT m.target_id FROM midyear m
    WHERE m.target_id NOT IN (SELECT superseded_by FROM extracted_targets WHERE superseded_by IS NOT NULL)
        AND (m.kind <> 'cumulative' OR NOT EXISTS (
            FROM observations o
            WHERE o.series_id = m.series_id AND o.period_end >= m.plan_begins AND o.period_end < m.issued_on
                AND o.recorded_at < getvariable('known_until')
        ))
),
planned AS (
    SELECT l.*, CASE WHEN n.target_id IS NULL THEN l.plan_begins ELSE l.issued_on END AS plan_start
    FROM linked l LEFT JOIN new n ON n.target_id = l.target_id
)
SELECT
    (row_number() OVER ())::INTEGER AS goal_no,
    target_id, trajectory_id, kind, direction, aim, tolerance,
    -- A budget that must not be used up is a bound on what adds up.
    CASE WHEN kind = 'cumulative' AND aim = 'at_most' THEN 'bound' ELSE kind END AS judged_as,
    kind = 'cumulative' AS adds_up,
    value, value_high, unit, region,
    CASE WHEN aim = 'at_most' THEN coalesce(value_high, value) ELSE value END AS goal,
    CASE WHEN aim <> 'at_most' THEN value - tolerance END AS low,
    CASE WHEN aim <> 'at_least' THEN coalesce(value_high, value) + tolerance END AS high,
    plan_start, due, issued_on,
    series_id, series_unit, series_region, accumulation, cadence,
    c.months AS cadence_months, c.days AS cadence_days, c.stale_after,
    -- The days whose actuals count: a level is measured since the plan began, by what it was at its start.
    CASE WHEN kind = 'level' THEN plan_start + 1 ELSE plan_start END AS first_day,
    CASE
        WHEN due IS NULL THEN NULL
        WHEN kind = 'cumulative' AND accumulation IN ('ytd', 'period') THEN make_date(year(due), 12, 31)
        WHEN kind IN ('cumulative', 'level') THEN NULL
        ELSE due_period_end
    END AS last_day,
    due_period_end
FROM (
    SELECT *, CASE cadence
        WHEN 'day' THEN due
        WHEN 'week' THEN due + 6
        WHEN 'month' THEN last_day(due)
        WHEN 'quarter' THEN (date_trunc('quarter', due) + INTERVAL 3 MONTH)::DATE - 1
        WHEN 'half' THEN make_date(year(due), CASE WHEN month(due) <= 6 THEN 6 ELSE 12 END, CASE WHEN month(due) <= 6 THEN 30 ELSE 31 END)
        WHEN 'year' THEN make_date(year(due), 12, 31)
    END AS due_period_end
    FROM planned
) p
LEFT JOIN p_cadences c ON c.name = p.cadence;
