-- Rows that were not checked as they are, and those whose identity stands twice.
-- Grain: a row of the suite. Inputs: suite_rows, checked_rows; variable `suite`. Outputs: passed_rows, unpassed_rows.
CREATE OR REPLACE TEMP TABLE passed_rows AS
SELECT
    c.row_id,
    c.failing
FROM checked_rows AS c
JOIN suite_rows AS s ON CAST(s.row_id AS VARCHAR) = c.row_id AND s.fingerprint = c.fingerprint
WHERE
    c.suite = getvariable('suite')
    AND c.row_id NOT IN (SELECT CAST(row_id AS VARCHAR) FROM suite_rows GROUP BY row_id HAVING count(*) > 1);

CREATE OR REPLACE TEMP TABLE unpassed_rows AS
SELECT * EXCLUDE (fingerprint)
FROM suite_rows
WHERE CAST(row_id AS VARCHAR) NOT IN (SELECT row_id FROM passed_rows)
ORDER BY row_id;
