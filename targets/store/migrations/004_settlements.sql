-- Which of the figures that files of one day disagree on a person keeps, append-only. The figure kept is a vintage of
-- its own in table `observations`, recorded after those it settles; its import is 'settlement' and the number.
CREATE TABLE settlements (
    settlement_id BIGINT PRIMARY KEY,     -- counts up
    series_id VARCHAR NOT NULL,
    period_end DATE NOT NULL,
    value DOUBLE NOT NULL,
    recorded_at TIMESTAMP NOT NULL,       -- of the vintage: what was recorded before is settled by it
    who VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    note VARCHAR,
    run_id VARCHAR NOT NULL
);
