-- The verdicts of a day that was judged again from what was known then.
INSERT INTO temp.progress_history BY NAME
SELECT
    target_id,
    as_of,
    status,
    expected,
    gap_share,
    due,
    is_settled
FROM progress_rows
