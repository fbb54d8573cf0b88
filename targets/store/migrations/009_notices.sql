-- The notices (督办单) that were issued: numbered per issuing office and year, a number never given twice.
CREATE TABLE notices (
    notice_id VARCHAR PRIMARY KEY,        -- office, year and number in one
    office VARCHAR NOT NULL,              -- 发文机关
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,              -- counts up within office and year
    unit VARCHAR NOT NULL,                -- to whom
    target_ids VARCHAR[] NOT NULL,        -- the goals it is about
    as_of DATE NOT NULL,                  -- the day the goals were judged by
    issued_at TIMESTAMP NOT NULL,
    issued_by VARCHAR NOT NULL,
    answer_by DATE NOT NULL,
    UNIQUE (office, year, number)
);
