-- Up to where this judgement has read.
-- Grain: a judgement; a document. Inputs: observations, links, decisions, judged_goals, planned_goals,
-- document_fingerprints; variables of the judgement. Outputs: tables judgements, judged_documents.

SET VARIABLE observations_end = (
    SELECT coalesce(max(rowid) + 1, getvariable('observations_end'))
    FROM observations
    WHERE rowid >= getvariable('observations_end')
);

INSERT INTO judgements BY NAME
SELECT
    getvariable('judgement_no') AS judgement_no,
    getvariable('run_id') AS run_id,
    getvariable('as_of') AS as_of,
    getvariable('judged_at') AS judged_at,
    getvariable('profile') AS profile,
    getvariable('rule_version') AS rule_version,
    getvariable('observations_end') AS observations_end,
    (
        SELECT hash(series_id, period_end, value)
        FROM observations
        WHERE rowid = getvariable('observations_end') - 1
    ) AS observations_mark,
    (SELECT coalesce(max(link_id), -1) FROM links) AS last_link,
    (SELECT coalesce(max(decision_id), -1) FROM decisions) AS last_decision,
    (SELECT count(*) FROM judged_goals WHERE until_no IS NULL) AS goals,
    (SELECT count(*) FROM planned_goals) AS judged;

DELETE FROM judged_documents
WHERE (document_id, fingerprint) NOT IN (SELECT (document_id, fingerprint) FROM document_fingerprints);

INSERT INTO judged_documents BY NAME
SELECT *
FROM document_fingerprints
WHERE document_id NOT IN (SELECT document_id FROM judged_documents);

-- To commit the largest temporary tables takes long.
DROP TABLE known_figures;
DROP TABLE running_figures;
DROP TABLE goal_evidence;
