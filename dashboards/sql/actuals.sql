-- Every vintage of every series that measures a current goal, summed up where the goal counts from its plan's start.
WITH linked AS (
    SELECT p.target_id, p.series_id, p.plan_start, p.kind, s.accumulation
    FROM progress p JOIN series s ON s.series_id = p.series_id
),
dated AS (
    SELECT l.target_id, l.kind, l.accumulation, o.period_end, o.value, o.recorded_at, o.source,
           row_number() OVER (PARTITION BY l.target_id, o.period_end ORDER BY o.recorded_at DESC) = 1 AS latest
    FROM linked l JOIN observations o ON o.series_id = l.series_id
    WHERE l.plan_start IS NULL OR o.period_end >= l.plan_start - INTERVAL 13 MONTH
)
SELECT target_id, period_end, recorded_at, source, latest, value AS reported,
       CASE WHEN accumulation = 'period' AND kind = 'cumulative' AND latest
            THEN sum(value) FILTER (latest) OVER (PARTITION BY target_id ORDER BY period_end)
            ELSE value END AS value
FROM dated
ORDER BY target_id, period_end, recorded_at
