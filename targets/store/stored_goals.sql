-- Every goal that a version of some works ever set: those in force first, in reading order.
-- Grain: one goal, with its work, and the version and region of its document.
-- Inputs: $works; tables documents, extracted_targets, mentions.
WITH versions AS (
    SELECT
        document_id,
        work_id,
        version,
        region AS document_region
    FROM documents
    WHERE work_id IN (SELECT unnest($works::INTEGER[]))
),

places AS (
    SELECT
        m.document_id,
        m.target_id,
        min(m."start") AS place
    FROM mentions m
    SEMI JOIN versions v ON v.document_id = m.document_id
    GROUP BY ALL
)

SELECT
    x.*,
    v.version,
    v.document_region,
    v.work_id
FROM extracted_targets x
JOIN versions v ON v.document_id = x.document_id
LEFT JOIN places p ON p.document_id = x.document_id AND p.target_id = x.target_id
ORDER BY v.work_id, x.withdrawn_at IS NOT NULL, v.version DESC, p.place, x.goal_no;
