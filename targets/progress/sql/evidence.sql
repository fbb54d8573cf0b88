-- What is known of each goal, told in one row.
CREATE OR REPLACE TEMP TABLE p_evidence AS {told};

CREATE OR REPLACE TEMP TABLE p_revised AS
FROM p_goals WHERE goal_no IN (SELECT goal_no FROM p_evidence WHERE maybe_revised);
