-- The same text in the warehouse, with its place among the versions of its work.
-- Grain: one document of `loading` whose text is stored, by its `place`.
-- Inputs: registered table `loading` (place, document_id, path, number, title, issuer); documents, document_files.
SELECT
    b.place,
    d.work_id,
    d.version,
    l.version AS last_version,
    d.extractor,
    (
        SELECT count(*) FROM document_files f
        WHERE f.document_id = l.document_id AND f.path <> b.path
    ) AS elsewhere
FROM loading b
JOIN documents d ON d.document_id = b.document_id
JOIN documents l ON l.work_id = d.work_id
QUALIFY row_number() OVER (PARTITION BY b.place ORDER BY l.version DESC) = 1;
