-- Changed goals have a new verdict, or none where they are no longer in force.
-- Grain: a goal. Inputs: changed_goals, touched_goals, progress_rows; variable `as_of`. Outputs: table progress;
-- progress_history without these goals' rows of this day.

CREATE OR REPLACE TEMP TABLE outdated_goals AS
SELECT target_id FROM changed_goals
UNION
SELECT target_id FROM touched_goals;

DELETE FROM progress
WHERE target_id IN (FROM outdated_goals);

INSERT INTO progress BY NAME
FROM progress_rows;

DELETE FROM progress_history
WHERE as_of = getvariable('as_of')
    AND target_id IN (FROM outdated_goals);
