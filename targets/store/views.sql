-- What readers see. Made anew whenever this file changes; one statement each, ended by a semicolon.

-- The day since when a document's goals hold: its date, else the end of March of its plan year, by when
-- annual plans are out.
CREATE OR REPLACE VIEW dated_documents AS
SELECT *, coalesce(issued_on, make_date(plan_year, 3, 31)) AS known_on,
    document_id IN (SELECT document_id FROM document_files) AS on_file
FROM documents;

-- The latest decision on each field of a target, as one JSON object a target.
CREATE OR REPLACE VIEW target_edits AS
SELECT target_id, json_group_object(field, value) AS edits, max(decided_at) AS decided_at, arg_max(who, decision_id) AS decided_by
FROM (
    SELECT * FROM decisions
    QUALIFY row_number() OVER (PARTITION BY target_id, field ORDER BY decision_id DESC) = 1
)
GROUP BY target_id;

-- Every goal with people's decisions laid over what was extracted.
CREATE OR REPLACE VIEW targets AS
SELECT
    x.target_id, x.document_id, x.doc,
    CASE WHEN json_exists(e.edits, '$.indicator') THEN e.edits ->> '$.indicator' ELSE x.indicator END AS indicator,
    CASE WHEN json_exists(e.edits, '$.canonical') THEN e.edits ->> '$.canonical' ELSE x.canonical END AS canonical,
    CASE WHEN json_exists(e.edits, '$.region') THEN e.edits ->> '$.region' ELSE x.region END AS region,
    CASE WHEN json_exists(e.edits, '$.owners') THEN (e.edits -> '$.owners')::VARCHAR[] ELSE x.owners END AS owners,
    CASE WHEN json_exists(e.edits, '$.value') THEN (e.edits ->> '$.value')::DOUBLE ELSE x.value END AS value,
    CASE WHEN json_exists(e.edits, '$.value_high') THEN (e.edits ->> '$.value_high')::DOUBLE ELSE x.value_high END AS value_high,
    CASE WHEN json_exists(e.edits, '$.unit') THEN e.edits ->> '$.unit' ELSE x.unit END AS unit,
    CASE WHEN json_exists(e.edits, '$.comparator') THEN e.edits ->> '$.comparator' ELSE x.comparator END AS comparator,
    CASE WHEN json_exists(e.edits, '$.change') THEN e.edits ->> '$.change' ELSE x.change END AS change,
    CASE WHEN json_exists(e.edits, '$.kind') THEN e.edits ->> '$.kind' ELSE x.kind END AS kind,
    CASE WHEN json_exists(e.edits, '$.direction') THEN e.edits ->> '$.direction' ELSE x.direction END AS direction,
    CASE WHEN json_exists(e.edits, '$.start_on') THEN (e.edits ->> '$.start_on')::DATE ELSE x.start_on END AS start_on,
    CASE WHEN json_exists(e.edits, '$.due') THEN (e.edits ->> '$.due')::DATE ELSE x.due END AS due,
    CASE WHEN json_exists(e.edits, '$.due') THEN 'explicit' ELSE x.due_basis END AS due_basis,
    CASE WHEN json_exists(e.edits, '$.commitment') THEN e.edits ->> '$.commitment' ELSE x.commitment END AS commitment,
    x.section, x.quote, x.implicit, x.confidence,
    coalesce(e.edits ->> '$.state', x.state) AS state,
    x.trajectory_id, x.base_target_id, x.superseded_by, x.run_id,
    e.decided_by, e.decided_at,
    d.title, d.number, d.issuer, d.issued_on, d.plan_year, d.origin_id, d.illustrative, d.known_on, d.on_file
FROM extracted_targets x
JOIN dated_documents d USING (document_id)
LEFT JOIN target_edits e USING (target_id);

-- The goals in force: of a document that still has a file, not replaced by a later one, not rejected.
CREATE OR REPLACE VIEW current_targets AS
SELECT * FROM targets WHERE on_file AND superseded_by IS NULL AND state <> 'rejected';

-- What is said last of each pair of target and series.
CREATE OR REPLACE VIEW latest_links AS
SELECT * FROM links
QUALIFY row_number() OVER (PARTITION BY target_id, series_id ORDER BY link_id DESC) = 1;

-- One row a target: its accepted series, else the best that waits for a person.
CREATE OR REPLACE VIEW current_links AS
SELECT * FROM latest_links
WHERE state IN ('accepted', 'proposed')
QUALIFY row_number() OVER (PARTITION BY target_id ORDER BY state, CASE state WHEN 'accepted' THEN link_id END DESC, score DESC, series_id) = 1;

-- What was known at the end of day `as_of`: of each series and period the vintage recorded last. Vintages of
-- one moment that differ are settled by the hash of their import, so the order of imports does not matter.
CREATE OR REPLACE MACRO observations_as_of(as_of) AS TABLE
SELECT * FROM observations
WHERE recorded_at < as_of::DATE + INTERVAL 1 DAY
QUALIFY row_number() OVER (PARTITION BY series_id, period_end ORDER BY recorded_at DESC, import_id DESC, value DESC) = 1;

