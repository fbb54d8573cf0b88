-- What was kept out and not put right since, newest first.
SELECT
    kind,
    file,
    place,
    field,
    value,
    reason,
    advice,
    quarantined_at
FROM quarantine
WHERE resolved_by IS NULL
ORDER BY quarantined_at DESC, file, place, field
