-- The alerts of which each receiver was told last, or is about to be, that they are escalated.
-- Grain: a message. Inputs: outbox. Outputs: receiver, group_key, message_id, state, alert_ids.
WITH said AS (
    SELECT
        receiver,
        group_key,
        message_id,
        state,
        reason,
        created_at,
        unnest(json_keys(told)) AS alert_id
    FROM outbox
    WHERE kind = 'escalation' AND state IN ('pending', 'sent', 'dead')
),

last_said AS (
    SELECT * FROM said
    QUALIFY
        row_number() OVER (
            PARTITION BY receiver, alert_id ORDER BY created_at DESC, reason = 'escalation_over' DESC
        ) = 1
)

SELECT
    receiver,
    group_key,
    message_id,
    state,
    list(alert_id ORDER BY alert_id) AS alert_ids
FROM last_said
WHERE reason = 'escalated'
GROUP BY receiver, group_key, message_id, state
ORDER BY
    receiver,
    group_key,
    message_id
