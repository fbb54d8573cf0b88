-- What readers see. Made anew whenever this file changes; one statement each, ended by a semicolon.

-- The page, from 1, of what stands at a place of a document's text: the one on which its paragraph begins; null where
-- pages are not known. As Document.page_at (targets/reading/document.py).
CREATE OR REPLACE MACRO page_at(pages, place) AS nullif(len(list_filter(pages, LAMBDA p: p <= place)), 0);

-- The day since when a document's goals hold: its date, else the end of March of its plan year, by when
-- annual plans are out.
CREATE OR REPLACE VIEW dated_documents AS
SELECT
    *,
    coalesce(issued_on, make_date(plan_year, 3, 31)) AS known_on,
    -- A version that a later one has replaced is history, whether its file is still there or not.
    document_id IN (SELECT document_id FROM document_files)
    AND coalesce(version = max(version) OVER (PARTITION BY work_id), true) AS on_file
FROM documents;

-- What people decided and nobody took back: field `undone` lists the numbers of decisions that no longer hold.
CREATE OR REPLACE VIEW standing_decisions AS
SELECT * FROM decisions
WHERE
    field <> 'undone'
    AND decision_id NOT IN (SELECT unnest(value::BIGINT[]) FROM decisions WHERE field = 'undone');

-- The latest decision on each field of a target, as one JSON object a target; its last decision, one that takes others
-- back as well.
CREATE OR REPLACE VIEW target_edits AS
SELECT
    target_id,
    e.edits,
    e.decided_at,
    e.decided_by,
    l.last_decision,
    e.extended_by
FROM (SELECT
    target_id,
    max(decision_id) AS last_decision
FROM decisions GROUP BY target_id) l
LEFT JOIN (
    SELECT
        target_id,
        json_group_object(field, value) AS edits,
        max(decided_at) AS decided_at,
        arg_max(who, decision_id) AS decided_by,
        any_value(who) FILTER (field = 'extended_to') AS extended_by
    FROM (
        SELECT * FROM standing_decisions
        QUALIFY row_number() OVER (PARTITION BY target_id, field ORDER BY decision_id DESC) = 1
    )
    GROUP BY target_id
) e USING (target_id);

-- Every goal with people's decisions laid over what was extracted.
CREATE OR REPLACE VIEW targets AS
SELECT
    x.target_id,
    x.document_id,
    x.doc,
    CASE WHEN json_exists(e.edits, '$.indicator') THEN e.edits ->> '$.indicator' ELSE x.indicator END AS indicator,
    CASE WHEN json_exists(e.edits, '$.canonical') THEN e.edits ->> '$.canonical' ELSE x.canonical END AS canonical,
    CASE WHEN json_exists(e.edits, '$.region') THEN e.edits ->> '$.region' ELSE x.region END AS region,
    CASE WHEN json_exists(e.edits, '$.owners') THEN (e.edits -> '$.owners')::VARCHAR[] ELSE x.owners END AS owners,
    CASE WHEN json_exists(e.edits, '$.value') THEN (e.edits ->> '$.value')::DOUBLE ELSE x.value END AS value,
    CASE WHEN json_exists(e.edits, '$.value_high') THEN (e.edits ->> '$.value_high')::DOUBLE ELSE x.value_high END
        AS value_high,
    CASE WHEN json_exists(e.edits, '$.unit') THEN e.edits ->> '$.unit' ELSE x.unit END AS unit,
    CASE WHEN json_exists(e.edits, '$.comparator') THEN e.edits ->> '$.comparator' ELSE x.comparator END AS comparator,
    CASE WHEN json_exists(e.edits, '$.change') THEN e.edits ->> '$.change' ELSE x.change END AS change,
    CASE WHEN json_exists(e.edits, '$.kind') THEN e.edits ->> '$.kind' ELSE x.kind END AS kind,
    CASE WHEN json_exists(e.edits, '$.direction') THEN e.edits ->> '$.direction' ELSE x.direction END AS direction,
    CASE WHEN json_exists(e.edits, '$.start_on') THEN (e.edits ->> '$.start_on')::DATE ELSE x.start_on END AS start_on,
    -- An extension is laid over the due day, corrected or not; the day before it stands beside.
    CASE
        WHEN json_exists(e.edits, '$.extended_to') THEN (e.edits ->> '$.extended_to')::DATE
        WHEN json_exists(e.edits, '$.due') THEN (e.edits ->> '$.due')::DATE
        ELSE x.due
    END AS due,
    CASE
        WHEN e.edits ->> '$.extended_to' IS NULL THEN NULL
        WHEN json_exists(e.edits, '$.due') THEN (e.edits ->> '$.due')::DATE
        ELSE x.due
    END AS extended_from,
    e.extended_by,
    CASE WHEN json_exists(e.edits, '$.due') THEN 'explicit' ELSE x.due_basis END AS due_basis,
    CASE WHEN json_exists(e.edits, '$.commitment') THEN e.edits ->> '$.commitment' ELSE x.commitment END AS commitment,
    CASE WHEN json_exists(e.edits, '$.aggregation') THEN e.edits ->> '$.aggregation' ELSE x.aggregation END
        AS aggregation,
    CASE WHEN json_exists(e.edits, '$.baseline') THEN (e.edits ->> '$.baseline')::DOUBLE ELSE x.baseline END
        AS baseline,
    CASE
        WHEN json_exists(e.edits, '$.baseline_on') THEN (e.edits ->> '$.baseline_on')::DATE
        ELSE x.baseline_on
    END AS baseline_on,
    CASE WHEN json_exists(e.edits, '$.compared_with') THEN e.edits ->> '$.compared_with' ELSE x.compared_with END
        AS compared_with,
    e.edits ->> '$.reference_series_id' AS reference_series_id,
    -- What people entered: days by which so much is to be reached, and the goal that this one is a part of.
    (e.edits -> '$.milestones')::STRUCT(due DATE, "value" DOUBLE)[] AS milestones,
    e.edits ->> '$.part_of' AS part_of,
    x.section,
    x.quote,
    x.implicit,
    x.confidence,
    coalesce(e.edits ->> '$.state', x.state) AS state,
    x.trajectory_id,
    x.base_target_id,
    x.superseded_by,
    -- What people call it: FZ22-15.
    coalesce(w.letters || '-' || x.goal_no, x.target_id) AS handle,
    x.goal_no,
    x.withdrawn_at,
    x.run_id,
    e.decided_by,
    e.decided_at,
    coalesce(e.last_decision, 0) AS last_decision,
    d.title,
    d.number,
    d.issuer,
    d.issued_on,
    d.plan_year,
    d.origin_id,
    d.illustrative,
    d.known_on,
    d.on_file
