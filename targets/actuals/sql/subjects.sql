-- What is measured where, each combination once: the fields of a row that do not change from period to period.
CREATE OR REPLACE TEMP TABLE raw_subjects AS
SELECT DISTINCT s.target_id, s.indicator, s.region, s.unit, s.cumulative, s.illustrative, s.change AS told, p.cadence, p.running
FROM staged s
JOIN read_periods p ON p.text = s.period AND p.reason IS NULL;

-- A row that names a goal takes from it what the row leaves out.
CREATE OR REPLACE TEMP TABLE full_subjects AS
SELECT
    r.target_id, r.indicator, r.region, r.unit, r.cumulative, r.illustrative, r.told, r.cadence, r.running,
    coalesce(nullif(r.indicator, ''), t.indicator) AS full_indicator,
    coalesce(nullif(r.region, ''), t.region) AS full_region,
    coalesce(nullif(r.unit, ''), t.unit) AS full_unit,
    coalesce(nullif(r.told, ''), t.change, '') AS full_told, t.unit AS target_unit, t.start_on, t.due,
    r.target_id <> '' AND t.target_id IS NULL AS no_target
FROM raw_subjects r
LEFT JOIN targets t ON t.target_id = r.target_id;
