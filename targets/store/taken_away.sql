-- Goals whose document no file holds any more, and those that came back with a file; told once each.
INSERT INTO goal_events BY NAME
WITH told AS (
    SELECT
        target_id,
        arg_max(event, event_no) AS event
    FROM goal_events
    WHERE event IN ('withdrawn', 'returned')
    GROUP BY target_id
),

news AS (
    SELECT
        t.target_id,
        t.document_id,
        t.unit,
        CASE WHEN t.on_file THEN 'returned' ELSE 'withdrawn' END AS event
    FROM targets t
    LEFT JOIN told ON told.target_id = t.target_id
    WHERE t.withdrawn_at IS NULL AND t.on_file = (coalesce(told.event, 'returned') = 'withdrawn')
)

SELECT
    (SELECT coalesce(max(event_no), 0) FROM goal_events)
    + row_number() OVER (ORDER BY n.target_id) AS event_no,
    n.target_id,
    n.document_id,
    n.event,
    n.unit,
    (SELECT max(d.decision_id) FROM standing_decisions d WHERE d.target_id = n.target_id) AS last_decision,
    $now AS happened_at,
    $run_id AS run_id
FROM news n;
