-- The last message that reached each receiver of each group, and the one that still waits.
SELECT
    receiver,
    group_key,
    state,
    message_id,
    told,
    created_at
FROM outbox
WHERE state IN ('sent', 'pending')
QUALIFY row_number() OVER (PARTITION BY receiver, group_key, state ORDER BY created_at DESC, run_id DESC) = 1
