-- Goals in force, those included that an earlier check keeps out, so that a corrected one can return.
SELECT
    e.target_id AS row_id,
    coalesce((SELECT min(f.path) FROM document_files AS f WHERE f.document_id = e.document_id), e.doc) AS file,
    e.target_id AS place,
    e.target_id,
    t.target_id IS NOT NULL AS document_known,
    t.indicator,
    trim(t.indicator) AS indicator_text,
    t.region,
    t.unit,
    t.value,
    t.value_high,
    t.comparator,
    t.kind,
    t.direction,
    t.start_on,
    t.due,
    year(t.due) AS due_year,
    t.confidence,
    len(t.owners) AS owner_count
FROM extracted_targets AS e
LEFT JOIN targets AS t USING (target_id)
WHERE
    t.target_id IS NULL
    OR (
        t.on_file AND t.withdrawn_at IS NULL AND t.superseded_by IS NULL
        AND (t.state <> 'rejected' OR e.state = 'rejected')
    )
ORDER BY e.target_id
