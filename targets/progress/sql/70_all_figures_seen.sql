-- A snapshot is published right after its goals were judged, so its last judgement has seen every figure in it; but a
-- copied table numbers its rows anew.
-- Grain: the last judgement. Inputs: observations. Outputs: table judgements.

UPDATE judgements
SET
    observations_end = (SELECT coalesce(max(rowid) + 1, 0) FROM observations),
    observations_mark = (
        SELECT hash(series_id, period_end, value)
        FROM observations
        ORDER BY rowid DESC
        LIMIT 1
    )
WHERE judgement_no = (SELECT max(judgement_no) FROM judgements);
