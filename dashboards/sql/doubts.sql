-- What a person should look at, the least sure first. Grain: a doubt about a goal: a goal only proposed; a field on
-- which document and decision disagree; a series proposed for a goal.
-- Inputs: shown (the goals of the day), mentions, open_disagreements, latest_links, series, observations.
WITH told AS (
    SELECT
        target_id,
        flatten(list(cues)) AS cues
    FROM mentions
    WHERE role = 'target'
    GROUP BY target_id
),

latest_figures AS (
    SELECT
        series_id,
        list(period_end ORDER BY period_end DESC)[:3] AS days,
        list(value ORDER BY period_end DESC)[:3] AS figures
    FROM (
        SELECT * FROM observations
        QUALIFY
            row_number() OVER (PARTITION BY series_id, period_end ORDER BY recorded_at DESC, import_id DESC) = 1
    )
    WHERE series_id IN (SELECT series_id FROM latest_links WHERE state = 'proposed')
    GROUP BY series_id
),

doubts AS (
    SELECT
        target_id,
        'goal' AS kind,
        NULL AS event,
        NULL AS field,
        NULL AS before,
        NULL AS after,
        NULL AS happened_at,
        NULL AS series_id,
        NULL AS score
    FROM shown
    WHERE state = 'proposed'
    UNION ALL
    SELECT
        target_id,
        'disagreement' AS kind,
        event,
        field,
        before::VARCHAR AS before,
        after::VARCHAR AS after,
        happened_at,
        NULL AS series_id,
        NULL AS score
    FROM open_disagreements
    UNION ALL
    SELECT
        target_id,
        'link' AS kind,
        NULL AS event,
        NULL AS field,
        NULL AS before,
        NULL AS after,
        NULL AS happened_at,
        series_id,
        score
    FROM latest_links
    WHERE state = 'proposed'
)

SELECT
    d.target_id,
    d.kind,
    d.event,
    d.field,
    d.before,
    d.after,
    d.happened_at,
    d.series_id,
    d.score,
    c.cues,
    g.handle,
    g.document_title,
    g.lead,
    g.region,
    s.indicator AS series_indicator,
    s.region AS series_region,
    s.unit AS series_unit,
    f.days AS series_days,
    f.figures AS series_figures
FROM doubts d
JOIN shown g ON g.target_id = d.target_id
LEFT JOIN told c ON c.target_id = d.target_id
LEFT JOIN series s ON s.series_id = d.series_id
LEFT JOIN latest_figures f ON f.series_id = d.series_id
ORDER BY
    list_position(['disagreement', 'goal', 'link'], d.kind), coalesce(d.score, g.confidence), g.handle, d.field
