-- The yearly plans that stood beside figures in department forms: they show which goal a series is about.
CREATE TABLE series_plans (
    series_id VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    value DOUBLE NOT NULL,
    unit VARCHAR NOT NULL,                -- bare, as in table series
    PRIMARY KEY (series_id, year, value, unit)
);
