-- The version of a document before the one in force.
-- Grain: a document that has one. Inputs: documents.
SELECT
    d.document_id,
    e.document_id AS earlier_id,
    e.text AS earlier_text
FROM documents d
JOIN documents e ON e.work_id = d.work_id AND e.version < d.version
QUALIFY row_number() OVER (PARTITION BY d.document_id ORDER BY e.version DESC) = 1
ORDER BY d.document_id
