-- Of each goal's series the figure of the same days of the year in earlier years, as known on the judging day, beside
-- the figure that the goal is judged by. Grain: a goal and an earlier year. Inputs: progress, observations.
SELECT
    p.target_id,
    o.period_end,
    arg_max(o.value, struct_pack(at := o.recorded_at, import_id := o.import_id, v := o.value)) AS reported
FROM progress p
JOIN observations o
    ON
        o.series_id = p.series_id
        AND month(o.period_end) = month(p.actual_period_end)
        AND o.period_end < p.actual_period_end - INTERVAL 300 DAY
        AND o.recorded_at < p.as_of + INTERVAL 1 DAY
GROUP BY p.target_id, o.period_end
ORDER BY p.target_id, o.period_end DESC
