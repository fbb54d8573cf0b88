-- What in a warehouse does not fit together: one row a fault with its check, its place and what was found.
SELECT
    'mention without its document' AS check_name,
    m.doc || ' ' || m."start" AS place,
    m.document_id AS found
FROM mentions m
ANTI JOIN documents d ON d.document_id = m.document_id
UNION ALL
SELECT
    'mention that is not in the text' AS check_name,
    m.doc || ' ' || m."start" AS place,
    m.text AS found
FROM mentions m
JOIN documents d ON d.document_id = m.document_id
WHERE substr(d.text, m."start" + 1, m."end" - m."start") <> m.text
UNION ALL
SELECT
    'mention of a goal that is not there' AS check_name,
    m.doc || ' ' || m."start" AS place,
    m.target_id AS found
FROM mentions m
ANTI JOIN extracted_targets x ON x.target_id = m.target_id
WHERE m.target_id IS NOT NULL
UNION ALL
SELECT
    'goal without its document' AS check_name,
    x.target_id AS place,
    x.document_id AS found
FROM extracted_targets x
ANTI JOIN documents d ON d.document_id = x.document_id
UNION ALL
SELECT
    'goal stored twice' AS check_name,
    x.target_id AS place,
    count(*) || ' rows' AS found
FROM extracted_targets x
GROUP BY x.target_id
HAVING count(*) > 1
UNION ALL
SELECT
    'file without its document' AS check_name,
    f.path AS place,
    f.document_id AS found
FROM document_files f
ANTI JOIN documents d ON d.document_id = f.document_id
UNION ALL
SELECT
    'decision on a goal that is not there' AS check_name,
    'decision ' || s.decision_id AS place,
    s.target_id AS found
FROM decisions s
ANTI JOIN extracted_targets x ON x.target_id = s.target_id
UNION ALL
SELECT
    'link to a series that is not there' AS check_name,
    'link ' || l.link_id AS place,
    l.series_id AS found
FROM links l
ANTI JOIN series s ON s.series_id = l.series_id
WHERE l.state = 'accepted'
UNION ALL
SELECT
    'figure without its series' AS check_name,
    o.source AS place,
    o.series_id AS found
FROM observations o
ANTI JOIN series s ON s.series_id = o.series_id
UNION ALL
SELECT
    'series stored twice' AS check_name,
    s.series_id AS place,
    count(*) || ' rows' AS found
FROM series s
GROUP BY s.series_id
HAVING count(*) > 1
UNION ALL
SELECT
    'verdict on a goal that is not there' AS check_name,
    p.target_id AS place,
    p.status AS found
FROM progress p
ANTI JOIN extracted_targets x ON x.target_id = p.target_id
UNION ALL
SELECT
    'verdict that the history tells otherwise' AS check_name,
    p.target_id || ' ' || p.as_of AS place,
    p.status || ' ' || coalesce(p.actual::VARCHAR, '') || ', in the history '
    || coalesce(h.status || ' ' || coalesce(h.actual::VARCHAR, ''), 'nothing') AS found
FROM progress p
LEFT JOIN progress_history h ON h.target_id = p.target_id AND h.as_of = p.as_of
WHERE
    h.status IS DISTINCT FROM p.status
    OR h.actual IS DISTINCT FROM p.actual
    OR h.expected IS DISTINCT FROM p.expected
    OR h.gap IS DISTINCT FROM p.gap
UNION ALL
SELECT
    'alert on a goal that is not there' AS check_name,
    a.alert_id AS place,
    a.target_id AS found
FROM alerts a
ANTI JOIN extracted_targets x ON x.target_id = a.target_id
UNION ALL
SELECT
    'watched indicator without its document' AS check_name,
    'W' || r.watch_no AS place,
    r.document_id AS found
FROM watched_readings r
ANTI JOIN documents d ON d.document_id = r.document_id
UNION ALL
SELECT
    'watched indicator with a series that is not there' AS check_name,
    'W' || l.watch_no AS place,
    l.series_id AS found
FROM watched_links l
ANTI JOIN series s ON s.series_id = l.series_id
WHERE l.state = 'accepted'
ORDER BY ALL
