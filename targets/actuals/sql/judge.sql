-- Every figure with its series and dates, and the number of its problem (told in refused.sql) where it has one.
CREATE OR REPLACE TEMP TABLE judged AS
SELECT
    sheet,
    row,
    col,
    subject_no,
    series_key,
    period_start,
    period_end,
    recorded_at,
    value,
    source,
    CASE
        WHEN unread IS NOT NULL THEN unread
        WHEN value IS NULL OR NOT isfinite(value) THEN 4
        WHEN never_negative AND value < 0 THEN 5
        WHEN period_start > recorded_at THEN 6
        WHEN period_start > due + 366 THEN 7
        WHEN period_end < start_on - 366 THEN 8
        WHEN period_start > getvariable('today')::DATE + 366 THEN 9
    END::UTINYINT AS problem
FROM (
    SELECT
        r.sheet,
        r.row,
        r.col,
        CASE WHEN r.source <> '' THEN ' ' || r.source ELSE '' END AS source,
        s.subject_no,
        s.series_key,
        s.never_negative,
        s.due,
        s.start_on,
        p.period_end,
        CASE WHEN s.accumulation = 'ytd' THEN p.year_start ELSE p.period_start END AS period_start,
        coalesce(m.moment, greatest(getvariable('now')::TIMESTAMP, p.period_end::TIMESTAMP)) AS recorded_at,
        -- What a factor adds in the last place (0.55 * 100) is rounded off; beyond all numbers it is none.
        CASE
            WHEN NOT isfinite(r.number * s.factor) OR abs(r.number * s.factor) > 1e300 THEN NULL
            WHEN s.factor = 1 OR r.number = 0 THEN r.number
            ELSE round(r.number * s.factor, 14 - floor(log10(abs(r.number * s.factor)))::INTEGER)
        END AS value,
        CASE WHEN p.reason IS NOT NULL THEN 1 WHEN m.reason IS NOT NULL THEN 2 WHEN s.reason IS NOT NULL THEN 3 END
            AS unread
    FROM staged r
    JOIN read_periods p ON p.text = r.period
    JOIN read_moments m ON m.text = r.recorded_at
    LEFT JOIN subjects s ON {same_subject}
)
-- They are kept in this order, so that whoever reads one series need not go through all that came in the same file.
ORDER BY series_key;

-- A figure that one import gives twice: the first counts. Of each series one bit a period and moment is set; with
-- fewer bits than figures some may stand twice (or share a bit), and these few series are looked at closely.
CREATE OR REPLACE TEMP TABLE maybe_twice AS
SELECT
    import_no,
    series_key
FROM judged JOIN read_sheets USING (sheet)
WHERE problem IS NULL
GROUP BY ALL
HAVING
    count(*)
    > bit_count(
        bit_or(
            1::UBIGINT
            << (abs((period_end - DATE '2000-01-01') + (recorded_at::DATE - DATE '2000-01-01')) % 63)::INTEGER
        )
    );

UPDATE judged SET problem = 10
FROM (
    SELECT
        sheet,
        row,
        col
    FROM judged JOIN read_sheets USING (sheet) JOIN maybe_twice USING (import_no, series_key)
    WHERE problem IS NULL
    QUALIFY row_number() OVER (PARTITION BY import_no, series_key, period_end, recorded_at ORDER BY sheet, row, col) > 1
) AS again
WHERE judged.sheet = again.sheet AND judged.row = again.row AND judged.col = again.col;
