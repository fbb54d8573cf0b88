-- The pairs of unlike units among the changed goals and their series; Python says which of them convert.
-- Grain: a pair. Inputs: current_targets, links, series, changed_goals. Outputs: rows (series_unit, unit).

SELECT DISTINCT
    s.unit AS series_unit,
    t.unit
FROM current_targets t
JOIN links l ON l.target_id = t.target_id
JOIN series s ON s.series_id = l.series_id
WHERE l.state = 'accepted'
    AND s.unit <> t.unit
    AND t.target_id IN (SELECT target_id FROM changed_goals);
