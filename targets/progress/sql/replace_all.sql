-- Every goal has a new verdict; of each judged day the last refresh counts.
DELETE FROM progress;
INSERT INTO progress BY NAME {rows};
DELETE FROM progress_history WHERE as_of = getvariable('as_of');
