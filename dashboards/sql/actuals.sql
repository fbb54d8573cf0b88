-- Every vintage known on the judging day of the series that measure current goals. `value` counts as the goal
-- does: what adds up is summed since the plan began; `reported` is the figure as it came.
WITH linked AS (
    SELECT
        p.target_id,
        p.series_id,
        p.plan_start,
        p.as_of,
        s.accumulation,
        coalesce(l.factor, 1) AS factor,
        p.kind = 'cumulative' AND s.accumulation IN ('ytd', 'period') AS adds_up
    FROM progress p
    JOIN series s ON s.series_id = p.series_id
    LEFT JOIN latest_links l ON l.target_id = p.target_id AND l.series_id = p.series_id
),

known AS (
    SELECT
        l.target_id,
        l.accumulation,
        l.adds_up,
        l.plan_start,
        o.period_end,
        o.value * l.factor AS value,
        o.value AS reported,
        o.recorded_at,
        o.source,
        row_number() OVER (
            PARTITION BY l.target_id, o.period_end
            ORDER BY o.recorded_at DESC, o.import_id DESC, o.value DESC
        ) = 1 AS latest
    FROM linked l JOIN observations o ON o.series_id = l.series_id
    WHERE
        o.recorded_at < l.as_of + INTERVAL 1 DAY AND o.period_end <= l.as_of
        AND (l.plan_start IS NULL OR o.period_end >= l.plan_start - INTERVAL 13 MONTH)
),

-- What counts of the year had reached at the end of the years before, and when a plan began in their midst.
year_ends AS (
    SELECT
        target_id,
        year(period_end) AS counted_year,
        arg_max(value, period_end) FILTER (period_end >= plan_start) AS reached,
        arg_max(value, period_end) FILTER (period_end < plan_start AND year(period_end) = year(plan_start)) AS opening
    FROM known WHERE adds_up AND accumulation = 'ytd' AND latest
    GROUP BY target_id, year(period_end)
),

carried AS (
    SELECT
        target_id,
        counted_year,
        coalesce(sum(reached) OVER before, 0) - coalesce(sum(opening) OVER (before_and_now), 0) AS carried
    FROM year_ends
    WINDOW
        before AS (PARTITION BY target_id ORDER BY counted_year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
        before_and_now AS (PARTITION BY target_id ORDER BY counted_year)
)

SELECT
    k.target_id,
    k.period_end,
    k.recorded_at,
    k.source,
    k.latest,
    k.reported,
    CASE
        WHEN NOT adds_up THEN k.value
        WHEN k.plan_start IS NOT NULL AND k.period_end < k.plan_start THEN NULL
        WHEN k.accumulation = 'ytd' THEN k.value + coalesce(c.carried, 0)
        -- An earlier vintage stands where the sum would, had it not been revised.
        ELSE
            CASE WHEN latest THEN 0 ELSE k.value - first(k.value) OVER vintages END
            + sum(k.value) FILTER (latest AND (k.plan_start IS NULL OR k.period_end >= k.plan_start))
                OVER (PARTITION BY k.target_id ORDER BY k.period_end)
    END AS value
FROM known k
LEFT JOIN carried c ON c.target_id = k.target_id AND c.counted_year = year(k.period_end)
WINDOW vintages AS (PARTITION BY k.target_id, k.period_end ORDER BY k.latest DESC)
ORDER BY k.target_id, k.period_end, k.recorded_at
