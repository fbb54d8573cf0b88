-- The warehouse. All timestamps are naive Asia/Shanghai times; every row carries the run that brought it.

CREATE TABLE runs (
    run_id VARCHAR PRIMARY KEY,
    as_of DATE NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    outcome VARCHAR,                      -- complete | quarantined | failed | killed; null while it runs
    stages JSON                           -- [{"stage": "read", "seconds": 0.1, "detail": "5 documents"}]
);

CREATE TABLE documents (
    document_id VARCHAR PRIMARY KEY,
    doc VARCHAR NOT NULL,                 -- file stem
    title VARCHAR, number VARCHAR, issuer VARCHAR, issued_on DATE, region VARCHAR, plan_year INTEGER,
    origin VARCHAR,                       -- the forwarded document, as the text names it
    origin_id VARCHAR,                    -- the same, where it is in the warehouse
    illustrative BOOLEAN NOT NULL,
    text VARCHAR NOT NULL,
    extractor VARCHAR NOT NULL,           -- version of the extractor that read the mentions
    run_id VARCHAR NOT NULL
);

-- Which files hold which document now. A document without a file here has been replaced and is history.
CREATE TABLE document_files (
    path VARCHAR PRIMARY KEY,
    content_hash VARCHAR NOT NULL,        -- SHA-256 of the file's bytes and of its manifest row
    document_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

CREATE TABLE mentions (
    document_id VARCHAR NOT NULL,
    target_id VARCHAR,                    -- null for actuals
    doc VARCHAR NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, text VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    value DOUBLE NOT NULL, value_high DOUBLE, unit VARCHAR NOT NULL,
    comparator VARCHAR NOT NULL, change VARCHAR,
    due DATE, period_end DATE, due_basis VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL, region VARCHAR, owners VARCHAR[] NOT NULL, commitment VARCHAR,
    section VARCHAR[] NOT NULL, quote VARCHAR NOT NULL, implicit BOOLEAN NOT NULL,
    confidence DOUBLE NOT NULL, cues VARCHAR[] NOT NULL,
    run_id VARCHAR NOT NULL
);

-- What the extractor says of each goal; view `targets` lays people's decisions over it. One row a target_id:
-- a document's rows are replaced together, which a primary key would forbid within one transaction.
CREATE TABLE extracted_targets (
    target_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    doc VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    canonical VARCHAR NOT NULL,           -- the name that all names of the indicator share
    region VARCHAR, owners VARCHAR[] NOT NULL,
    value DOUBLE NOT NULL, value_high DOUBLE, unit VARCHAR NOT NULL,
    comparator VARCHAR NOT NULL, change VARCHAR,
    kind VARCHAR NOT NULL,                -- cumulative | level | direct | bound | rank
    direction VARCHAR NOT NULL,           -- at_least | at_most | near
    start_on DATE, due DATE, due_basis VARCHAR NOT NULL,
    commitment VARCHAR NOT NULL, section VARCHAR[] NOT NULL, quote VARCHAR NOT NULL,
    implicit BOOLEAN NOT NULL, confidence DOUBLE NOT NULL,
    state VARCHAR NOT NULL,               -- proposed | accepted, by the review threshold
    trajectory_id VARCHAR, base_target_id VARCHAR, superseded_by VARCHAR,
    run_id VARCHAR NOT NULL
);

-- What people decided, append-only; the latest of each field counts.
CREATE TABLE decisions (
    decision_id BIGINT PRIMARY KEY,       -- counts up
    target_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,               -- state, or the name of an edited column
    value JSON NOT NULL,
    who VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    note VARCHAR
);

CREATE TABLE series (
    -- one row each; hash of name without change, change, region, unit, accumulation
    series_id VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,           -- of the names it came under, the shortest
    canonical VARCHAR NOT NULL,           -- that name, without what says nothing about the quantity
    change VARCHAR,                       -- up | down | add, where the values are changes
    region VARCHAR, unit VARCHAR NOT NULL,
    -- level | ytd (累计, starts anew each January) | total (since the plan began) | period (当月)
    accumulation VARCHAR NOT NULL,
    cadence VARCHAR NOT NULL,             -- day | week | month | quarter | half | year: the finest that came
    illustrative BOOLEAN NOT NULL,
    run_id VARCHAR NOT NULL
);

-- Append-only: a correction is a further row with a later recorded_at.
CREATE TABLE observations (
    series_id VARCHAR NOT NULL,
    period_start DATE NOT NULL, period_end DATE NOT NULL,
    value DOUBLE NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    source VARCHAR NOT NULL,              -- file and place, or document and span
    import_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

-- Rows of actuals that named the goal they measure.
CREATE TABLE named_targets (
    target_id VARCHAR NOT NULL,
    series_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

CREATE TABLE imports (
    import_id VARCHAR PRIMARY KEY,        -- SHA-256 of the file and of the mapping it was read with
    file VARCHAR NOT NULL,
    imported_at TIMESTAMP NOT NULL,
    loaded BIGINT NOT NULL, rejected BIGINT NOT NULL,
    run_id VARCHAR NOT NULL
);

-- Append-only: the latest row of a target and a series counts; view `current_links` has one row a target.
CREATE TABLE links (
    link_id BIGINT PRIMARY KEY,           -- counts up
    target_id VARCHAR NOT NULL,
    series_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,               -- proposed | accepted | rejected
    score DOUBLE NOT NULL,
    factor DOUBLE NOT NULL,               -- what the series' values are multiplied by to be in the goal's unit
    basis VARCHAR NOT NULL,               -- target_id | person | name
    who VARCHAR NOT NULL,
    linked_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);

CREATE TABLE quarantine (
    quarantine_id VARCHAR PRIMARY KEY,    -- hash of kind, file, place, field, value and reason
    kind VARCHAR NOT NULL, file VARCHAR NOT NULL, place VARCHAR NOT NULL, field VARCHAR NOT NULL,
    value VARCHAR NOT NULL, reason VARCHAR NOT NULL, advice VARCHAR NOT NULL,
    quarantined_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL,              -- the latest run that met it
    resolved_by VARCHAR                   -- the run that read the file without meeting it again
);

CREATE TABLE check_results (
    run_id VARCHAR NOT NULL,
    suite VARCHAR NOT NULL,               -- documents | targets | observations
    check_name VARCHAR NOT NULL, column_name VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,            -- critical | warning | info
    success BOOLEAN NOT NULL,
    checked BIGINT NOT NULL, failed BIGINT NOT NULL,
    message VARCHAR NOT NULL, message_en VARCHAR NOT NULL     -- Chinese, English
);

-- One row a current target, as of the last refresh; every component of the verdict beside it.
CREATE TABLE progress (
    run_id VARCHAR NOT NULL,
    as_of DATE NOT NULL,
    target_id VARCHAR NOT NULL,
    series_id VARCHAR,
    kind VARCHAR NOT NULL, direction VARCHAR NOT NULL,
    plan_start DATE, due DATE,
    basis VARCHAR,                        -- milestones | seasonal | linear | constant
    baseline DOUBLE, baseline_on DATE, baseline_flagged BOOLEAN,
    target_value DOUBLE, target_high DOUBLE,
    actual DOUBLE, actual_period_end DATE, actual_recorded_at TIMESTAMP,
    expected DOUBLE, gap DOUBLE, gap_points DOUBLE, achievement DOUBLE,
    time_share DOUBLE, progress_share DOUBLE, lead_points DOUBLE,
    required_rate DOUBLE, current_rate DOUBLE,
    projection DOUBLE, projection_low DOUBLE, projection_high DOUBLE, reach_on DATE,
    status VARCHAR NOT NULL,
    reason_code VARCHAR NOT NULL, reason_zh VARCHAR NOT NULL, reason_en VARCHAR NOT NULL,
    profile VARCHAR NOT NULL, rule_version VARCHAR NOT NULL
);

-- Every refresh's verdicts, for movements and for the as-of views.
CREATE TABLE progress_history AS SELECT * FROM progress LIMIT 0;

CREATE TABLE alerts (
    alert_id VARCHAR PRIMARY KEY,         -- one a target: it keeps its id however its status changes
    target_id VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,                -- the status that raised it
    group_key VARCHAR NOT NULL,           -- the lead unit
    -- firing | acknowledged | resolved | withdrawn (the goal is no longer current)
    state VARCHAR NOT NULL,
    since TIMESTAMP NOT NULL, changed_at TIMESTAMP NOT NULL,
    status VARCHAR NOT NULL, message_zh VARCHAR NOT NULL, message_en VARCHAR NOT NULL,
    who VARCHAR, note VARCHAR,
    run_id VARCHAR NOT NULL
);

CREATE TABLE outbox (
    message_id VARCHAR PRIMARY KEY,       -- idempotency key, sent along with the message
    receiver VARCHAR NOT NULL, group_key VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,              -- why now: first | changed | repeat | resolved
    subject VARCHAR NOT NULL, body VARCHAR NOT NULL,
    told JSON NOT NULL,                   -- {alert_id: status} as the message says it
    created_at TIMESTAMP NOT NULL,
    state VARCHAR NOT NULL,               -- pending | sent | outdated (a newer message took its place)
    attempts INTEGER NOT NULL, last_error VARCHAR, sent_at TIMESTAMP,
    run_id VARCHAR NOT NULL
);
