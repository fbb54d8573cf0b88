-- Forwarded documents find their origin by number, else by title.
UPDATE documents SET origin_id = found.origin_id
FROM (
    SELECT
        copy.document_id,
        max_by(
            source.document_id, (source.on_file, source.number = copy.origin, source.document_id)
        ) AS origin_id
    FROM documents copy
    JOIN dated_documents source
        ON source.document_id <> copy.document_id AND copy.origin IN (source.number, source.title)
    GROUP BY copy.document_id
) AS found
WHERE documents.document_id = found.document_id AND documents.origin_id IS DISTINCT FROM found.origin_id;

CREATE OR REPLACE TEMP TABLE superseding AS
WITH goals AS (
    SELECT * FROM targets WHERE on_file AND withdrawn_at IS NULL AND state <> 'rejected'
),

-- The copy of a goal in a document that forwards another gives way to the origin's.
forwarded AS (
    SELECT
        copy.target_id,
        min(source.target_id) AS superseded_by
    FROM goals copy
    JOIN goals source
        ON
            source.document_id = copy.origin_id
            AND source.canonical = copy.canonical AND source.unit = copy.unit AND source.value = copy.value
    WHERE
        source.value_high IS NOT DISTINCT FROM copy.value_high
        AND source.due IS NOT DISTINCT FROM copy.due AND source.change IS NOT DISTINCT FROM copy.change
        AND source.commitment = copy.commitment
    GROUP BY copy.target_id
),

-- A goal gives way to the latest document that sets the same one anew, a count also where its day is put forward.
restated AS (
    SELECT
        old.target_id,
        max_by(new.target_id, (new.known_on, new.value = old.value, new.target_id)) AS superseded_by
    FROM goals old
    JOIN goals new
        ON
            new.region = old.region AND new.canonical = old.canonical AND new.unit = old.unit
            AND new.commitment = old.commitment
            AND (
                new.due = old.due
                OR (
                    new.kind = 'cumulative' AND new.value = old.value AND new.due < old.due
                    AND year(new.due) = year(old.due)
                )
            )
    WHERE
        new.change IS NOT DISTINCT FROM old.change AND new.document_id <> old.document_id
        AND new.known_on > old.known_on AND new.origin_id IS DISTINCT FROM old.document_id
    GROUP BY old.target_id
)

SELECT
    x.target_id,
    coalesce(forwarded.superseded_by, restated.superseded_by) AS superseded_by
FROM extracted_targets x
LEFT JOIN forwarded USING (target_id)
LEFT JOIN restated USING (target_id)
WHERE x.superseded_by IS DISTINCT FROM coalesce(forwarded.superseded_by, restated.superseded_by);

UPDATE extracted_targets SET superseded_by = superseding.superseded_by
FROM superseding WHERE extracted_targets.target_id = superseding.target_id;

DROP TABLE superseding;
