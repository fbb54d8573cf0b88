-- Every goal has a new verdict; of each judged day the last refresh counts.
-- Grain: a goal. Inputs: progress_rows; variable `as_of`. Outputs: table progress; progress_history without this day.

DELETE FROM progress;

INSERT INTO progress BY NAME
FROM progress_rows;

DELETE FROM progress_history
WHERE as_of = getvariable('as_of');
