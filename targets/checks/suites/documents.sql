-- Documents that a file of the batch holds now.
SELECT
    d.document_id AS row_id,
    (SELECT min(f.path) FROM document_files AS f WHERE f.document_id = d.document_id) AS file,
    '' AS place,
    d.document_id,
    d.title,
    d.issuer,
    d.issued_on,
    coalesce(d.issued_on <= CAST($now AS DATE), true) AS issued_by_now,
    d.plan_year,
    length(d.text) AS characters,
    regexp_matches(d.text, '[一-鿿]') AS chinese,
    (SELECT count(*) FROM extracted_targets AS t WHERE t.document_id = d.document_id) AS goals
FROM documents AS d
WHERE d.document_id IN (SELECT f.document_id FROM document_files AS f)
ORDER BY d.doc, d.document_id
