-- What each changed goal asks for, and the series that measures it.
-- Grain: a goal. Inputs: changed_goals, convertible_units, current_targets, extracted_targets, links, series; variable
-- `approx_tolerance`. Outputs: temporary tables measuring_series, resolved_goals (columns of table judged_goals).

CREATE OR REPLACE TEMP TABLE measuring_series AS
SELECT
    target_id,
    arg_max(series_id, link_id) AS series_id,
    arg_max(factor, link_id) AS factor
FROM (
    -- As view `current_links`, for the changed goals alone.
    SELECT
        target_id,
        series_id,
        max(link_id) AS link_id,
        arg_max(state, link_id) AS state,
        arg_max(factor, link_id) AS factor
    FROM links
    WHERE target_id IN (SELECT target_id FROM changed_goals)
    GROUP BY target_id, series_id
)
WHERE state = 'accepted'
GROUP BY target_id;

CREATE OR REPLACE TEMP TABLE resolved_goals AS
WITH linked AS (
    SELECT
        t.*,
        l.series_id,
        l.factor,
        s.unit AS series_unit,
        s.region AS series_region,
        s.accumulation,
        s.cadence,
        coalesce(t.start_on, make_date(year(t.due), 1, 1)) AS plan_begins,
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
    WHERE t.target_id IN (SELECT target_id FROM changed_goals)
),
resolved AS (
    SELECT
        target_id,
        document_id,
        trajectory_id,
        kind,
        direction,
        -- A budget that must not be used up is a bound on what adds up.
        CASE WHEN kind = 'cumulative' AND aim = 'at_most' THEN 'bound' ELSE kind END AS judged_as,
        aim,
        kind = 'cumulative' AS adds_up,
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
                AND (series_unit, unit) NOT IN (SELECT (series_unit, unit) FROM convertible_units)
                THEN 'unit_differs'
            WHEN NOT (ends_with(series_region, region) OR ends_with(region, series_region)) THEN 'region_differs'
        END AS misfit,
        series_unit,
        series_region,
        accumulation,
        cadence
    FROM linked
)
SELECT
    *,
    hash(resolved) AS digest,
    (row_number() OVER ())::INTEGER AS goal_no,
    0 AS since_no,
    NULL::INTEGER AS until_no
FROM resolved;
