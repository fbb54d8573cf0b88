-- The last message that reached each receiver of each group, and the one that still waits or was given up; with the
-- alerts of goals whose end the receiver was told in any message. Escalations and checks are apart.
WITH said AS (
    SELECT
        receiver,
        group_key,
        unnest(map_entries(told::MAP (VARCHAR, VARCHAR))) AS entry
    FROM outbox
    WHERE state = 'sent' AND kind NOT IN ('escalation', 'checks')
),

ends AS (
    SELECT
        receiver,
        group_key,
        list(DISTINCT entry.key) AS decided
    FROM said
    WHERE entry.value IN ('met', 'met_late')
    GROUP BY receiver, group_key
)

SELECT
    o.receiver,
    o.group_key,
    CASE WHEN o.state = 'sent' THEN 'sent' ELSE 'pending' END AS standing,
    o.message_id,
    o.told,
    o.created_at,
    coalesce(e.decided, []) AS decided
FROM outbox AS o
LEFT JOIN ends AS e ON e.receiver = o.receiver AND e.group_key = o.group_key
WHERE o.state IN ('sent', 'pending', 'dead') AND o.kind NOT IN ('escalation', 'checks')
QUALIFY row_number() OVER (
    PARTITION BY o.receiver, o.group_key, standing ORDER BY o.created_at DESC, o.run_id DESC
) = 1
