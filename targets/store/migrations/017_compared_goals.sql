-- What else sets a goal, and the series that it was found in.
ALTER TABLE extracted_targets ADD COLUMN compared_with VARCHAR;    -- country | province | city | economy | year_before
ALTER TABLE judged_goals ADD COLUMN compared_with VARCHAR;         -- the same; null where a person named the series
ALTER TABLE judged_goals ADD COLUMN reference_candidates VARCHAR;  -- where none was taken, the series in question
