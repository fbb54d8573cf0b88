-- The last refresh that ended (seconds since 1970), and how much is in quarantine.
-- Grain: one row. Inputs: runs, open_quarantine.
SELECT
    max_by(epoch(finished_at AT TIME ZONE 'Asia/Shanghai'), started_at) AS ended,
    max_by(outcome, started_at) AS outcome,
    (SELECT count(*) FROM open_quarantine) AS quarantined,
    max_by(CAST(stages AS VARCHAR), started_at) AS stages
FROM runs
WHERE finished_at IS NOT NULL
