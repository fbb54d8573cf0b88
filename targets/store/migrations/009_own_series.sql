-- The goal whose rows alone a series holds, where rows of several goals share a name.
ALTER TABLE series ADD COLUMN target_id VARCHAR;
