-- What is known of each goal, told in one row.
CREATE OR REPLACE TEMP TABLE p_evidence AS {told};
