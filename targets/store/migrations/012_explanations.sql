-- What units say of their goals (存在问题, 下一步措施), append-only; view `goal_explanations` has them by goal.
CREATE TABLE explanations (
    explanation_id BIGINT PRIMARY KEY,    -- counts up
    target_id VARCHAR,                    -- the goal; null where a form names only what is measured
    series_id VARCHAR,                    -- the series whose row of a form says it
    period_end DATE NOT NULL,             -- last day of the period it is about
    cause VARCHAR,                        -- 存在问题、滞后原因
    measures VARCHAR,                     -- 下一步措施
    promised_on DATE,                     -- 承诺完成日期: by when it will be put right
    responsible VARCHAR,                  -- 责任人
    attachments STRUCT("name" VARCHAR, sha256 VARCHAR)[] NOT NULL, -- files kept in the home under attachments/
    notice_id VARCHAR,                    -- the notice that it answers
    source VARCHAR,                       -- file and place, where a form says it
    who VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL
);

-- What became of notices after they were issued, append-only; view `notice_states` tells where each stands.
CREATE TABLE notice_steps (
    step_no BIGINT PRIMARY KEY,           -- counts up
    notice_id VARCHAR NOT NULL,
    -- answered | sent_back | closed (销号) | extension_asked | extended | extension_refused
    step VARCHAR NOT NULL,
    until DATE,                           -- the new day to answer by
    who VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    note VARCHAR
);
