-- Goals with earlier milestones on their path: the piece of the path that the judged day is on.
CREATE OR REPLACE TEMP TABLE p_milestones AS
SELECT
    g.goal_no,
    max(m.due) FILTER (m.due <= g.judged_day) AS passed_on, arg_max(m.goal, m.due) FILTER (m.due <= g.judged_day) AS passed,
    min(m.due) FILTER (m.due > g.judged_day) AS next_on, arg_min(m.goal, m.due) FILTER (m.due > g.judged_day) AS next
FROM p_standing g
JOIN p_standing m ON m.trajectory_id = g.trajectory_id
WHERE g.trajectory_id IS NOT NULL AND m.due < g.due AND m.due > g.plan_start AND m.unit = g.unit AND m.judged_as = g.judged_as
    AND g.judged_as IN ('cumulative', 'level')
GROUP BY g.goal_no;
