-- Of revised periods only the vintage recorded last counts, as macro `observations_as_of` has it.
CREATE OR REPLACE TEMP TABLE p_last_vintages AS
SELECT * EXCLUDE (import_id) FROM ({sightings})
QUALIFY row_number() OVER (PARTITION BY goal_no, on_day ORDER BY recorded_at DESC, import_id DESC, value DESC) = 1;

DELETE FROM p_evidence WHERE goal_no IN (SELECT goal_no FROM p_revised);
INSERT INTO p_evidence {told};
