-- What to judge anew by the same day: changed goals, goals of series with new actuals, and those on the same path.
-- Grain: a goal; an observation. Inputs: judged_goals, changed_goals, new_series, observations.
-- Outputs: temporary tables touched_goals (columns of judged_goals), touched_observations.

CREATE OR REPLACE TEMP TABLE touched_goals AS
WITH touched AS MATERIALIZED (
    SELECT
        goal_no,
        trajectory_id
    FROM judged_goals
    WHERE until_no IS NULL
        AND target_id IN (SELECT target_id FROM changed_goals)
    -- One union each instead of an OR: so that only what can hold such a series is gone through (benchmark
    -- `progress_million`, "one series / full").
    UNION
    SELECT
        goal_no,
        trajectory_id
    FROM judged_goals
    WHERE until_no IS NULL
        AND series_id IN (SELECT series_id FROM new_series)
    UNION
    SELECT
        goal_no,
        trajectory_id
    FROM judged_goals
    WHERE until_no IS NULL
        AND reference_series_id IN (SELECT series_id FROM new_series)
),
-- The paths of goals that are gone as well: their siblings lose a milestone.
paths AS (
    SELECT trajectory_id
    FROM judged_goals
    WHERE trajectory_id IS NOT NULL
        AND target_id IN (SELECT target_id FROM changed_goals)
    UNION
    SELECT trajectory_id FROM touched WHERE trajectory_id IS NOT NULL
),
chosen AS (
    SELECT goal_no FROM touched
    UNION
    SELECT goal_no
    FROM judged_goals
    WHERE until_no IS NULL
        AND trajectory_id IN (SELECT trajectory_id FROM paths)
)
SELECT *
FROM judged_goals
WHERE goal_no IN (SELECT goal_no FROM chosen);

-- The actuals of these alone, so that all of them are gone through once (benchmark `progress_million`, "one series /
-- full"); with those of the series that set goals.
CREATE OR REPLACE TEMP TABLE touched_observations AS
SELECT
    series_id,
    period_start,
    period_end,
    value,
    recorded_at,
    import_id
FROM observations
WHERE series_id IN (
        SELECT series_id FROM touched_goals
        UNION
        SELECT reference_series_id FROM touched_goals WHERE reference_series_id IS NOT NULL
    );
