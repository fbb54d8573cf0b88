-- The figures of goals that are divided and have no series of their own, added up from their parts.
-- Grain: a series, a period. Inputs: current_targets, current_links, series, observations, named_targets; variables
-- `run_id`, `now`. Outputs: tables series, observations, named_targets.

CREATE OR REPLACE TEMP TABLE parts_linked AS
SELECT
    w.target_id,
    w.indicator,
    w.canonical,
    w.change,
    w.region,
    w.unit,
    'parts-' || w.target_id AS parts_series_id,
    p.target_id AS part_id,
    l.series_id,
    l.factor,
    s.accumulation,
    s.cadence,
    s.illustrative
FROM current_targets w
JOIN current_targets p ON p.part_of = w.target_id AND p.unit = w.unit
LEFT JOIN current_links l ON l.target_id = p.target_id AND l.state = 'accepted'
LEFT JOIN series s ON s.series_id = l.series_id
-- Shares, ranks and rates do not add up.
WHERE w.unit NOT IN ('%', '百分点', '‰', '位', '倍', '番');

-- The wholes whose parts are all measured in one way, and that nothing else measures.
CREATE OR REPLACE TEMP TABLE rolled_up AS
SELECT
    target_id,
    any_value(parts_series_id) AS series_id,
    any_value(indicator) AS indicator,
    any_value(canonical) AS canonical,
    any_value(change) AS change,
    any_value(region) AS region,
    any_value(unit) AS unit,
    any_value(accumulation) AS accumulation,
    max_by(cadence, list_position(getvariable('cadences'), cadence)) AS cadence,
    bool_or(illustrative) AS illustrative,
    count(*) AS parts
FROM parts_linked
WHERE
    target_id NOT IN (
        SELECT l.target_id FROM current_links l
        WHERE l.state = 'accepted' AND NOT starts_with(l.series_id, 'parts-')
    )
GROUP BY target_id
HAVING count(series_id) = count(*) AND count(DISTINCT accumulation) = 1;

-- What a whole that has a series of its own by now was rolled up to is no longer its.
DELETE FROM named_targets
WHERE starts_with(series_id, 'parts-') AND series_id NOT IN (SELECT r.series_id FROM rolled_up r);

INSERT INTO series BY NAME
SELECT
    r.* EXCLUDE (parts),
    getvariable('run_id') AS run_id
FROM rolled_up r
WHERE r.series_id NOT IN (SELECT s.series_id FROM series s);

INSERT INTO named_targets BY NAME
SELECT
    r.target_id,
    r.series_id,
    getvariable('run_id') AS run_id
FROM rolled_up r
WHERE (r.target_id, r.series_id) NOT IN (SELECT (n.target_id, n.series_id) FROM named_targets n);

-- A period's sum is known once every part has its figure, and revised when a part is.
INSERT INTO observations BY NAME
WITH latest AS (
    SELECT * FROM observations
    QUALIFY row_number() OVER (
        PARTITION BY series_id, period_end ORDER BY recorded_at DESC, import_id DESC, value DESC
    ) = 1
),

sums AS (
    SELECT
        r.series_id,
        min(o.period_start) AS period_start,
        o.period_end,
        sum(o.value * p.factor) AS value,
        max(o.recorded_at) AS recorded_at,
        r.parts
    FROM rolled_up r
    JOIN parts_linked p ON p.target_id = r.target_id
    JOIN latest o ON o.series_id = p.series_id
    GROUP BY r.series_id, o.period_end, r.parts
    HAVING count(*) = r.parts AND count(DISTINCT o.period_start) = 1
)

SELECT
    s.series_id,
    s.period_start,
    s.period_end,
    s.value,
    CASE WHEN l.recorded_at >= s.recorded_at THEN getvariable('now')::TIMESTAMP ELSE s.recorded_at END AS recorded_at,
    concat(s.parts, '个分解目标合计') AS source,
    'parts' AS import_id,
    getvariable('run_id') AS run_id
FROM sums s
LEFT JOIN latest l ON l.series_id = s.series_id AND l.period_end = s.period_end
WHERE l.value IS NULL OR abs(l.value - s.value) > 1e-9 * greatest(abs(l.value), 1);
