-- A document through all its versions (文件), and goals that keep their id through them.
CREATE TABLE works (
    work_id INTEGER NOT NULL,             -- counts up
    run_id VARCHAR NOT NULL
);
ALTER TABLE documents ADD COLUMN work_id INTEGER;
ALTER TABLE documents ADD COLUMN version INTEGER;                  -- counts up within the work; the highest is in force
INSERT INTO works
SELECT
    row_number() OVER (ORDER BY doc, document_id) AS work_id,
    run_id
FROM documents;
UPDATE documents SET work_id = numbered.work_id, version = 1
FROM (SELECT
    document_id,
    row_number() OVER (ORDER BY doc, document_id) AS work_id
FROM documents) AS numbered
WHERE documents.document_id = numbered.document_id;

ALTER TABLE extracted_targets ADD COLUMN goal_no INTEGER;          -- counts up within the work, never used again
ALTER TABLE extracted_targets ADD COLUMN withdrawn_at TIMESTAMP;   -- since when no version in force says it
UPDATE extracted_targets SET goal_no = numbered.goal_no
FROM (
    SELECT
        x.target_id,
        row_number() OVER (
            PARTITION BY x.document_id
            ORDER BY try_cast(regexp_extract(x.target_id, '\d+$') AS INTEGER), x.target_id
        ) AS goal_no
    FROM extracted_targets x
) AS numbered
WHERE extracted_targets.target_id = numbered.target_id;

-- What happened to goals when their document was edited, read again or taken away; append-only.
CREATE TABLE goal_events (
    event_no BIGINT NOT NULL,             -- counts up
    target_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,         -- the version that was read
    -- changed | reworded | reread | disagrees | agrees | withdrawn | unread | returned
    event VARCHAR NOT NULL,
    field VARCHAR,                        -- of a change: which column of the goal
    before JSON, after JSON,
    unit VARCHAR,                         -- of the goal, in which values count
    last_decision BIGINT,                 -- the last decision on the goal by then
    happened_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);
