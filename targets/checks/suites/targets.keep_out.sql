-- Only checks reject an extracted goal, so one that passes now goes back to the people who review.
UPDATE extracted_targets
SET state = CASE WHEN target_id IN (SELECT unnest($row_ids)) THEN 'rejected' ELSE 'proposed' END
WHERE
    target_id IN (SELECT unnest($row_ids))
    OR (state = 'rejected' AND target_id IN (SELECT unnest($checked_ids)))
