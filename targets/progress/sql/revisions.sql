-- Of revised periods the vintage recorded last, as macro `observations_as_of` has it.
DELETE FROM p_known WHERE goal_no IN (FROM p_revised);
INSERT INTO p_known
SELECT * EXCLUDE (import_id) FROM p_sightings
WHERE goal_no IN (FROM p_revised)
QUALIFY row_number() OVER (PARTITION BY goal_no, on_day ORDER BY recorded_at DESC, import_id DESC, value DESC) = 1;
