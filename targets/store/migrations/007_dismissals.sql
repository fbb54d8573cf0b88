-- Rejections that a person looked at and put aside, append-only: they are open no more unless the file changes.
CREATE TABLE dismissals (
    quarantine_id VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    note VARCHAR
);
