-- Reported results of the documents whose mentions were read since, as staged figures.
CREATE OR REPLACE TEMP TABLE pending_reports AS
SELECT
    document_id,
    doc,
    known_on,
    illustrative,
    concat(document_id, '@', extractor, '@', run_id) AS import_id,
    (row_number() OVER (ORDER BY document_id) - 1)::INTEGER AS sheet
FROM dated_documents
WHERE
    on_file
    AND known_on IS NOT NULL
    AND concat(document_id, '@', extractor, '@', run_id) NOT IN (SELECT import_id FROM imports);

-- What an earlier reading of the same document gave is replaced; of documents without a file it is taken back.
DELETE FROM observations WHERE
    import_id IN (SELECT document_id FROM pending_reports)
    OR import_id IN (SELECT document_id FROM dated_documents WHERE NOT on_file);
DELETE FROM imports WHERE
    split_part(import_id, '@', 1) IN (SELECT document_id FROM pending_reports)
    OR split_part(import_id, '@', 1) IN (SELECT document_id FROM dated_documents WHERE NOT on_file);
