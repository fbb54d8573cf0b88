-- The goal that the row of a remark names, and the series and period of the last figure that the row gave.
-- Grain: a row of a sheet. Inputs: temporary tables found_remarks (sheet, row), judged, subjects.

SELECT
    j.sheet,
    j.row,
    arg_max(nullif(s.goal_id, ''), j.period_end) AS target_id,
    arg_max(to_hex(j.series_key), j.period_end) AS series_id,
    max(j.period_end) AS period_end
FROM found_remarks r
JOIN judged j ON j.sheet = r.sheet AND j.row = r.row
JOIN subjects s ON s.subject_no = j.subject_no
WHERE j.problem IS NULL
GROUP BY ALL
