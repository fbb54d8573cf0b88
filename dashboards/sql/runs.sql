-- The last refreshes.
SELECT
    run_id,
    as_of,
    started_at,
    finished_at,
    outcome,
    CAST(stages AS VARCHAR) AS stages
FROM runs ORDER BY started_at DESC LIMIT 12
