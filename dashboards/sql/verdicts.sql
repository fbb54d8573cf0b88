-- The verdicts of each current goal by judging day, today's among them; one a month where `month_ends.sql` ran.
SELECT
    h.target_id,
    h.as_of,
    h.status,
    h.expected,
    h.gap_share,
    u.owners[1] AS lead,
    t.region,
    phase_of(h.status, h.is_settled) = 'current' AS in_play
FROM progress_history h
JOIN targets t ON t.target_id = h.target_id
JOIN target_units u ON u.target_id = h.target_id
WHERE h.target_id IN (SELECT target_id FROM progress)
ORDER BY h.target_id, h.as_of
