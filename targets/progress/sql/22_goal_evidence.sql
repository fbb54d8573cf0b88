-- What is known of each goal, in one row; of goals that may have revised figures to be done again by 23.
-- Grain: a goal. Inputs: planned_goals, chosen_observations, table macros observations_of, evidence_of.
-- Outputs: temporary tables goal_evidence, revised_goals.

CREATE OR REPLACE TEMP VIEW known_observations AS
FROM observations_of('planned_goals', 'chosen_observations');

CREATE OR REPLACE TEMP TABLE goal_evidence AS
FROM evidence_of('known_observations');

CREATE OR REPLACE TEMP TABLE revised_goals AS
SELECT *
FROM planned_goals
WHERE goal_no IN (SELECT goal_no FROM goal_evidence WHERE maybe_revised);
