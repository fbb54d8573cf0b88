-- Of revised periods only the vintage recorded last counts, as macro `observations_as_of` has it.
CREATE OR REPLACE TEMP TABLE p_revised AS SELECT goal_no FROM p_evidence WHERE maybe_revised;

DELETE FROM p_known WHERE goal_no IN (FROM p_revised);
INSERT INTO p_known
SELECT * EXCLUDE (import_id) FROM p_sightings
WHERE goal_no IN (FROM p_revised)
QUALIFY row_number() OVER (PARTITION BY goal_no, on_day ORDER BY recorded_at DESC, import_id DESC, value DESC) = 1;

DELETE FROM p_evidence WHERE goal_no IN (FROM p_revised);
INSERT INTO p_evidence FROM p_told WHERE goal_no IN (FROM p_revised);
