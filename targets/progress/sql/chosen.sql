-- What to judge anew by the same day: changed goals, goals of series with new actuals, and those on the same path.
CREATE OR REPLACE TEMP TABLE p_chosen AS
WITH touched AS (
    SELECT goal_no, trajectory_id FROM judged_goals
    WHERE until_no IS NULL AND target_id IN (SELECT target_id FROM p_changed)
    UNION
    SELECT goal_no, trajectory_id FROM judged_goals
    WHERE until_no IS NULL AND series_id IN (SELECT series_id FROM p_new_series)
),
-- The paths of goals that are gone as well: their siblings lose a milestone.
paths AS (
    SELECT trajectory_id FROM judged_goals
    WHERE trajectory_id IS NOT NULL AND target_id IN (SELECT target_id FROM p_changed)
    UNION
    SELECT trajectory_id FROM touched WHERE trajectory_id IS NOT NULL
),
chosen AS (
    SELECT goal_no FROM touched
    UNION
    SELECT goal_no FROM judged_goals WHERE until_no IS NULL AND trajectory_id IN (SELECT trajectory_id FROM paths)
)
FROM judged_goals WHERE goal_no IN (SELECT goal_no FROM chosen);

-- The actuals of these alone, so that all of them are gone through once.
CREATE OR REPLACE TEMP TABLE p_observations AS
SELECT series_id, period_start, period_end, value, recorded_at, import_id
FROM observations WHERE series_id IN (SELECT series_id FROM p_chosen);
