-- Changed goals have a new verdict, or none where they are no longer in force.
CREATE OR REPLACE TEMP TABLE p_outdated AS
SELECT target_id FROM p_changed
UNION
SELECT target_id FROM p_chosen;

DELETE FROM progress WHERE target_id IN (FROM p_outdated);
INSERT INTO progress BY NAME FROM p_rows;
DELETE FROM progress_history WHERE as_of = getvariable('as_of') AND target_id IN (FROM p_outdated);
