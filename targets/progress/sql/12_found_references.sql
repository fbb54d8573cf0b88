-- The series that measures each changed goal, and the one that sets it where its words name another figure
-- (高于全省平均1个百分点, 不低于上年, 与经济增长同步).
-- Grain: a goal. Inputs: changed_goals, current_targets, extracted_targets, decisions, links, series; variables
-- `endings_of_change`, `distance`, `cadences`. Outputs: temporary tables measuring_series; found_references
-- (`reference_series_id` where exactly one series fits, else those in question in words).

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

CREATE OR REPLACE TEMP MACRO without_change(indicator) AS
regexp_replace(indicator, getvariable('endings_of_change'), '');

-- The province or the city that a name begins with (江北省南湖市东山区), '' where it does not say.
CREATE OR REPLACE TEMP MACRO province_in(region) AS
regexp_extract(region, '^(?:.+?(?:省|自治区)|(?:北京|天津|上海|重庆)市)');
CREATE OR REPLACE TEMP MACRO city_in(region) AS
regexp_extract(region, '^(?:.+?(?:省|自治区))?(.+?(?:市|自治州|盟|地区)).', 1);

-- Whether a region is the place that a goal of `own` region is held against; a name that leaves its province or city
-- open may lie in any.
CREATE OR REPLACE TEMP MACRO is_place(region, place, own) AS
coalesce(
    -- Not the goal's own region, however it is written.
    NOT ends_with(region, own)
    AND NOT ends_with(own, region)
    AND CASE place
        WHEN 'country' THEN region = '全国'
        WHEN 'province' THEN region = province_in(region) AND province_in(own) IN ('', region)
        WHEN 'city'
            THEN regexp_matches(region, '(?:市|自治州|盟|地区)$')
                AND (city_in(own) = '' OR ends_with(region, city_in(own)))
                AND ('' IN (province_in(own), province_in(region)) OR province_in(own) = province_in(region))
    END,
    false
);

-- Goals measured by the distance itself (增速高于全省平均幅度) need no other series.
CREATE OR REPLACE TEMP TABLE compared_measures AS
SELECT
    t.target_id,
    t.compared_with,
    s.series_id,
    s.region,
    s.unit,
    s.accumulation,
    s.cadence,
    s.illustrative,
    CASE WHEN t.compared_with = 'economy' THEN '生产总值' ELSE without_change(s.canonical) END AS stem,
    coalesce(CASE WHEN t.compared_with = 'economy' THEN 'up' ELSE s.change END, '') AS change,
    -- Nothing is found for what is made up of several figures of the series.
    coalesce(
        t.aggregation = 'compound' AND year(t.due) > year(coalesce(t.start_on, t.due))
        OR t.aggregation = 'mean' AND s.accumulation <> 'ytd',
        false
    ) AS is_averaged
FROM current_targets t
JOIN measuring_series m ON m.target_id = t.target_id
JOIN series s ON s.series_id = m.series_id
WHERE t.compared_with IS NOT NULL
    AND NOT regexp_matches(s.canonical, getvariable('distance'))
    AND t.target_id IN (
        SELECT target_id FROM extracted_targets WHERE compared_with IS NOT NULL
        UNION
        SELECT target_id FROM decisions WHERE field = 'compared_with'
    );

CREATE OR REPLACE TEMP TABLE found_references AS
WITH wanted AS (
    SELECT * FROM compared_measures
    WHERE compared_with <> 'year_before' AND NOT is_averaged
),
in_question AS (
    SELECT
        w.target_id,
        s.series_id,
        concat(s.region, s.indicator, '（', s.unit, '，', s.series_id, '）') AS named,
        s.unit = w.unit
        AND s.accumulation = w.accumulation
        AND list_position(getvariable('cadences'), s.cadence) <= list_position(getvariable('cadences'), w.cadence)
            AS fits
    FROM wanted w
    JOIN series s
        ON without_change(s.canonical) = w.stem
        AND coalesce(s.change, '') = w.change
        AND s.illustrative = w.illustrative
        AND s.series_id <> w.series_id
    WHERE CASE
            WHEN w.compared_with = 'economy'
                THEN s.region IS NOT DISTINCT FROM w.region
                    OR ends_with(s.region, w.region)
                    OR ends_with(w.region, s.region)
            ELSE is_place(s.region, w.compared_with, w.region)
        END
),
counted AS (
    SELECT
        target_id,
        count_if(fits) AS fitting,
        any_value(series_id) FILTER (fits) AS series_id,
        array_to_string((list(named ORDER BY named) FILTER (fits))[:3], '、') AS fitting_names,
        array_to_string(list(named ORDER BY named)[:3], '、') AS names
    FROM in_question
    GROUP BY target_id
)
SELECT
    m.target_id,
    m.compared_with,
    CASE
        WHEN m.is_averaged THEN NULL
        WHEN m.compared_with = 'year_before' THEN m.series_id
        WHEN c.fitting = 1 THEN c.series_id
    END AS reference_series_id,
    CASE WHEN c.fitting <> 1 THEN coalesce(c.fitting_names, c.names) END AS reference_candidates
FROM compared_measures m
LEFT JOIN counted c ON c.target_id = m.target_id;
