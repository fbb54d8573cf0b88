-- The subjects of which no figure is good.
CREATE OR REPLACE TEMP TABLE refused_subjects AS
SELECT subject_no FROM judged
WHERE subject_no IN (SELECT subject_no FROM judged WHERE problem IS NOT NULL)
GROUP BY subject_no
HAVING count(*) = count(problem);

-- Of the names of a series the shortest, of its cadences the finest.
CREATE OR REPLACE TEMP TABLE accepted_series AS
SELECT
    to_hex(series_key) AS series_id,
    name.indicator,
    name.canonical,
    change,
    region,
    unit,
    accumulation,
    getvariable('cadences')[finest] AS cadence,
    illustrative,
    target_id
FROM (
    SELECT
        series_key,
        min({ 'length': length(full_indicator), 'indicator': full_indicator, 'canonical': canonical }) AS name,
        any_value(change) AS change,
        any_value(full_region) AS region,
        any_value(series_unit) AS unit,
        any_value(accumulation) AS accumulation,
        any_value(is_illustrative) AS illustrative,
        any_value(own_target_id) AS target_id,
        min(list_position(getvariable('cadences'), cadence)) AS finest
    FROM subjects
    WHERE subject_no NOT IN (SELECT subject_no FROM refused_subjects)
    GROUP BY series_key
);

CREATE OR REPLACE TEMP TABLE known_series AS
SELECT series_id FROM series WHERE series_id IN (SELECT series_id FROM accepted_series);

-- Name and cadence of a series do not depend on the order in which files came.
UPDATE series SET indicator = a.indicator, canonical = a.canonical
FROM accepted_series a
WHERE
    a.series_id = series.series_id
    AND (length(a.indicator), a.indicator) < (length(series.indicator), series.indicator);

UPDATE series SET cadence = a.cadence
FROM accepted_series a
WHERE
    a.series_id = series.series_id
    AND array_position(getvariable('cadences'), a.cadence) < array_position(getvariable('cadences'), series.cadence);

CREATE OR REPLACE TEMP VIEW accepted AS
SELECT
    to_hex(j.series_key) AS series_id,
    j.period_start,
    j.period_end,
    j.value,
    j.recorded_at,
    CASE WHEN h.numbered THEN concat(h.place, c.letter, j.row, j.source) ELSE concat(h.place, j.source) END AS source,
    h.import_id,
    getvariable('run_id') AS run_id
FROM judged j
JOIN read_sheets h ON h.sheet = j.sheet
JOIN read_columns c ON c.col = j.col
WHERE j.problem IS NULL;

-- Of figures that are the same in every respect the one with the greatest import id is kept, in any order.
CREATE OR REPLACE TEMP TABLE repeats AS
SELECT
    a.series_id,
    a.period_end,
    a.recorded_at,
    a.value,
    a.import_id,
    o.import_id AS held_import_id
FROM accepted a
JOIN known_series USING (series_id)
JOIN observations
    o ON o.series_id = a.series_id AND o.period_end = a.period_end AND o.recorded_at = a.recorded_at
AND o.value = a.value;

DELETE FROM observations USING repeats r
WHERE
    observations.series_id = r.series_id AND observations.period_end = r.period_end
    AND observations.recorded_at = r.recorded_at AND observations.value = r.value AND r.held_import_id < r.import_id;

INSERT INTO observations BY NAME
SELECT a.* FROM accepted a
ANTI JOIN (FROM repeats WHERE held_import_id >= import_id) USING (series_id, period_end, recorded_at, value, import_id);

INSERT INTO series BY NAME
SELECT
    *,
    getvariable('run_id') AS run_id
FROM accepted_series
WHERE series_id NOT IN (SELECT series_id FROM known_series);

INSERT INTO named_targets
SELECT DISTINCT
    s.goal_id,
    to_hex(s.series_key) AS series_id,
    getvariable('run_id')
FROM subjects s
WHERE
    s.target_id <> '' AND s.subject_no NOT IN (SELECT subject_no FROM refused_subjects)
    AND (s.goal_id, to_hex(s.series_key)) NOT IN (SELECT (target_id, series_id) FROM named_targets);
