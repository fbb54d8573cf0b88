-- The files that hold the same text, and the document that a document's own file held.
-- Grain: one document of `loading`, by its `place`, and one file.
-- Inputs: registered table `loading` (place, document_id, path, number, title, issuer); documents, document_files.
SELECT
    h.place,
    h.path,
    h.content_hash,
    h.document_id,
    d.work_id
FROM (
    SELECT
        b.place,
        f.*
    FROM loading b
    JOIN document_files f ON f.document_id = b.document_id
    UNION
    SELECT
        b.place,
        f.*
    FROM loading b
    JOIN document_files f ON f.path = b.path
) h
JOIN documents d ON d.document_id = h.document_id;
