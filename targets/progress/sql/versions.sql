-- Versions of goals that changed end, new ones begin.
UPDATE judged_goals SET until_no = getvariable('judgement_no')
WHERE until_no IS NULL AND target_id IN (SELECT target_id FROM p_changed)
    AND (target_id, digest) NOT IN (SELECT (target_id, digest) FROM p_resolved);

CREATE OR REPLACE TEMP TABLE p_unchanged AS
SELECT target_id FROM judged_goals WHERE until_no IS NULL AND target_id IN (SELECT target_id FROM p_resolved);

INSERT INTO judged_goals BY NAME
SELECT * EXCLUDE (goal_no, since_no), getvariable('judgement_no') AS since_no,
    goal_no + (SELECT coalesce(max(goal_no), 0) FROM judged_goals) AS goal_no
FROM p_resolved
WHERE target_id NOT IN (SELECT target_id FROM p_unchanged);
