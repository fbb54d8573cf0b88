-- All that is known of the goals to judge.
CREATE OR REPLACE TEMP TABLE p_known AS
SELECT * EXCLUDE (import_id) FROM ({sightings});