-- Cells for which two files of one day say different things, until a later day's file or a person settles them.
CREATE OR REPLACE VIEW observation_conflicts AS
SELECT series_id, period_end, recorded_at::DATE AS recorded_on, list(DISTINCT value ORDER BY value) AS figures,
    list({'value': value, 'period_start': period_start, 'recorded_at': recorded_at, 'source': source}
        ORDER BY recorded_at, import_id, value) AS vintages
FROM (
    SELECT o.* FROM observations o
    LEFT JOIN (
        SELECT series_id, period_end, max(recorded_at) AS settled_at FROM settlements GROUP BY series_id, period_end
    ) s ON s.series_id = o.series_id AND s.period_end = o.period_end
    WHERE s.settled_at IS NULL OR o.recorded_at >= s.settled_at
    QUALIFY o.recorded_at::DATE = max(o.recorded_at::DATE) OVER (PARTITION BY o.series_id, o.period_end)
)
GROUP BY series_id, period_end, recorded_at::DATE
HAVING count(DISTINCT value) > 1 AND count(DISTINCT split_part(source, ':', 1)) > 1;

-- What is still to be put right in the input.
CREATE OR REPLACE VIEW open_quarantine AS
SELECT * FROM quarantine WHERE resolved_by IS NULL;

-- Verdicts by responsible unit, region, document, section and kind.

-- What each goal was at the judged day before.
CREATE OR REPLACE VIEW progress_before AS
SELECT h.target_id, max(h.as_of) AS as_of, arg_max(h.status, h.as_of) AS status,
    arg_max(h.achievement, h.as_of) AS achievement, arg_max(h.gap_points, h.as_of) AS gap_points
FROM progress_history h
WHERE h.as_of = (SELECT max(as_of) FROM progress_history WHERE as_of < (SELECT max(as_of) FROM progress))
GROUP BY h.target_id;

-- The groups each goal counts in: its lead unit and its other units apart. A goal may have several `co_owner`.
CREATE OR REPLACE VIEW progress_groups AS
WITH goals AS (
    SELECT p.target_id, p.kind, t.owners, t.region, t.doc, t.section
    FROM progress p JOIN targets t ON t.target_id = p.target_id
)
SELECT target_id, 'lead' AS dimension, owners[1] AS name FROM goals WHERE len(owners) > 0
UNION ALL
SELECT target_id, 'co_owner', unnest(list_distinct(owners[2:])) FROM goals
UNION ALL
SELECT target_id, 'region', region FROM goals WHERE region IS NOT NULL
UNION ALL
SELECT target_id, 'document', doc FROM goals
UNION ALL
SELECT target_id, 'section', section[1] FROM goals WHERE len(section) > 0
UNION ALL
SELECT target_id, 'kind', kind FROM goals;

-- One row a group: goals by status, the share that is met or on track among those that have a verdict (not those
-- that have not started, are stale or cannot be assessed), their mean achievement with each goal counted from 0 to
-- 1, and how many became better or worse since the judged day before. Equal groups share a place.
CREATE OR REPLACE VIEW rollups AS
WITH ordered AS (
    SELECT * FROM (VALUES ('met', 0), ('on_track', 1), ('at_risk', 2), ('lagging', 3), ('away', 4), ('missed', 5)) v (status, badness)
),
counted AS (
    SELECT
        g.dimension, g.name, count(*) AS goals,
        count(*) FILTER (p.status = 'met') AS met, count(*) FILTER (p.status = 'on_track') AS on_track,
        count(*) FILTER (p.status = 'at_risk') AS at_risk, count(*) FILTER (p.status = 'lagging') AS lagging,
        count(*) FILTER (p.status = 'away') AS away, count(*) FILTER (p.status = 'missed') AS missed,
        count(*) FILTER (p.status = 'stale') AS stale, count(*) FILTER (p.status = 'not_started') AS not_started,
        count(*) FILTER (p.status = 'not_assessable') AS not_assessable,
        count(now.badness) AS assessed,
        count(*) FILTER (now.badness <= 1) / nullif(count(now.badness), 0) AS on_track_share,
        round(avg(greatest(0, least(1, p.achievement))) FILTER (now.badness IS NOT NULL), 9) AS mean_achievement,
        count(*) FILTER (now.badness < earlier.badness) AS better, count(*) FILTER (now.badness > earlier.badness) AS worse,
        count(*) FILTER (earlier.badness <= 1) / nullif(count(earlier.badness), 0) AS on_track_share_before
    FROM progress_groups g
    JOIN progress p ON p.target_id = g.target_id
    LEFT JOIN ordered now ON now.status = p.status
    LEFT JOIN progress_before b ON b.target_id = g.target_id
    LEFT JOIN ordered earlier ON earlier.status = b.status
    GROUP BY g.dimension, g.name
)
SELECT *,
    on_track_share - on_track_share_before AS on_track_share_change,
    CASE WHEN assessed > 0 THEN
        rank() OVER (PARTITION BY dimension, assessed > 0 ORDER BY on_track_share DESC, mean_achievement DESC NULLS LAST)
    END AS place
FROM counted;
