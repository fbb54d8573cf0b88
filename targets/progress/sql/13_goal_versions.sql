-- Versions of goals that changed end, new ones begin.
-- Grain: a version of a goal. Inputs: changed_goals, resolved_goals; variable `judgement_no`.
-- Outputs: table judged_goals.

UPDATE judged_goals SET until_no = getvariable('judgement_no')
WHERE until_no IS NULL
    AND target_id IN (SELECT target_id FROM changed_goals)
    AND (target_id, digest) NOT IN (SELECT (target_id, digest) FROM resolved_goals);

CREATE OR REPLACE TEMP TABLE unchanged_goals AS
SELECT target_id
FROM judged_goals
WHERE until_no IS NULL
    AND target_id IN (SELECT target_id FROM resolved_goals);

INSERT INTO judged_goals BY NAME
SELECT
    * EXCLUDE (goal_no, since_no),
    getvariable('judgement_no') AS since_no,
    goal_no + (SELECT coalesce(max(goal_no), 0) FROM judged_goals) AS goal_no
FROM resolved_goals
WHERE target_id NOT IN (SELECT target_id FROM unchanged_goals);
