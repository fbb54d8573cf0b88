-- Goals with earlier milestones on their path.
-- Grain: a goal. Inputs: chosen_goals, planned_goals. Outputs: temporary table path_pieces: milestones, each with its due
-- day and goal, the earliest first.

CREATE OR REPLACE TEMP TABLE path_pieces AS
WITH paths AS (
    SELECT
        j.goal_no,
        j.trajectory_id,
        j.judged_as,
        j.unit,
        j.goal,
        j.due,
        g.plan_start
    FROM chosen_goals j
    JOIN planned_goals g ON g.goal_no = j.goal_no
    WHERE j.trajectory_id IS NOT NULL
        AND j.judged_as IN ('cumulative', 'level', 'budget')
)
SELECT
    g.goal_no,
    list({ 'due': m.due, 'goal': m.goal } ORDER BY m.due, m.goal) AS milestones
FROM paths g
JOIN paths m
    ON m.trajectory_id = g.trajectory_id
    AND m.unit = g.unit
    AND m.judged_as = g.judged_as
WHERE m.due < g.due
    AND m.due > g.plan_start
GROUP BY g.goal_no;
