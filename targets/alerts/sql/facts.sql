-- What rules look at, one row a goal that people accepted: its verdict, how long it has been behind, how it moved.
-- $retire_after: so many days after its due day a goal is retired and alerts nobody any more.
CREATE OR REPLACE TEMP TABLE alert_facts AS
WITH judged AS (
    SELECT
        p.target_id,
        -- Units of two cities may share a name.
        coalesce(t.owners[1] || coalesce('（' || t.region || '）', ''), '') AS group_key,
        t.indicator || CASE WHEN t.region IS NULL THEN '' ELSE '（' || t.region || '）' END AS what,
        t.owners,
        t.region,
        [t.doc, t.title, split_part(t.handle, '-', 1)] AS documents,
        array_to_string(t.section, ' ') AS headings,
        p.as_of,
        p.status,
        v.place,
        v.is_behind,
        v.is_assessed,
        v.is_final,
        v.is_assessed AND p.actual IS NOT NULL AS is_known,
        coalesce(p.is_settled OR p.as_of > p.due + $retire_after::INTEGER, false) AS retired,
        p.kind,
        p.due,
        p.actual,
        p.actual_period_end,
        p.gap_share,
        p.progress_share,
        p.probability_of_miss,
        p.report_overdue,
        p.owed_since,
        p.waits_for_check,
        p.reason_zh,
        p.reason_en
    FROM progress_in_words AS p
    JOIN current_targets AS t USING (target_id)
    JOIN statuses AS v ON v.status = p.status
    WHERE t.state = 'accepted'
),

-- The figures since a goal was last seen on its way.
recoveries AS (
    SELECT
        h.target_id,
        max(h.as_of) AS as_of
    FROM progress_history AS h
    JOIN judged AS j ON j.target_id = h.target_id AND h.as_of <= j.as_of
    JOIN statuses AS v ON v.status = h.status
    WHERE j.is_behind AND v.is_assessed AND NOT v.is_behind
    GROUP BY h.target_id
),

spells AS (
    SELECT
        h.target_id,
        count(DISTINCT h.actual_period_end) AS periods
    FROM progress_history AS h
    JOIN judged AS j ON j.target_id = h.target_id AND h.as_of <= j.as_of
    JOIN statuses AS v ON v.status = h.status
    LEFT JOIN recoveries AS r ON r.target_id = h.target_id
    WHERE j.is_behind AND v.is_behind AND coalesce(h.as_of > r.as_of, true)
    GROUP BY h.target_id
),

-- How a goal stood by the figure before the one it is judged by.
former AS (
    SELECT
        h.target_id,
        arg_max(h.gap_share, h.as_of) AS gap_share,
        arg_max(h.actual, h.as_of) AS actual
    FROM progress_history AS h
    JOIN judged AS j ON j.target_id = h.target_id AND h.as_of < j.as_of
    WHERE (j.status = 'at_risk' OR j.kind = 'rank') AND h.actual_period_end < j.actual_period_end
    GROUP BY h.target_id
),

-- How it stood on the judged day before.
earlier AS (
    SELECT
        h.target_id,
        arg_max(h.status, h.as_of) AS status
    FROM progress_history AS h
    JOIN judged AS j ON j.target_id = h.target_id AND h.as_of < j.as_of
    WHERE j.status IN ('met', 'met_late')
    GROUP BY h.target_id
),

promises AS (
    SELECT
        target_id,
        arg_max(promised_on, explanation_id) AS promised_on
    FROM goal_explanations
    GROUP BY target_id
)

SELECT
    j.*,
    CASE WHEN j.is_behind THEN greatest(coalesce(s.periods, 0), 1) ELSE 0 END AS periods,
    f.gap_share - j.gap_share AS worse_by,
    CASE WHEN j.kind = 'rank' THEN j.actual - f.actual END AS places_lost,
    date_diff('day', j.as_of, j.due) AS days_left,
    date_diff('day', j.owed_since, j.as_of) AS days_owed,
    x.promised_on,
    promise_is_overdue(x.promised_on, j.as_of, j.status) AS promise_overdue,
    coalesce(e.status NOT IN ('met', 'met_late', 'missed'), false) AS newly_met
FROM judged AS j
LEFT JOIN spells AS s USING (target_id)
LEFT JOIN former AS f USING (target_id)
LEFT JOIN earlier AS e USING (target_id)
LEFT JOIN promises AS x USING (target_id);
