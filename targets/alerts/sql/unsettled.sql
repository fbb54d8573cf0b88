-- The changes of which a receiver neither heard nor ever will hear otherwise, in their order.
SELECT
    c.change_no,
    c.alert_id,
    a.group_key,
    a.state,
    c.change_no = l.change_no AS is_latest
FROM alert_changes AS c
JOIN alerts AS a ON a.alert_id = c.alert_id
JOIN (
    SELECT
        alert_id,
        max(change_no) AS change_no
    FROM alert_changes
    GROUP BY alert_id
) AS l ON l.alert_id = c.alert_id
LEFT JOIN alert_tellings AS t ON t.change_no = c.change_no AND t.receiver = $receiver
WHERE t.change_no IS NULL OR t.reason = 'group_interval'
ORDER BY c.change_no;
