-- Goals with earlier milestones on their path: the piece of the path that the judged day is on.
-- Grain: a goal. Inputs: chosen_goals, planned_goals, goal_evidence. Outputs: temporary table path_pieces.

CREATE OR REPLACE TEMP TABLE path_pieces AS
WITH paths AS (
    SELECT
        j.goal_no,
        j.trajectory_id,
        j.judged_as,
        j.unit,
        j.goal,
        j.due,
        g.plan_start,
        coalesce(e.last_on, getvariable('as_of')) AS judged_day
    FROM chosen_goals j
    JOIN planned_goals g ON g.goal_no = j.goal_no
    LEFT JOIN goal_evidence e ON e.goal_no = j.goal_no
    WHERE j.trajectory_id IS NOT NULL
        AND j.judged_as IN ('cumulative', 'level', 'budget')
)
SELECT
    g.goal_no,
    max(m.due) FILTER (m.due <= g.judged_day) AS passed_on,
    arg_max(m.goal, m.due) FILTER (m.due <= g.judged_day) AS passed,
    min(m.due) FILTER (m.due > g.judged_day) AS next_on,
    arg_min(m.goal, m.due) FILTER (m.due > g.judged_day) AS next
FROM paths g
JOIN paths m
    ON m.trajectory_id = g.trajectory_id
    AND m.unit = g.unit
    AND m.judged_as = g.judged_as
WHERE m.due < g.due
    AND m.due > g.plan_start
GROUP BY g.goal_no;
