-- The indicators that are followed without a number, with the figures of each series that shows them, the latest first.
-- Grain: a watched indicator and a series; one row without a series where none shows it.
-- Variables: `watched_on`, the last day of figures, and `watched_known_by`, by when they had been recorded; the day of
-- the last refresh where they are not set.
WITH asked AS (
    SELECT
        coalesce(getvariable('watched_on')::DATE, max(p.as_of)) AS as_of,
        coalesce(getvariable('watched_known_by')::DATE, max(p.as_of)) AS known_by
    FROM (SELECT as_of FROM progress UNION ALL SELECT as_of FROM runs) p
),

shown AS (
    SELECT
        l.watch_no,
        l.series_id
    FROM latest_watched_links l
    WHERE l.state = 'accepted'
),

known AS (
    SELECT o.*
    FROM observations o CROSS JOIN asked a
    WHERE
        o.series_id IN (SELECT series_id FROM shown)
        AND o.recorded_at < a.known_by + INTERVAL 1 DAY AND o.period_end <= a.as_of
    QUALIFY
        row_number()
            OVER (PARTITION BY o.series_id, o.period_end ORDER BY o.recorded_at DESC, o.import_id DESC, o.value DESC)
        = 1
),

figures AS (
    SELECT
        series_id,
        list(period_end ORDER BY period_end DESC) AS days,
        list(value ORDER BY period_end DESC) AS figures,
        arg_max(source, period_end) AS source
    FROM known
    GROUP BY series_id
)

SELECT
    w.watch_no,
    w.handle,
    w.document_id,
    coalesce(w.title, w.doc) AS document_title,
    w.indicator,
    w.rhythm,
    w.spread,
    w.region,
    w.owners,
    w.section,
    w.quote,
    w.illustrative OR coalesce(s.illustrative, false) AS illustrative,
    a.as_of,
    s.series_id,
    s.indicator AS series_indicator,
    s.region AS place,
    s.unit,
    s.accumulation,
    s.cadence,
    coalesce(f.days, []) AS days,
    coalesce(f.figures, []) AS figures,
    f.source
FROM current_watched w
CROSS JOIN asked a
LEFT JOIN shown l ON l.watch_no = w.watch_no
LEFT JOIN series s ON s.series_id = l.series_id
LEFT JOIN figures f ON f.series_id = s.series_id
WHERE coalesce(w.known_on <= a.as_of, true)
ORDER BY
    w.watch_no,
    s.region IS DISTINCT FROM w.region,
    s.region,
    s.unit,
    s.accumulation,
    s.series_id
