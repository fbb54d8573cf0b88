-- The goal whose rows alone a series holds, where rows of several goals share a name.
ALTER TABLE series ADD COLUMN IF NOT EXISTS target_id VARCHAR;

ALTER TABLE progress_history ADD COLUMN is_settled BOOLEAN;  -- retired: told for long, or of a past year
UPDATE progress_history SET is_settled = coalesce(due < date_trunc('year', as_of), false);
