-- Goals by their short numbers, as departments type them.
CREATE OR REPLACE TEMP TABLE goals_called AS
SELECT
    upper(replace(handle, '-', '')) AS called,
    min(target_id) AS target_id
FROM targets
WHERE handle <> target_id AND (SELECT count(*) FROM staged WHERE target_id <> '') > 0
GROUP BY called;

-- What is measured where, each combination once: the fields of a row that do not change from period to period.
CREATE OR REPLACE TEMP TABLE raw_subjects AS
SELECT
    (row_number() OVER ())::INTEGER AS subject_no,
    *
FROM (
    SELECT DISTINCT
        s.target_id,
        s.indicator,
        s.region,
        s.unit,
        s.cumulative,
        s.illustrative,
        s.change AS told,
        p.rhythm
    FROM staged s
    JOIN read_periods p ON p.text = s.period AND p.reason IS NULL
);

-- A row that names a goal takes from it what the row leaves out. A name that says no more than its words, and at most
-- ends in a counting word, is known by what is left of it; the others are read one by one (`names`).
CREATE OR REPLACE TEMP TABLE full_subjects AS
SELECT
    *,
    CASE WHEN contains(full_indicator, full_region) THEN full_region ELSE '' END AS region_in_name,
    regexp_matches(full_indicator, getvariable('says_more'))
    OR regexp_matches(bare_name, getvariable('says_more') || '|' || getvariable('counted'))
    OR starts_with(full_indicator, nullif(full_region, '')) IS TRUE AS says_more
FROM (
    SELECT
        r.subject_no,
        r.target_id,
        coalesce(g.target_id, r.target_id) AS goal_id,
        r.indicator,
        r.region,
        r.unit,
        r.cumulative,
        r.illustrative,
        r.told,
        r.rhythm,
        y.cadence,
        y.running,
        coalesce(nullif(r.indicator, ''), t.indicator) AS full_indicator,
        regexp_replace(full_indicator, getvariable('counted'), '\1') AS bare_name,
        coalesce(nullif(r.region, ''), t.region) AS full_region,
        coalesce(nullif(r.unit, ''), t.unit) AS full_unit,
        -- A change in per cent (比2020年下降18%) may be reported as the quantity itself.
        coalesce(
            t.unit IN ('%', '百分点', '‰')
            AND t.change IN ('up', 'down')
            AND r.told = ''
            AND r.unit <> ''
            AND NOT regexp_matches(r.unit, '[%％‰]|百分'),
            false
        ) AS is_quantity,
        coalesce(nullif(r.told, ''), CASE WHEN NOT is_quantity THEN t.change END) AS full_told,
        CASE WHEN NOT is_quantity THEN t.unit END AS target_unit,
        t.start_on,
        t.due,
        r.target_id <> '' AND t.target_id IS NULL AS no_target
    FROM raw_subjects r
    JOIN (SELECT DISTINCT
        rhythm,
        cadence,
        running
    FROM read_periods) y ON y.rhythm = r.rhythm
    LEFT JOIN goals_called g ON g.called = regexp_replace(upper(r.target_id), '[\s_－—–-]', '', 'g')
    LEFT JOIN targets t ON t.target_id = coalesce(g.target_id, r.target_id)
);
