-- Documents and goals that passed their checks, so that they are looked at again only when they or the rules change.
CREATE TABLE checked_rows (
    suite VARCHAR NOT NULL, -- documents or targets
    row_id VARCHAR NOT NULL, -- the document or goal
    fingerprint UBIGINT NOT NULL, -- of the row as it was checked, and of the rules
    failing VARCHAR[] NOT NULL -- rules of severity info that do not hold for it
);
