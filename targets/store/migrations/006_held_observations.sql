-- Figures that a check found doubtful: kept apart from `observations` until a person confirms them or later figures
-- clear them, so that they turn no goal green or red. One row a vintage; same columns.
CREATE TABLE held_observations (
    series_id VARCHAR NOT NULL,
    period_start DATE NOT NULL, period_end DATE NOT NULL,
    value DOUBLE NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    source VARCHAR NOT NULL,
    import_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