FROM extracted_targets x
JOIN dated_documents d USING (document_id)
LEFT JOIN works w ON w.work_id = d.work_id
LEFT JOIN target_edits e USING (target_id);

-- The goals in force: said by the version in force of a document that still has a file, not replaced by a later
-- document, not rejected.
CREATE OR REPLACE VIEW current_targets AS
SELECT * FROM targets WHERE on_file AND withdrawn_at IS NULL AND superseded_by IS NULL AND state <> 'rejected';

-- Where document or extractor now say otherwise than a person decided, until a person decides again.
CREATE OR REPLACE VIEW open_disagreements AS
SELECT e.*
FROM (
    SELECT * FROM goal_events
    QUALIFY row_number() OVER (PARTITION BY target_id, field ORDER BY event_no DESC) = 1
) e
LEFT JOIN (SELECT
    target_id,
    max(decision_id) AS decision_id
FROM standing_decisions GROUP BY target_id) d USING (target_id)
WHERE e.event IN ('disagrees', 'unread') AND d.decision_id IS NOT DISTINCT FROM e.last_decision;

-- Whether a change in per cent (比2020年下降18%) is measured by a series of the quantity itself, from its base.
CREATE OR REPLACE MACRO is_from_base(unit, change, series_unit, series_change, accumulation) AS
coalesce(
    unit IN ('%', '百分点', '‰')
    AND change IN ('up', 'down')
    AND series_change IS NULL
    AND series_unit NOT IN ('%', '百分点', '‰')
    AND accumulation IN ('level', 'ytd'),
    false
);

-- The unit of the figures that measure a goal: so many points more than a figure in per cent are one in per cent.
CREATE OR REPLACE MACRO measured_unit(unit, series_unit, compared_with) AS
CASE WHEN compared_with IS NOT NULL AND unit = '百分点' AND series_unit = '%' THEN '%' ELSE unit END;

-- The phase of a goal: not begun, retired, else current (targets/status.py, Phase).
-- noqa: disable=LT02
CREATE OR REPLACE MACRO phase_of(status, is_settled) AS
    CASE
        WHEN status = 'not_started' THEN 'upcoming'
        WHEN coalesce(is_settled, false) THEN 'past'
        ELSE 'current'
    END;
-- noqa: enable=LT02

-- The responsible units of each target, named apart: a name that units of several places share carries the place of
-- its document in brackets.
CREATE OR REPLACE VIEW target_units AS
WITH shared_names AS (
    SELECT coalesce(list(name), []) AS names
    FROM (
        SELECT o.name
        FROM targets t
        LEFT JOIN documents d ON d.document_id = t.document_id
        CROSS JOIN unnest(t.owners) AS o (name)
        GROUP BY o.name
        HAVING count(DISTINCT coalesce(d.region, '')) > 1
    )
)

