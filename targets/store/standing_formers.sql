-- Documents whose next version a new text may be: by its file, its 文号, or its title and issuer; the likeliest first.
-- Grain: one document of `loading`, by its `place`, and one stored document.
-- Inputs: registered table `loading` (place, document_id, path, number, title, issuer); documents, document_files.
WITH candidates AS (
    SELECT
        b.place,
        f.document_id
    FROM loading b
    JOIN document_files f ON f.path = b.path
    UNION
    SELECT
        b.place,
        d.document_id
    FROM loading b
    JOIN documents d ON d.number = b.number
    UNION
    SELECT
        b.place,
        d.document_id
    FROM loading b
    JOIN documents d ON d.title = b.title AND d.issuer = b.issuer
)

SELECT
    c.place,
    d.document_id,
    d.work_id,
    (SELECT max(w.version) FROM documents w WHERE w.work_id = d.work_id) AS last_version,
    f.path IS NOT NULL AS same_file,
    (
        SELECT count(*) FROM document_files o
        WHERE o.document_id = d.document_id AND o.path <> b.path
    ) > 0 AS on_file,
    d.number,
    d.issued_on,
    d.region,
    d.plan_year
FROM candidates c
JOIN loading b ON b.place = c.place
JOIN documents d ON d.document_id = c.document_id
LEFT JOIN document_files f ON f.document_id = d.document_id AND f.path = b.path
ORDER BY c.place, f.path IS NULL, d.number IS DISTINCT FROM b.number, d.version DESC, d.document_id;
