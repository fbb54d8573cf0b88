-- What a department fills in: one row a series, that is the goals that one series measures, or that share a trajectory.
-- Grain: such a group, shown by its last goal that is no stretch. Inputs: current_targets, current_links, series,
-- observations, mentions; parameters $owner (null: all units), $as_of. Outputs: the goal's fields; `said`: the words
-- of its number; `milestones` (due, value); accumulation and the last figure (last_end, last_start, last_value).

WITH goals AS (
    SELECT
        t.target_id,
        t.handle,
        t.indicator,
        t.region,
        t.owners,
        t.value,
        t.due,
        t.unit,
        t.kind,
        s.series_id,
        s.accumulation,
        l.factor,
        (
            SELECT arg_min(m.text, m.start)
            FROM mentions m
            WHERE m.target_id = t.target_id AND m.document_id = t.document_id AND m.value = t.value
        ) AS said,
        coalesce(s.series_id, t.trajectory_id, t.base_target_id, t.target_id) AS row_key,
        t.base_target_id IS NOT NULL AS stretch
    FROM current_targets t
    LEFT JOIN current_links l ON l.target_id = t.target_id AND l.state = 'accepted'
    LEFT JOIN series s ON s.series_id = l.series_id
    WHERE t.state = 'accepted' AND ($owner IS NULL OR list_contains(t.owners, $owner))
),

last_figures AS (
    SELECT
        series_id,
        max(period_end) AS last_end,
        arg_max(period_start, (period_end, recorded_at)) AS last_start,
        arg_max(value, (period_end, recorded_at)) AS last_value
    FROM observations_as_of($as_of)
    WHERE period_end <= $as_of::DATE
    GROUP BY series_id
)

SELECT
    g.handle,
    g.indicator,
    g.region,
    g.owners,
    g.value,
    g.due,
    g.unit,
    g.said,
    (
        SELECT list({ 'due': o.due, 'value': o.value } ORDER BY o.due)
        FROM goals o
        WHERE o.row_key = g.row_key AND o.due < g.due AND NOT o.stretch AND o.unit = g.unit
    ) AS milestones,
    coalesce(g.accumulation, CASE g.kind WHEN 'cumulative' THEN 'ytd' ELSE 'level' END) AS accumulation,
    f.last_start,
    f.last_end,
    f.last_value * g.factor AS last_value
FROM goals g
LEFT JOIN last_figures f ON f.series_id = g.series_id
QUALIFY row_number() OVER (PARTITION BY g.row_key ORDER BY g.stretch, g.due DESC NULLS LAST, g.target_id) = 1
ORDER BY
    g.owners,
    g.due,
    g.indicator,
    g.target_id
