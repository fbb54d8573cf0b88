-- Which series may measure which goal: same region, a unit that converts, the same change, and a name alike.
CREATE OR REPLACE TEMP TABLE goal_sides AS
SELECT
    t.target_id,
    CASE WHEN t.aggregation = 'mean' THEN 'mean' ELSE t.kind END AS goal_kind,
    t.due,
    k.unit,
    t.value,
    n.stem,
    n.stem_id,
    concat_ws('|', coalesce(t.region, ''), k.kind, n.trend) AS place_and_kind,
    concat_ws('|', coalesce(t.region, ''), k.kind, n.trend, n.contrasts) AS block,
    -- A change from a base year (比2020年下降18%) may be measured by the quantity itself, in its own unit.
    CASE
        WHEN
            t.unit IN ('%', '百分点', '‰') AND n.trend <> '' AND regexp_matches(t.quote, '[比较] ?(19|20)\d\d ?年')
            THEN concat_ws('|', coalesce(t.region, ''), n.contrasts)
    END AS base_block,
    t.region IS NOT NULL AS located,
    n.newly,
    n.added
FROM current_targets t
-- A goal that another series sets is measured by its own figures, or by those of the distance (增速高于全国幅度).
JOIN link_names n
    ON
        n.canonical = t.canonical
        AND n.change IS NOT DISTINCT FROM t.change
        AND (NOT n.compared OR t.compared_with IS NOT NULL)
JOIN link_units k
    ON k.unit = CASE WHEN n.compared THEN measured_unit(t.unit, '%', t.compared_with) ELSE t.unit END;

CREATE OR REPLACE TEMP TABLE series_sides AS
SELECT
    s.series_id,
    s.unit,
    s.accumulation,
    s.cadence,
    s.illustrative,
    n.stem,
    n.stem_id,
    concat_ws('|', coalesce(s.region, ''), k.kind, n.trend) AS place_and_kind,
    concat_ws('|', coalesce(s.region, ''), k.kind, n.trend, n.contrasts) AS block,
    CASE
        WHEN s.unit NOT IN ('%', '百分点', '‰') AND n.trend = '' AND s.accumulation IN ('level', 'ytd')
            THEN concat_ws('|', coalesce(s.region, ''), n.contrasts)
    END AS base_block,
    n.newly,
    n.added
FROM series s
JOIN link_names n ON n.canonical = s.canonical AND n.change IS NOT DISTINCT FROM s.change AND NOT n.compared
JOIN link_units k ON k.unit = s.unit
-- A series of one goal's rows alone is no other goal's.
WHERE s.target_id IS NULL;

-- Pairs of different names worth comparing: of the same block and with the rarer pairs of characters in common.
CREATE OR REPLACE TEMP TABLE alike AS
WITH goal_stems AS (
    SELECT DISTINCT
        block,
        stem,
        stem_id
    FROM goal_sides
),

series_stems AS (
    SELECT DISTINCT
        block,
        stem,
        stem_id
    FROM series_sides
),

unmatched AS (SELECT * FROM goal_stems g WHERE (block, stem_id) NOT IN (SELECT (block, stem_id) FROM series_stems)),

series_grams AS (
    SELECT * FROM (
        SELECT
            block,
            stem_id,
            unnest(list_distinct([stem[i:i + 1] FOR i IN range(1, greatest(length(stem), 2))])) AS gram
        FROM series_stems
        WHERE block IN (SELECT block FROM unmatched)
    )
    QUALIFY count(*) OVER (PARTITION BY block, gram) <= 200
),

goal_grams AS (
    SELECT
        block,
        stem_id,
        unnest(list_distinct([stem[i:i + 1] FOR i IN range(1, greatest(length(stem), 2))])) AS gram
    FROM unmatched
)

SELECT
    goal_stem_id,
    series_stem_id
FROM (
    SELECT
        g.block,
        g.stem_id AS goal_stem_id,
        s.stem_id AS series_stem_id,
        count(*) AS shared
    FROM goal_grams g JOIN series_grams s USING (block, gram)
    GROUP BY g.block, g.stem_id, s.stem_id
)
QUALIFY row_number() OVER (PARTITION BY goal_stem_id, block ORDER BY shared DESC, series_stem_id) <= 10;

-- Pairs in which the goal's number is the yearly plan that stood beside the figures of the series: same region, kind of
-- unit and change, whatever the names. Goals of the same name (a milestone, a stretch) go with them.
CREATE OR REPLACE TEMP TABLE planned AS
WITH equal_plans AS (
    SELECT DISTINCT
        g.block,
        g.stem_id AS goal_stem_id,
        s.series_id,
        s.stem_id AS series_stem_id
    FROM series_plans p
    JOIN series_sides s ON s.series_id = p.series_id
    JOIN goal_sides g ON g.place_and_kind = s.place_and_kind AND year(g.due) = p.year
    JOIN link_factors f ON f.unit = p.unit AND f.into_unit = g.unit
    WHERE abs(p.value * f.factor - g.value) <= 1e-6 * abs(g.value)
)

SELECT
    g.target_id,
    e.goal_stem_id,
    e.series_id,
    e.series_stem_id
FROM equal_plans e JOIN goal_sides g ON g.block = e.block AND g.stem_id = e.goal_stem_id;
