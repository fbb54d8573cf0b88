-- The row itself stays readable in the quarantine.
DELETE FROM observations WHERE rowid IN (SELECT unnest($row_ids))
