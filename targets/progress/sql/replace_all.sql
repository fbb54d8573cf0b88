-- Every goal has a new verdict; of each judged day the last refresh counts.
DELETE FROM progress;
INSERT INTO progress BY NAME {rows};
DELETE FROM progress_history WHERE as_of = getvariable('as_of');
INSERT INTO progress_history BY NAME
SELECT as_of, target_id, series_id, kind, due, actual, actual_period_end, expected, gap, gap_points, achievement,
    time_share, progress_share, projection, status, reason_code, profile
FROM progress;
