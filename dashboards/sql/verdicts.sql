-- The verdicts of each current goal by judging day, today's among them; one a month where `month_ends.sql` ran.
SELECT
    h.target_id,
    h.as_of,
    h.status,
    h.expected,
    h.gap_share,
    t.owners[1] AS lead,
    t.region,
    (h.due IS NULL OR h.due >= date_trunc('year', h.as_of)) AND h.status <> 'not_started' AS in_play
FROM progress_history h
JOIN targets t ON t.target_id = h.target_id
WHERE h.target_id IN (SELECT target_id FROM progress)
ORDER BY h.target_id, h.as_of