SELECT
    t.target_id,
    list_transform(
        t.owners,
        LAMBDA name: name || CASE
            WHEN list_contains(n.names, name) AND NOT contains(name, coalesce(d.region, name))
                THEN '（' || d.region || '）'
            ELSE ''
        END
    ) AS owners
FROM targets t
LEFT JOIN documents d ON d.document_id = t.document_id
CROSS JOIN shared_names n;

-- What is said last of each pair of target and series.
CREATE OR REPLACE VIEW latest_links AS
SELECT * FROM links
QUALIFY row_number() OVER (PARTITION BY target_id, series_id ORDER BY link_id DESC) = 1;

-- One row a target: its accepted series, else the best that waits for a person.
CREATE OR REPLACE VIEW current_links AS
SELECT * FROM latest_links
WHERE state IN ('accepted', 'proposed')
QUALIFY
    row_number()
        OVER (
            PARTITION BY target_id
            ORDER BY state, CASE state WHEN 'accepted' THEN link_id END DESC, score DESC, series_id
        )
    = 1;

-- What was known at the end of day `as_of`: of each series and period the vintage recorded last. Vintages of
-- one moment that differ are settled by the hash of their import, so the order of imports does not matter.
CREATE OR REPLACE MACRO observations_as_of(as_of) AS TABLE
    SELECT * FROM observations
    WHERE recorded_at < as_of::DATE + INTERVAL 1 DAY
    QUALIFY
        row_number() OVER (PARTITION BY series_id, period_end ORDER BY recorded_at DESC, import_id DESC, value DESC)
        = 1;

-- Cells for which two files of one day say different things, until a later day's file or a person settles them. What
-- is held back for this is a figure of its file all the same; what another check holds back, a later file corrects.
CREATE OR REPLACE VIEW observation_conflicts AS
SELECT
    series_id,
    period_end,
    recorded_at::DATE AS recorded_on,
    list(DISTINCT value ORDER BY value) AS figures,
    list(
        { 'value': value, 'period_start': period_start, 'recorded_at': recorded_at, 'source': source }
        ORDER BY recorded_at, import_id, value
    ) AS vintages
FROM (
    SELECT o.* FROM (
        SELECT * FROM observations
        UNION ALL
        SELECT * FROM held_observations h
        WHERE (h.series_id, h.period_end, h.value) IN (
            SELECT (f.series_id, f.period_end, f.value) FROM observation_flags f WHERE f.check_name = 'files_agree'
        )
    ) o
    LEFT JOIN (
        SELECT
            series_id,
            period_end,
            max(recorded_at) AS settled_at
        FROM settlements GROUP BY series_id, period_end
    ) s ON s.series_id = o.series_id AND s.period_end = o.period_end
    WHERE s.settled_at IS NULL OR o.recorded_at >= s.settled_at
    QUALIFY o.recorded_at::DATE = max(o.recorded_at::DATE) OVER (PARTITION BY o.series_id, o.period_end)
)
GROUP BY series_id, period_end, recorded_at::DATE
HAVING count(DISTINCT value) > 1 AND count(DISTINCT split_part(source, ':', 1)) > 1;

-- What is still to be put right in the input.
CREATE OR REPLACE VIEW open_quarantine AS
SELECT * FROM quarantine
WHERE
    resolved_by IS NULL
    AND quarantine_id NOT IN (SELECT quarantine_id FROM dismissals);

-- Figures of which a person said that they are wrong.
CREATE OR REPLACE VIEW refuted_observations AS
SELECT
    series_id,
    period_start,
    period_end,
    value,
    who,
    decided_at,
    note
FROM (
    SELECT * FROM confirmations
    QUALIFY row_number() OVER (PARTITION BY series_id, period_end, value ORDER BY confirmation_id DESC) = 1
)
WHERE NOT holds;

-- Doubtful figures that wait for a person (待核实): one row a figure, with all that is doubtful about it. A figure that
-- a later file has revised, or of which a person has said what holds, waits no more.
CREATE OR REPLACE VIEW waiting_observations AS
SELECT
    h.series_id,
    h.period_start,
    h.period_end,
    h.value,
    h.recorded_at,
    h.source,
    list(f.check_name ORDER BY f.check_name) AS checks,
    string_agg(f.reason_zh, '；' ORDER BY f.check_name) AS reason_zh,
    string_agg(f.reason_en, ' ' ORDER BY f.check_name) AS reason_en,
    min(f.flagged_at) AS flagged_at
FROM held_observations h
JOIN observation_flags f
    ON f.series_id = h.series_id AND f.period_end = h.period_end AND f.value = h.value AND f.severity = 'warning'
