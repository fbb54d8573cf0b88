-- Each combination as a series, or the field and the reason why it is none.
CREATE OR REPLACE TEMP TABLE subjects AS
SELECT
    (row_number() OVER ())::INTEGER AS subject_no,
    f.*, n.canonical, n.change, n.stem, t.truth AS is_illustrative,
    coalesce(c.into_unit, u.bare) AS series_unit, u.factor * coalesce(c.factor, 1) AS factor,
    u.counted AND n.change IS NULL AS never_negative,
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
    substr(md5(concat_ws('|', n.stem, coalesce(n.change, ''), coalesce(f.full_region, ''),
        coalesce(c.into_unit, u.bare), f.accumulation,
        CASE WHEN f.accumulation = 'period' THEN f.cadence END, t.truth)), 1, 16) AS series_id
FROM (
    -- A whole year's figure is the year's count at its end.
    SELECT u.*, a.reason AS accumulation_reason,
        CASE WHEN u.running OR (u.cadence = 'year' AND a.accumulation = 'period') THEN 'ytd' ELSE a.accumulation END AS accumulation
    FROM full_subjects u
    LEFT JOIN read_accumulations a ON a.text = u.cumulative
) f
LEFT JOIN read_names n ON n.indicator = f.full_indicator AND n.region = coalesce(f.full_region, '')
    AND n.told = f.full_told
LEFT JOIN read_units u ON u.text = coalesce(f.full_unit, '')
LEFT JOIN read_conversions c ON c.unit = u.bare AND c.into_unit = f.target_unit
LEFT JOIN read_truths t ON t.text = f.illustrative;

-- Every figure with its series and dates, or the field and the reason why it is kept out.
CREATE OR REPLACE TEMP TABLE judged AS
SELECT
    sheet, row, col, subject_no, period_start, period_end, recorded_at, value, source,
    CASE
        WHEN field IS NOT NULL THEN field
        WHEN value IS NULL OR NOT isfinite(value) OR (never_negative AND value < 0) THEN 'value'
        WHEN period_start > recorded_at OR period_start > getvariable('now')::DATE + 366
            OR period_start > due + 366 OR period_end < start_on - 366 THEN 'period'
    END AS field,
    CASE
        WHEN field IS NOT NULL THEN reason
        WHEN value IS NULL OR NOT isfinite(value) THEN 'This is not a number.'
        WHEN never_negative AND value < 0 THEN 'A count cannot be negative.'
        WHEN period_start > recorded_at THEN 'It is recorded before its period began.'
        WHEN period_start > getvariable('now')::DATE + 366 THEN 'The period lies more than a year ahead.'
        WHEN period_start > due + 366 THEN 'The period begins more than a year after the goal was due.'
        WHEN period_end < start_on - 366 THEN 'The period ended more than a year before the plan began.'
    END AS reason
FROM (
    SELECT
        r.sheet, r.row, r.col, r.source, s.subject_no, s.never_negative, s.due, s.start_on, p.period_end,
        CASE WHEN s.accumulation = 'ytd' THEN make_date(year(p.period_end), 1, 1) ELSE p.period_start END AS period_start,
        coalesce(m.moment, greatest(getvariable('now')::TIMESTAMP, p.period_end::TIMESTAMP)) AS recorded_at,
        -- What a factor adds in the last place (0.55 * 100) is rounded off.
        CASE WHEN s.factor = 1 OR r.number = 0 THEN r.number
            ELSE round(r.number * s.factor, 14 - floor(log10(abs(r.number * s.factor)))::INTEGER) END AS value,
        CASE
            WHEN p.reason IS NOT NULL THEN 'period'
            WHEN m.reason IS NOT NULL THEN 'recorded_at'
            ELSE s.field
        END AS field,
        coalesce(p.reason, m.reason, s.reason) AS reason
    FROM staged r
    JOIN read_periods p ON p.text = r.period
    JOIN read_moments m ON m.text = r.recorded_at
    LEFT JOIN subjects s ON s.target_id = r.target_id AND s.indicator = r.indicator AND s.region = r.region
        AND s.unit = r.unit AND s.cumulative = r.cumulative AND s.illustrative = r.illustrative
        AND s.told = r.change AND s.cadence = p.cadence AND s.running = p.running
);

-- A figure that one import gives twice: the first counts.
UPDATE judged SET field = 'period', reason = 'The file gives this figure twice; the first one was taken.'
FROM (
    SELECT sheet, row, col
    FROM judged JOIN subjects USING (subject_no) JOIN read_sheets USING (sheet)
    JOIN (
        SELECT import_id, series_id, period_end, recorded_at
        FROM judged JOIN subjects USING (subject_no) JOIN read_sheets USING (sheet)
        WHERE judged.reason IS NULL
        GROUP BY ALL HAVING count(*) > 1
    ) USING (import_id, series_id, period_end, recorded_at)
    WHERE judged.reason IS NULL
    QUALIFY row_number() OVER (PARTITION BY import_id, series_id, period_end, recorded_at ORDER BY sheet, row, col) > 1
) AS again
WHERE judged.sheet = again.sheet AND judged.row = again.row AND judged.col = again.col;
