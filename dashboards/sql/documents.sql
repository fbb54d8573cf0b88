-- The documents that are held now or that a current goal comes from.
SELECT
    d.document_id,
    d.doc,
    d.title,
    d.number,
    d.issuer,
    d.issued_on,
    d.region,
    d.plan_year,
    d.origin,
    d.origin_id,
    d.illustrative,
    d.text,
    d.pages,
    coalesce((
        SELECT list(f.path ORDER BY f.path)
        FROM document_files f WHERE f.document_id = d.document_id
    ), []) AS files
FROM documents d
WHERE
    EXISTS (FROM document_files f WHERE f.document_id = d.document_id)
    OR d.document_id IN (SELECT t.document_id FROM progress p JOIN targets t ON t.target_id = p.target_id)
ORDER BY d.issued_on DESC NULLS LAST, d.doc
