-- The verdicts of earlier refreshes, the last of each month. As a temporary table it stands before the table of
-- that name, so the other queries of the connection compare with these and with the days judged again.
CREATE TEMP TABLE progress_history AS
SELECT
    target_id,
    as_of,
    status,
    expected,
    gap_share,
    due,
    is_settled
FROM progress_history
WHERE as_of <= (SELECT max(as_of) FROM progress)
QUALIFY row_number() OVER (PARTITION BY target_id, date_trunc('month', as_of) ORDER BY as_of DESC) = 1
