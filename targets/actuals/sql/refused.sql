-- The figures that are kept out: where each stood, the field that is wrong, what was there and why.
SELECT
    j.sheet,
    j.row,
    j.col,
    CASE
        WHEN j.problem = 1 THEN 'period' WHEN j.problem = 2 THEN 'recorded_at' WHEN j.problem = 3 THEN s.field
        WHEN j.problem IN (4, 5, 10) THEN 'value' ELSE 'period'
    END AS wrong,
    CASE j.problem WHEN 5 THEN 'negative' WHEN 10 THEN 'twice' ELSE wrong END AS advice,
    CASE j.problem
        WHEN 1 THEN p.reason
        WHEN 2 THEN m.reason
        WHEN 3 THEN s.reason
        WHEN 4 THEN 'This is not a number.'
        WHEN 5 THEN 'A count cannot be negative.'
        WHEN 6 THEN 'It is recorded before its period began.'
        WHEN 7 THEN 'The period begins more than a year after the goal was due.'
        WHEN 8 THEN 'The period ended more than a year before the plan began.'
        WHEN 9 THEN 'The period lies more than a year ahead.'
        WHEN 10 THEN 'The file gives this figure twice; the first one was taken.'
    END AS reason,
    CASE wrong
        WHEN 'target_id' THEN r.target_id WHEN 'indicator' THEN r.indicator WHEN 'unit' THEN r.unit
        WHEN 'cumulative' THEN r.cumulative WHEN 'illustrative' THEN r.illustrative
        WHEN 'period' THEN r.period WHEN 'recorded_at' THEN r.recorded_at ELSE r.value
    END AS value
FROM judged j
JOIN staged r USING (sheet, row, col)
JOIN read_periods p ON p.text = r.period
JOIN read_moments m ON m.text = r.recorded_at
LEFT JOIN subjects s USING (subject_no)
WHERE j.problem IS NOT NULL
ORDER BY j.sheet, j.row, j.col;
