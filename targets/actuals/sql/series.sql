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
