-- What is asked of a person about a form, one row a thing and table; the figures wait until it is answered.
CREATE TABLE questions (
    question_id VARCHAR NOT NULL,         -- hash of file, sheet, shape, what is asked about and column
    file VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    shape VARCHAR NOT NULL,               -- the layout's heads with numbers left open: next month's form has the same
    about VARCHAR NOT NULL,               -- unit | period | year | region | accumulation | indicator | contradiction
    head VARCHAR NOT NULL,                -- the column asked about, '' for the whole table
    reason VARCHAR NOT NULL,
    places VARCHAR[] NOT NULL,            -- cells of the figures that wait
    figures VARCHAR[] NOT NULL,           -- what stands in them
    asked_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);

-- What a check along a series found doubtful, one row a figure and check. A flag is open until a person says of the
-- figure what holds, or until the figure is revised.
CREATE TABLE observation_flags (
    flag_id VARCHAR NOT NULL,             -- hash of series, period, value and check
    series_id VARCHAR NOT NULL,
    period_start DATE NOT NULL, period_end DATE NOT NULL,
    value DOUBLE NOT NULL,
    source VARCHAR NOT NULL,              -- file and place
    check_name VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,            -- warning: waits for a person; info: only shown
    reason_zh VARCHAR NOT NULL, reason_en VARCHAR NOT NULL,
    flagged_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);

-- What people said of flagged figures, append-only; the latest of a figure counts.
CREATE TABLE confirmations (
    confirmation_id BIGINT PRIMARY KEY,   -- counts up
    series_id VARCHAR NOT NULL,
    period_start DATE NOT NULL, period_end DATE NOT NULL,
    value DOUBLE NOT NULL,
    holds BOOLEAN NOT NULL,               -- whether the figure is right
    who VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    note VARCHAR,
    run_id VARCHAR NOT NULL
);
