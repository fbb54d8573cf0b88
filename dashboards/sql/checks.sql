-- The checks of the last run that made any, the failed and the grave ones first.
SELECT
    suite,
    check_name,
    column_name,
    severity,
    success,
    checked,
    failed,
    message,
    message_en
FROM check_results
WHERE run_id = (SELECT run_id FROM check_results JOIN runs USING (run_id) ORDER BY started_at DESC LIMIT 1)
ORDER BY success, CASE severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, suite, check_name
