-- The goals whose row, document, decisions or link changed since the last judgement, and the series with new figures.
-- Grain: a document; a series; a goal. Inputs: extracted_targets, dated_documents, judged_documents, judged_goals,
-- decisions, links, series, observations, held_observations; variables `run_id`, `observations_end`, `last_link`,
-- `last_decision`, `rules_changed`. Outputs: temporary tables document_fingerprints, new_series, changed_goals.

CREATE OR REPLACE TEMP TABLE document_fingerprints AS
WITH runs AS (
    SELECT
        document_id,
        sum(hash(run_id)) AS goals_by_run
    FROM extracted_targets
    GROUP BY document_id
),
tied AS (
    SELECT
        document_id,
        bit_xor(hash(target_id, superseded_by, trajectory_id)) AS ties
    FROM extracted_targets
    WHERE superseded_by IS NOT NULL OR trajectory_id IS NOT NULL
    GROUP BY document_id
)
SELECT
    d.document_id,
    hash(d.run_id, d.issued_on, d.on_file, r.goals_by_run, t.ties) AS fingerprint
FROM dated_documents d
LEFT JOIN runs r ON r.document_id = d.document_id
LEFT JOIN tied t ON t.document_id = d.document_id;

-- Series with actuals that the last judgement had not seen.
CREATE OR REPLACE TEMP TABLE new_series AS
SELECT DISTINCT series_id
FROM observations
WHERE rowid >= getvariable('observations_end')
UNION
-- What was held back since: the goal's row says that it waits for a person.
SELECT series_id
FROM held_observations
WHERE run_id = getvariable('run_id');

CREATE OR REPLACE TEMP TABLE changed_goals AS
WITH changed_documents AS (
    SELECT document_id
    FROM document_fingerprints
    WHERE (document_id, fingerprint) NOT IN (SELECT (document_id, fingerprint) FROM judged_documents)
    UNION
    SELECT document_id
    FROM judged_documents
    WHERE document_id NOT IN (SELECT document_id FROM document_fingerprints)
)
SELECT target_id
FROM extracted_targets
WHERE document_id IN (SELECT document_id FROM changed_documents)
UNION
SELECT target_id
FROM judged_goals
WHERE until_no IS NULL
    AND (document_id IN (SELECT document_id FROM changed_documents) OR getvariable('rules_changed'))
UNION
SELECT target_id FROM decisions WHERE decision_id > getvariable('last_decision')
UNION
SELECT target_id FROM links WHERE link_id > getvariable('last_link')
UNION
-- A new series may be the one that sets a goal, or leave open which one does.
SELECT target_id
FROM judged_goals
WHERE until_no IS NULL
    AND compared_with IS NOT NULL
    AND EXISTS (FROM new_series)
UNION
-- Finer reports give a series another cadence.
SELECT g.target_id
FROM judged_goals g
JOIN series s ON s.series_id = g.series_id
WHERE g.until_no IS NULL
    AND g.cadence <> s.cadence
    AND s.series_id IN (SELECT series_id FROM new_series);
