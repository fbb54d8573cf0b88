-- The lists of the overview in which each goal stands, and its verdict on the judged day before (the last look).
-- Grain: a goal that is judged. Inputs: progress, progress_history, targets, goal_explanations, statuses.
WITH days AS (
    SELECT
        p.as_of,
        (SELECT max(h.as_of) FROM progress_history h WHERE h.as_of < p.as_of) AS looked_on
    FROM (SELECT max(as_of) AS as_of FROM progress) AS p
),

-- Where no goal is current, those of past years are shown as if they were (dashboards/phases.py).
in_play AS (
    SELECT
        target_id,
        phase = 'current' OR (phase = 'past' AND NOT bool_or(phase = 'current') OVER ()) AS is_in_play
    FROM (SELECT
        target_id,
        phase_of(status, is_settled) AS phase
    FROM progress)
),

explained AS (
    SELECT DISTINCT e.target_id
    FROM goal_explanations e JOIN days d ON e.period_end <= d.as_of
    WHERE e.cause IS NOT NULL
)

SELECT
    p.target_id,
    list_filter(
        [
            CASE WHEN i.is_in_play AND s.is_behind THEN 'behind' END,
            CASE WHEN i.is_in_play AND s.is_behind AND x.target_id IS NULL THEN 'unexplained' END,
            CASE
                WHEN
                    i.is_in_play AND NOT s.is_behind AND NOT s.is_final
                    AND (p.status = 'at_risk' OR p.probability_of_miss > 0.5)
                    THEN 'at_risk'
            END,
            CASE WHEN NOT s.is_final AND p.due BETWEEN d.as_of AND d.as_of + 30 THEN 'due' END,
            CASE WHEN i.is_in_play AND p.status = 'missed' THEN 'missed' END,
            CASE WHEN i.is_in_play AND p.status = 'met_late' THEN 'met_late' END,
            CASE WHEN i.is_in_play AND p.status = 'met' THEN 'met' END,
            CASE WHEN p.report_overdue THEN 'owed' END,
            CASE WHEN p.waits_for_check THEN 'check' END,
            CASE WHEN t.state = 'proposed' THEN 'review' END,
            CASE WHEN s.is_assessed AND b.is_assessed AND s.place < b.place THEN 'worse' END,
            CASE WHEN s.is_assessed AND b.is_assessed AND s.place > b.place THEN 'better' END,
            CASE WHEN p.status <> h.status AND NOT (s.is_assessed AND b.is_assessed) THEN 'other' END,
            CASE WHEN d.looked_on IS NOT NULL AND h.target_id IS NULL THEN 'new' END
        ],
        LAMBDA name: name IS NOT NULL
    ) AS lists,
    h.status AS look_status,
    d.looked_on AS look_on
FROM progress p
CROSS JOIN days d
JOIN in_play i ON i.target_id = p.target_id
JOIN statuses s ON s.status = p.status
JOIN targets t ON t.target_id = p.target_id
LEFT JOIN explained x ON x.target_id = p.target_id
LEFT JOIN progress_history h ON h.target_id = p.target_id AND h.as_of = d.looked_on
LEFT JOIN statuses b ON b.status = h.status
ORDER BY p.target_id
