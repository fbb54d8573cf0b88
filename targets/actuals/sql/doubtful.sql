-- The stored figures at doubtful cells, and those that their file gives again with another value.
-- Grain: a figure and a check. Inputs: temporary tables judged, read_sheets, read_columns, found_doubts (sheet, row,
-- col, check_name, zh, en). Outputs: the columns of `flags.Flag` but its severity.

WITH given_twice AS (
    SELECT
        first.sheet,
        first.row,
        first.col,
        'given_once' AS check_name,
        concat('本文件另一处为', any_value(again.value)) AS zh,
        concat('The file gives it again as ', any_value(again.value), '.') AS en
    FROM judged again
    JOIN read_sheets ah ON ah.sheet = again.sheet
    JOIN judged first
        ON
            first.series_key = again.series_key AND first.period_end = again.period_end
            AND first.recorded_at = again.recorded_at AND first.problem IS NULL AND first.value <> again.value
    JOIN read_sheets fh ON fh.sheet = first.sheet AND fh.import_no = ah.import_no
    WHERE again.problem = 10
    GROUP BY first.sheet, first.row, first.col
),

doubts AS (
    SELECT * FROM found_doubts
    UNION ALL
    SELECT * FROM given_twice
)

SELECT
    to_hex(j.series_key) AS series_id,
    j.period_start,
    j.period_end,
    j.value,
    concat(h.place, c.letter, j.row, j.source) AS source,
    d.check_name,
    d.zh,
    d.en
FROM doubts d
JOIN judged j ON j.sheet = d.sheet AND j.row = d.row AND j.col = d.col
JOIN read_sheets h ON h.sheet = j.sheet
JOIN read_columns c ON c.col = j.col
WHERE j.problem IS NULL
ORDER BY
    j.sheet,
    j.row,
    j.col
