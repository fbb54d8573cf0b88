-- A document without a file is not in force; its next reading checks it again.
DELETE FROM document_files WHERE document_id IN (SELECT unnest($row_ids))
