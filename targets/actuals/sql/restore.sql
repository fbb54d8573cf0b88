-- What was said of a goal's series after a link, taken back: of each series what was said before is said again; one of
-- which nothing was said is withdrawn, and may be proposed anew.
-- Grain: a series that was linked since. Inputs: links; parameters `target_id`, `after`, `who`, `at`, `run_id`.
-- Outputs: table links.
INSERT INTO links BY NAME
WITH since AS (
    SELECT
        series_id,
        max(factor) AS factor
    FROM links
    WHERE target_id = $target_id AND link_id > $after
    GROUP BY series_id
),

before AS (
    SELECT * FROM links
    WHERE target_id = $target_id AND link_id <= $after
    QUALIFY row_number() OVER (PARTITION BY series_id ORDER BY link_id DESC) = 1
)

SELECT
    (SELECT max(link_id) FROM links)
    + row_number() OVER (ORDER BY coalesce(b.state, '') = 'accepted', s.series_id) AS link_id,
    $target_id AS target_id,
    s.series_id,
    coalesce(b.state, 'rejected') AS state,
    coalesce(b.score, 0) AS score,
    coalesce(b.factor, s.factor) AS factor,
    coalesce(b.basis, 'name') AS basis,
    $who AS who,
    $at::TIMESTAMP AS linked_at,
    $run_id AS run_id
FROM since s
LEFT JOIN before b ON b.series_id = s.series_id;
