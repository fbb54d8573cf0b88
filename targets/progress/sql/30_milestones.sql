-- Goals with earlier milestones on their path: those that people entered, else the goals of the same trajectory.
-- Grain: a goal. Inputs: chosen_goals, planned_goals. Outputs: temporary table path_pieces: milestones, each
-- with its due day and goal, the earliest first.

CREATE OR REPLACE TEMP TABLE path_pieces AS
WITH paths AS (
    SELECT
        j.goal_no,
        j.trajectory_id,
        j.milestones,
        j.judged_as,
        j.unit,
        j.goal,
        j.due,
        g.plan_start
    FROM chosen_goals j
    JOIN planned_goals g ON g.goal_no = j.goal_no
    WHERE j.judged_as IN ('cumulative', 'level', 'budget')
        AND (j.trajectory_id IS NOT NULL OR j.milestones IS NOT NULL)
),
pieces AS (
    SELECT
        g.goal_no,
        { 'due': m.due, 'goal': m.goal } AS piece
    FROM paths g
    JOIN paths m
        ON m.trajectory_id = g.trajectory_id
        AND m.unit = g.unit
        AND m.judged_as = g.judged_as
    WHERE g.milestones IS NULL
        AND m.due < g.due
        AND m.due > g.plan_start
    UNION ALL
    SELECT
        goal_no,
        unnest(list_filter(milestones, LAMBDA m: m.due < due AND m.due > plan_start)) AS piece
    FROM paths
    WHERE milestones IS NOT NULL
)
SELECT
    goal_no,
    list(piece ORDER BY piece) AS milestones
FROM pieces
GROUP BY goal_no;
