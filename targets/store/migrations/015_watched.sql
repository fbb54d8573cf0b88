-- Indicators that are to be followed without a number to reach (跟踪指标), and the series that show them.
CREATE TABLE watched (
    watch_no INTEGER NOT NULL,            -- counts up; people say W12
    work_id INTEGER NOT NULL,
    canonical VARCHAR NOT NULL,           -- its name without what says nothing about the quantity; once in a work
    run_id VARCHAR NOT NULL
);

-- What each version of a document says of them; replaced when it is read again.
CREATE TABLE watched_readings (
    watch_no INTEGER NOT NULL,
    document_id VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    -- day | week | ten_days | half_month | month | two_months | quarter | half | year; null where the text does not say
    rhythm VARCHAR,
    spread VARCHAR,                       -- region: the figures of each place | unit: of each unit | null: of all
    region VARCHAR,
    owners VARCHAR[] NOT NULL,
    section VARCHAR[] NOT NULL,           -- heading path
    quote VARCHAR NOT NULL,               -- the sentence
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, -- half-open span of the name in the document's text
    run_id VARCHAR NOT NULL
);

-- Whether one is followed, as a person said, append-only.
CREATE TABLE watched_decisions (
    decision_no BIGINT NOT NULL,          -- counts up
    watch_no INTEGER NOT NULL,
    followed BOOLEAN NOT NULL,            -- false: dropped
    who VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    note VARCHAR
);

-- Which series show it, append-only; what is said last of a pair holds.
CREATE TABLE watched_links (
    link_no BIGINT NOT NULL,              -- counts up
    watch_no INTEGER NOT NULL,
    series_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,               -- proposed | accepted | rejected
    score DOUBLE NOT NULL,                -- how alike the names are, in 0..1
    basis VARCHAR NOT NULL,               -- person | name
    who VARCHAR NOT NULL,
    linked_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);
