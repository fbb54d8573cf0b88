-- What each changed goal asks for, and the series that measures it.
-- Grain: a goal. Inputs: changed_goals, measuring_series, found_references, convertible_units, current_targets,
-- extracted_targets, series; variable `approx_tolerance`. Outputs: temporary table resolved_goals (columns of table
-- judged_goals).

CREATE OR REPLACE TEMP TABLE resolved_goals AS
WITH linked AS (
    SELECT
        t.* EXCLUDE (kind, unit, change, compared_with, reference_series_id),
        l.series_id,
        l.factor,
        s.unit AS series_unit,
        s.region AS series_region,
        s.change AS series_change,
        s.accumulation,
        s.cadence,
        -- What a person named comes before what was found.
        coalesce(r.series_id, f.reference_series_id) AS reference_series_id,
        CASE WHEN r.series_id IS NULL THEN f.compared_with END AS compared_with,
        CASE WHEN r.series_id IS NULL THEN f.reference_candidates END AS reference_candidates,
        -- What is added to another series is a change where that series is one.
        CASE WHEN f.target_id IS NULL THEN t.change ELSE coalesce(t.change, s.change) END AS change,
        CASE WHEN f.target_id IS NULL THEN t.kind ELSE 'relative' END AS kind,
        measured_unit(t.unit, s.unit, t.compared_with) AS unit,
        coalesce(t.start_on, make_date(year(t.due), 1, 1)) AS plan_begins,
        coalesce(year(t.due) > year(coalesce(t.start_on, t.due)), false) AS over_years,
        t.unit IN ('%', '百分点', '‰') AS in_percent,
        CASE
            WHEN t.kind = 'rank' THEN 'at_most'
            -- More than about so much growth, or than about so many built, is no failure.
            WHEN t.direction = 'near' AND (t.kind = 'cumulative' OR t.change = 'up') THEN 'at_least'
            ELSE t.direction
        END AS aim,
        CASE
            WHEN t.comparator = 'approx' OR (t.direction = 'near' AND t.value_high IS NULL)
                THEN getvariable('approx_tolerance') * abs(t.value)
            ELSE 0
        END AS tolerance
    FROM current_targets t
    LEFT JOIN measuring_series l ON l.target_id = t.target_id
    LEFT JOIN series s ON s.series_id = l.series_id
    LEFT JOIN series r ON r.series_id = t.reference_series_id
    LEFT JOIN found_references f ON f.target_id = t.target_id
    WHERE t.target_id IN (SELECT target_id FROM changed_goals)
),
-- How the figures of the goal's period make up its figure, and which arithmetic holds.
classed AS (
    SELECT
        * EXCLUDE (aggregation),
        -- A change against a base year, measured by a series of the quantity itself (比2020年下降18%).
        is_from_base(unit, change, series_unit, series_change, accumulation) AS from_base,
        -- An amount of one year whose figures count from January grows from nothing: 人均收入4万元 by quarter.
        coalesce(
            kind = 'level' AND NOT over_years AND accumulation IN ('ytd', 'period') AND NOT in_percent,
            false
        ) AS amount_of_year,
        coalesce(
            -- A rate of each year is a rate of the one year that a plan has.
            CASE WHEN from_base OR aggregation = 'compound' AND NOT over_years THEN 'last' END,
            aggregation,
            CASE
                WHEN kind <> 'cumulative' THEN 'last'
                WHEN in_percent AND change IS NULL THEN 'last'
                ELSE 'sum'
            END
        ) AS asked
    FROM linked
),
resolved AS (
    SELECT
        target_id,
        document_id,
        trajectory_id,
        kind,
        direction,
        CASE
            -- A budget must not be used up: it has a path and must not be exceeded.
            WHEN (kind = 'cumulative' OR amount_of_year) AND aim = 'at_most' THEN 'budget'
            WHEN amount_of_year THEN 'cumulative'
            WHEN kind = 'level' AND asked IN ('mean', 'every') AND NOT over_years THEN 'bound'
            WHEN kind = 'direct' AND asked IN ('mean', 'every') THEN 'bound'
            WHEN kind = 'relative' THEN 'direct'
            ELSE kind
        END AS judged_as,
        CASE WHEN amount_of_year THEN 'sum' ELSE asked END AS aggregation,
        aim,
        kind = 'cumulative' OR amount_of_year AS adds_up,
        value,
        value_high,
        unit,
        region,
        CASE WHEN aim = 'at_most' THEN coalesce(value_high, value) ELSE value END AS goal,
        CASE WHEN aim <> 'at_most' THEN value - tolerance END AS low,
        CASE WHEN aim <> 'at_least' THEN coalesce(value_high, value) + tolerance END AS high,
        issued_on,
        plan_begins,
        due,
        extended_from,
        extended_by,
        -- Growth of a year is told by figures that begin with it: that of a single month never stands for it.
        CASE
            WHEN in_percent
                AND change IN ('up', 'down')
                AND kind IN ('direct', 'bound', 'relative')
                AND asked = 'last'
                AND NOT over_years
                AND NOT from_base
                AND accumulation <> 'ytd'
                THEN make_date(year(due), 1, 1)
        END AS figures_begin,
        -- Of what is said of whole years only whole years count.
        coalesce(
            asked = 'compound'
            OR from_base AND accumulation = 'ytd'
            OR kind = 'level'
            AND over_years
            AND (accumulation IN ('ytd', 'period') AND NOT in_percent OR asked = 'mean'),
            false
        ) AS whole_years,
        from_base,
        change,
        baseline AS stated_baseline,
        baseline_on AS stated_baseline_on,
        reference_series_id,
        compared_with,
        reference_candidates,
        list_transform(milestones, LAMBDA m: { 'due': m.due, 'goal': m.value }) AS milestones,
        -- Goals of one year, set in the midst of it. What the documents of the first quarter set is the plan of their
        -- year, save a level to be reached before the year is over.
        coalesce(
            issued_on > plan_begins
            AND issued_on < due
            AND year(plan_begins) = year(due)
            AND NOT (
                issued_on < make_date(year(due), 4, 1)
                AND (kind = 'cumulative' OR due = make_date(year(due), 12, 31))
            )
            AND target_id NOT IN (SELECT superseded_by FROM extracted_targets WHERE superseded_by IS NOT NULL),
            false
        ) AS may_be_new,
        series_id,
        factor,
        CASE
            WHEN unit <> series_unit
                AND NOT from_base
                AND (series_unit, unit) NOT IN (SELECT (series_unit, unit) FROM convertible_units)
                THEN 'unit_differs'
            WHEN NOT (ends_with(series_region, region) OR ends_with(region, series_region)) THEN 'region_differs'
        END AS misfit,
        series_unit,
        series_region,
        accumulation,
        cadence
    FROM classed
)
SELECT
    *,
    hash(resolved) AS digest,
    (row_number() OVER ())::INTEGER AS goal_no,
    0 AS since_no,
    NULL::INTEGER AS until_no
FROM resolved;
