-- How many goals have each status. Grain: a status. Inputs: progress.
SELECT
    status,
    count(*) AS goals
FROM progress
GROUP BY status
ORDER BY status
