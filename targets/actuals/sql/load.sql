CREATE OR REPLACE TEMP TABLE accepted_series AS
SELECT series_id, min_by(full_indicator, (length(full_indicator), full_indicator)) AS indicator,
    min_by(canonical, (length(full_indicator), full_indicator)) AS canonical, any_value(change) AS change, any_value(full_region) AS region,
    any_value(series_unit) AS unit, any_value(accumulation) AS accumulation,
    min_by(cadence, array_position(getvariable('cadences'), cadence)) AS cadence,
    any_value(is_illustrative) AS illustrative
FROM subjects
WHERE subject_no IN (SELECT subject_no FROM judged WHERE reason IS NULL)
GROUP BY series_id;

-- Name and cadence of a series do not depend on the order in which files came.
UPDATE series SET indicator = a.indicator, canonical = a.canonical
FROM accepted_series a
WHERE a.series_id = series.series_id AND (length(a.indicator), a.indicator) < (length(series.indicator), series.indicator);

UPDATE series SET cadence = a.cadence
FROM accepted_series a
WHERE a.series_id = series.series_id
    AND array_position(getvariable('cadences'), a.cadence) < array_position(getvariable('cadences'), series.cadence);

CREATE OR REPLACE TEMP VIEW accepted AS
SELECT s.series_id, j.period_start, j.period_end, j.value, j.recorded_at, h.import_id,
    concat(h.file, ':', h.prefix, c.letter, j.row, CASE WHEN j.source <> '' THEN ' ' END, j.source) AS source
FROM judged j
JOIN subjects s USING (subject_no)
JOIN read_sheets h ON h.sheet = j.sheet
JOIN read_columns c ON c.col = j.col
WHERE j.reason IS NULL;

-- Of figures that are the same in every respect the one with the greatest import id is kept, in any order.
DELETE FROM observations
USING accepted a, series s
WHERE observations.series_id = a.series_id AND observations.period_end = a.period_end
    AND observations.recorded_at = a.recorded_at AND observations.value = a.value
    AND observations.import_id < a.import_id AND s.series_id = a.series_id;

INSERT INTO observations BY NAME
SELECT a.*, getvariable('run_id') AS run_id
FROM accepted a
WHERE NOT EXISTS (
    FROM observations o
    JOIN series USING (series_id)
    WHERE o.series_id = a.series_id AND o.period_end = a.period_end AND o.recorded_at = a.recorded_at AND o.value = a.value
);

INSERT INTO series BY NAME
SELECT *, getvariable('run_id') AS run_id FROM accepted_series
WHERE series_id NOT IN (SELECT series_id FROM series);

INSERT INTO named_targets
SELECT DISTINCT s.target_id, s.series_id, getvariable('run_id')
FROM subjects s
WHERE s.target_id <> '' AND s.subject_no IN (SELECT subject_no FROM judged WHERE reason IS NULL)
    AND (s.target_id, s.series_id) NOT IN (SELECT (target_id, series_id) FROM named_targets);
