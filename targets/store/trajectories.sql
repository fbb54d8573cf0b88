-- Committed goals of one document, quantity and plan with different due days share a path, by the fields as people
-- corrected them; what must hold at every date has none.
-- Grain: a goal. Inputs: targets. Outputs: extracted_targets.trajectory_id.

CREATE OR REPLACE TEMP TABLE moved_goals AS
WITH steps AS (
    SELECT
        target_id,
        document_id,
        region,
        canonical,
        unit,
        kind,
        due,
        CASE WHEN kind = 'cumulative' THEN start_on END AS plan
    FROM targets
    WHERE
        state <> 'rejected'
        AND withdrawn_at IS NULL
        AND kind IN ('cumulative', 'level')
        AND due IS NOT NULL
        AND base_target_id IS NULL
),

paths AS (
    SELECT
        unnest(list(target_id)) AS target_id,
        min(target_id) AS trajectory_id
    FROM steps
    GROUP BY
        document_id,
        region,
        canonical,
        unit,
        kind,
        plan
    HAVING count(DISTINCT due) > 1
)

SELECT
    x.target_id,
    p.trajectory_id
FROM extracted_targets x
LEFT JOIN paths p ON p.target_id = x.target_id
WHERE x.trajectory_id IS DISTINCT FROM p.trajectory_id;

UPDATE extracted_targets SET trajectory_id = moved_goals.trajectory_id
FROM moved_goals WHERE extracted_targets.target_id = moved_goals.target_id;

DROP TABLE moved_goals;
