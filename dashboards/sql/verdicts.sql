-- Every earlier verdict of a current goal, one a judging day (the last run of that day).
SELECT h.target_id, h.as_of, h.status, h.expected, h.actual, h.gap_points, t.owners[1] AS lead, t.region
FROM progress_history h
JOIN targets t ON t.target_id = h.target_id
WHERE h.as_of <= (SELECT max(as_of) FROM progress)
QUALIFY row_number() OVER (PARTITION BY h.target_id, h.as_of ORDER BY h.run_id DESC) = 1
ORDER BY h.target_id, h.as_of
