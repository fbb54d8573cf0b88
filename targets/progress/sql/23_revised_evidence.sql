-- Of revised periods only the vintage recorded last counts, as macro `observations_as_of` has it.
-- Grain: a goal and a period; a goal. Inputs: revised_goals, chosen_observations, table macros
-- observations_of, evidence_of.
-- Outputs: temporary table last_vintages; goal_evidence with these goals' rows replaced.

CREATE OR REPLACE TEMP VIEW revised_observations AS
FROM chosen_observations
WHERE series_id IN (SELECT series_id FROM revised_goals);

CREATE OR REPLACE TEMP TABLE last_vintages AS
SELECT * EXCLUDE (import_id, told_from)
FROM observations_of('revised_goals', 'revised_observations')
QUALIFY row_number() OVER (
    PARTITION BY goal_no, on_day, told_from
    ORDER BY recorded_at DESC, import_id DESC, value DESC
) = 1;

DELETE FROM goal_evidence
WHERE goal_no IN (SELECT goal_no FROM revised_goals);

INSERT INTO goal_evidence
FROM evidence_of('last_vintages');
