-- Keeps the yearly plans that stood beside the figures which were taken in.
-- Grain: a series, year and plan. Inputs: temporary tables judged, found_plans (sheet, row, col, value, unit).

INSERT OR IGNORE INTO series_plans
SELECT DISTINCT
    to_hex(j.series_key) AS series_id,
    year(j.period_end) AS year,
    p.value,
    p.unit
FROM found_plans p
JOIN judged j ON j.sheet = p.sheet AND j.row = p.row AND j.col = p.col
WHERE j.problem IS NULL
