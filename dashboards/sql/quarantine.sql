-- What was kept out and neither put right nor put aside since, newest first.
SELECT
    kind,
    file,
    place,
    field,
    value,
    reason,
    advice,
    quarantined_at
FROM open_quarantine
ORDER BY quarantined_at DESC, file, place, field
