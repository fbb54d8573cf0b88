-- What people decided about each goal that is judged, the latest first. Grain: a decision on a field of a goal.
-- Inputs: decisions, progress.
SELECT
    d.target_id,
    d.field,
    CAST(d.value AS VARCHAR) AS value,
    d.who,
    d.decided_at,
    d.note
FROM decisions d
WHERE d.target_id IN (SELECT target_id FROM progress)
ORDER BY d.target_id, d.decision_id DESC
