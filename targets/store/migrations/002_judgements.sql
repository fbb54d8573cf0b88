-- What the progress stage keeps between refreshes, so that the next one does only what changed and a past day
-- can be judged again by the goals and links of that time.

-- One row a refresh that judged: by which day and thresholds, and up to where it had read.
CREATE TABLE judgements (
    judgement_no INTEGER NOT NULL,        -- counts up
    run_id VARCHAR NOT NULL,
    as_of DATE NOT NULL,
    judged_at TIMESTAMP NOT NULL,
    profile VARCHAR NOT NULL, rule_version VARCHAR NOT NULL,
    observations_end BIGINT NOT NULL,     -- number of the first observation not seen, and a hash of the last one seen
    observations_mark UBIGINT,
    last_link BIGINT NOT NULL, last_decision BIGINT NOT NULL,
    goals BIGINT NOT NULL,                -- goals in force, and how many of them this refresh judged
    judged BIGINT NOT NULL
);

-- What each document's goals were made from, as a hash.
CREATE TABLE judged_documents (document_id VARCHAR NOT NULL, fingerprint UBIGINT NOT NULL);

-- Every goal as it was judged: a row a version, valid from judgement `since_no` until before `until_no`.
CREATE TABLE judged_goals ( -- noqa: PRS
    goal_no INTEGER NOT NULL,
    since_no INTEGER NOT NULL, until_no INTEGER,
    -- Ids that few goals are looked up by: to read them compressed takes five times as long.
    target_id VARCHAR NOT NULL USING COMPRESSION uncompressed, document_id VARCHAR NOT NULL,
    trajectory_id VARCHAR,
    kind VARCHAR NOT NULL, direction VARCHAR NOT NULL,
    judged_as VARCHAR NOT NULL,           -- the kind whose rules hold: a count with an upper limit is a bound
    aim VARCHAR NOT NULL,                 -- at_least | at_most | near
    adds_up BOOLEAN NOT NULL,             -- the actual is a sum since the plan began
    value DOUBLE NOT NULL, value_high DOUBLE, unit VARCHAR NOT NULL, region VARCHAR,
    goal DOUBLE NOT NULL,                 -- the end of the way
    low DOUBLE, high DOUBLE,              -- the ends within which the goal is reached; null: open
    issued_on DATE, plan_begins DATE, due DATE,
    may_be_new BOOLEAN NOT NULL,          -- set in the midst of its plan by a document that replaces no goal
    series_id VARCHAR USING COMPRESSION uncompressed, factor DOUBLE,
    misfit VARCHAR,                       -- unit_differs | region_differs
    series_unit VARCHAR, series_region VARCHAR, accumulation VARCHAR, cadence VARCHAR,
    digest UBIGINT NOT NULL
);
