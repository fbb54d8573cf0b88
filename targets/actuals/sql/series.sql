-- Each combination as a series, or the field and the reason why it is none.
CREATE OR REPLACE TEMP TABLE subjects AS
SELECT
    f.*,
    t.truth AS is_illustrative,
    coalesce(c.into_unit, u.bare) AS series_unit,
    u.factor * coalesce(c.factor, 1) AS factor,
    u.counted AND f.change IS NULL AS never_negative,
    CASE
        WHEN f.no_target THEN 'target_id'
        WHEN f.full_indicator IS NULL THEN 'indicator'
        WHEN u.reason IS NOT NULL OR c.reason IS NOT NULL THEN 'unit'
        WHEN f.accumulation_reason IS NOT NULL THEN 'cumulative'
        WHEN t.reason IS NOT NULL THEN 'illustrative'
    END AS field,
    CASE
        WHEN f.no_target THEN 'There is no goal of this number.'
        WHEN f.full_indicator IS NULL THEN 'The row names no indicator.'
        ELSE coalesce(u.reason, c.reason, f.accumulation_reason, t.reason)
    END AS reason,
    md5_number_upper(concat_ws(
        '|', f.stem, coalesce(f.change, ''), coalesce(f.full_region, ''),
        coalesce(c.into_unit, u.bare), f.accumulation,
        CASE WHEN f.accumulation = 'period' THEN f.cadence END, t.truth
    )) AS series_key
FROM (
    -- A whole year's figure is the year's count at its end.
    SELECT
        u.*,
        a.reason AS accumulation_reason,
        CASE WHEN u.running OR (u.cadence = 'year' AND a.accumulation = 'period') THEN 'ytd' ELSE a.accumulation END
            AS accumulation,
        coalesce(n.canonical, u.bare_name) AS canonical,
        coalesce(n.stem, u.bare_name) AS stem,
        CASE WHEN u.says_more THEN n.change ELSE u.full_told END AS change
    FROM full_subjects u
    LEFT JOIN read_accumulations a ON a.text = u.cumulative
    LEFT JOIN read_names
        n ON u.says_more AND n.indicator = u.full_indicator AND n.region = u.region_in_name
    AND n.told = coalesce(u.full_told, '')
) f
LEFT JOIN read_units u ON u.text = coalesce(f.full_unit, '')
LEFT JOIN read_conversions c ON c.unit = u.bare AND c.into_unit = f.target_unit
LEFT JOIN read_truths t ON t.text = f.illustrative;

-- Rows that name a goal are of that goal alone where rows of another goal, with a plan of the same time, share the
-- name: each then has a series of its own. The goal whose rows came first keeps the plain one.
CREATE OR REPLACE TEMP TABLE own_subjects AS
WITH naming AS (
    SELECT DISTINCT
        s.target_id,
        s.series_key,
        md5_number_upper(concat_ws('|', to_hex(s.series_key), s.target_id)) AS own_key,
        coalesce(s.start_on, DATE '0001-01-01') AS begins,
        coalesce(s.due, DATE '9999-12-31') AS ends
    FROM subjects s
    WHERE s.target_id <> '' AND NOT s.no_target
),

sharing AS (
    SELECT * EXCLUDE (own_key) FROM naming
    UNION ALL
    SELECT
        n.target_id,
        s.series_key,
        coalesce(t.start_on, DATE '0001-01-01'),
        coalesce(t.due, DATE '9999-12-31')
    FROM (SELECT DISTINCT series_key FROM naming) s
    JOIN named_targets n ON n.series_id = to_hex(s.series_key)
    JOIN targets t ON t.target_id = n.target_id
)

SELECT
    n.target_id,
    n.series_key,
    n.own_key
FROM naming n
WHERE
    (n.target_id, to_hex(n.own_key)) IN (SELECT (target_id, series_id) FROM named_targets)
    OR (
        (n.target_id, to_hex(n.series_key)) NOT IN (SELECT (target_id, series_id) FROM named_targets)
        AND EXISTS (
            SELECT 1 FROM sharing o
            WHERE
                o.series_key = n.series_key AND o.target_id <> n.target_id
                AND o.begins <= n.ends AND o.ends >= n.begins
        )
    );

ALTER TABLE subjects ADD COLUMN own_target_id VARCHAR;

UPDATE subjects SET
    own_target_id = o.target_id,
    series_key = o.own_key
FROM own_subjects o
WHERE o.target_id = subjects.target_id AND o.series_key = subjects.series_key;