WHERE (h.series_id, h.period_end, h.value) NOT IN (
    SELECT (r.series_id, r.period_end, r.value) FROM refuted_observations r
)
AND NOT EXISTS (
    SELECT 1 FROM observations o
    WHERE o.series_id = h.series_id AND o.period_end = h.period_end AND o.recorded_at > h.recorded_at
)
GROUP BY ALL;

-- What was said of each goal: named by itself, or by the row of the series that measures it.
CREATE OR REPLACE VIEW goal_explanations AS
SELECT * FROM explanations WHERE target_id IS NOT NULL
UNION ALL BY NAME
SELECT
    e.* EXCLUDE (target_id),
    l.target_id
FROM explanations e
JOIN (
    SELECT
        target_id,
        series_id,
        arg_max(state, link_id) AS state
    FROM links
    WHERE series_id IN (SELECT series_id FROM explanations WHERE target_id IS NULL)
    GROUP BY target_id, series_id
) l ON l.series_id = e.series_id AND l.state = 'accepted'
WHERE e.target_id IS NULL;

-- Whether a promise was not kept: its day is over and the goal is not back on its way.
CREATE OR REPLACE MACRO promise_is_overdue(promised_on, as_of, status) AS
coalesce(promised_on < as_of AND status NOT IN ('met', 'met_late', 'on_track', 'not_started'), false);

-- Where each notice stands: issued | answered | sent_back | closed; `answer_by` with extensions laid over.
CREATE OR REPLACE VIEW notice_states AS
SELECT
    n.* REPLACE (coalesce(s.extended_to, n.answer_by) AS answer_by),
    coalesce(s.state, 'issued') AS state,
    s.state_at,
    s.asked_until
FROM notices n
LEFT JOIN (
    SELECT
        notice_id,
        arg_max(step, step_no) FILTER (step IN ('answered', 'sent_back', 'closed')) AS state,
        max(decided_at) FILTER (step IN ('answered', 'sent_back', 'closed')) AS state_at,
        arg_max(until, step_no) FILTER (step IN ('extended', 'sent_back')) AS extended_to,
        -- An extension asked for that nobody has decided yet.
        CASE
            WHEN arg_max(step, step_no) FILTER (starts_with(step, 'ext')) = 'extension_asked'
                THEN arg_max(until, step_no) FILTER (step = 'extension_asked')
        END AS asked_until
    FROM notice_steps
    GROUP BY notice_id
) s USING (notice_id);

-- Whether the answer to a notice is owed and its day is over (逾期).
CREATE OR REPLACE MACRO notice_is_overdue(state, answer_by, as_of) AS
state IN ('issued', 'sent_back') AND answer_by < as_of;

-- Who was told of each alert, and when last: by the messages that were sent.
CREATE OR REPLACE VIEW alert_receivers AS
SELECT
    alert_id,
    max(sent_at) AS last_sent_at,
    list(DISTINCT receiver ORDER BY receiver) AS receivers
FROM (
    SELECT
        receiver,
        sent_at,
        unnest(json_keys(told)) AS alert_id
    FROM outbox
    WHERE state = 'sent'
)
GROUP BY alert_id;

-- The indicators to be followed without a number: said by the version in force of a document that still has a file,
-- not dropped by a person, no goal of the same document, and not a copy of what the document's origin says.
CREATE OR REPLACE VIEW current_watched AS
SELECT
    'W' || r.watch_no AS handle,
    r.*,
    w.canonical,
    d.title,
    d.number,
    d.doc,
    d.illustrative,
    d.known_on
FROM watched_readings r
JOIN watched w ON w.watch_no = r.watch_no
JOIN dated_documents d ON d.document_id = r.document_id
WHERE
    d.on_file
    AND r.watch_no NOT IN (
        SELECT watch_no FROM watched_decisions
        GROUP BY watch_no
        HAVING NOT arg_max(followed, decision_no)
    )
    AND (r.document_id, w.canonical) NOT IN (SELECT (t.document_id, t.canonical) FROM current_targets t)
    AND (d.origin_id IS NULL OR NOT EXISTS (
        SELECT 1 FROM watched_readings o JOIN watched ow ON ow.watch_no = o.watch_no
        WHERE o.document_id = d.origin_id AND ow.canonical = w.canonical
    ));

-- What is said last of each pair of watched indicator and series.
CREATE OR REPLACE VIEW latest_watched_links AS
SELECT * FROM watched_links
QUALIFY row_number() OVER (PARTITION BY watch_no, series_id ORDER BY link_no DESC) = 1;

-- One row a goal in force: every component of its verdict, the verdict and its reason in words.
CREATE OR REPLACE VIEW progress_in_words AS
FROM in_words('progress');
