-- Where the figures of the goal `$target_id` come from that are given: one row an origin, in the order they are told.
-- `origin` is read (in a document), decided (by a person) or recorded (a vintage of an actual).
WITH goal AS (
    SELECT
        t.target_id,
        t.unit,
        p.series_id,
        p.as_of
    FROM targets t
    LEFT JOIN progress p ON p.target_id = t.target_id
    WHERE t.target_id = $target_id
),

origins AS (
    SELECT
        1 AS place_in_order,
        'target' AS figure,
        m.value AS value,
        m.unit AS unit,
        'read' AS origin,
        coalesce(f.path, d.doc) AS file,
        concat(
            'page ' || page_at(d.pages, m."start") || ', ', 'characters ' || m."start" || ' to ' || m."end"
        ) AS place,
        m.quote AS words,
        NULL::TIMESTAMP AS recorded_at,
        true AS counts,
        m.run_id
    FROM goal g
    JOIN mentions m ON m.target_id = g.target_id
    JOIN documents d ON d.document_id = m.document_id
    LEFT JOIN document_files f ON f.document_id = d.document_id
    UNION ALL
    SELECT
        2 AS place_in_order,
        s.field AS figure,
        try_cast(s.value ->> '$' AS DOUBLE) AS value,
        g.unit,
        'decided' AS origin,
        s.who AS file,
        'decision ' || s.decision_id AS place,
        coalesce(s.note, s.value ->> '$') AS words,
        s.decided_at AS recorded_at,
        true AS counts,
        NULL AS run_id
    FROM goal g JOIN decisions s ON s.target_id = g.target_id
    WHERE s.field <> 'canonical'
    UNION ALL
    SELECT
        3 AS place_in_order,
        'actual' AS figure,
        o.value AS value,
        s.unit,
        'recorded' AS origin,
        coalesce(i.file, o.source) AS file,
        o.source AS place,
        o.period_start || ' to ' || o.period_end AS words,
        o.recorded_at,
        o.recorded_at = max(o.recorded_at) OVER (PARTITION BY o.period_end) AS counts,
        o.run_id
    FROM goal g
    JOIN series s ON s.series_id = g.series_id
    JOIN observations o ON o.series_id = g.series_id
    LEFT JOIN imports i ON i.import_id = o.import_id
    WHERE o.recorded_at < g.as_of + INTERVAL 1 DAY AND o.period_end <= g.as_of
)

SELECT
    figure,
    value,
    unit,
    origin,
    file,
    place,
    words,
    recorded_at,
    counts,
    run_id
FROM origins
ORDER BY place_in_order, figure, words, recorded_at
