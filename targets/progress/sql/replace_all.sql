-- Every goal has a new verdict; of each judged day the last refresh counts.
DELETE FROM progress;
INSERT INTO progress BY NAME FROM p_rows;
DELETE FROM progress_history WHERE as_of = getvariable('as_of');
INSERT INTO progress_history BY NAME SELECT * EXCLUDE (reason_zh, reason_en) FROM progress;
