-- The goals that somebody may fill in, in the order of the grid.
-- Grain: a goal. Inputs: table `shown` of a day, series, notice_states; by $units (null: every goal), each 市住建局 or
-- 市住建局（南湖市）. `answer_by` is the day by which a notice about the goal is to be answered, null where none is.
SELECT
    g.target_id,
    g.handle,
    g.indicator,
    g.region,
    g.status,
    s.accumulation,
    n.answer_by
FROM shown g
LEFT JOIN series s ON s.series_id = g.series_id
LEFT JOIN (
    SELECT
        target_id,
        min(answer_by) AS answer_by
    FROM notice_states, unnest(target_ids) AS t (target_id)
    WHERE state IN ('issued', 'sent_back')
    GROUP BY target_id
) n ON n.target_id = g.target_id
WHERE
    $units::VARCHAR[] IS NULL
    OR list_has_any(g.owners, $units)
    OR list_has_any(list_transform(g.owners, LAMBDA o: concat(o, '（', g.region, '）')), $units)
ORDER BY g.rowid
