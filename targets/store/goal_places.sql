-- What was read of documents before: their texts, and where their goals stand in them, in reading order.
-- Grain: one document of which a goal is stored.
-- Inputs: $documents; tables documents, extracted_targets, mentions.
SELECT
    d.document_id,
    any_value(d.text) AS text,
    list(m.target_id ORDER BY m."start") AS target_ids,
    list(m."start" ORDER BY m."start") AS starts
FROM documents d
JOIN mentions m ON m.document_id = d.document_id
JOIN extracted_targets x ON x.target_id = m.target_id AND x.document_id = m.document_id
WHERE d.document_id IN (SELECT unnest($documents::VARCHAR[]))
GROUP BY d.document_id;
