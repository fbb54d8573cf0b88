-- One row a current goal with its latest verdict, the last one of an earlier month, and where it was promised.
WITH earlier AS (
    SELECT
        h.target_id,
        h.as_of,
        h.status,
        h.gap_share
    FROM progress_history h
    JOIN (SELECT max(as_of) AS as_of FROM progress) AS current ON h.as_of < date_trunc('month', current.as_of)
    QUALIFY row_number() OVER (PARTITION BY h.target_id ORDER BY h.as_of DESC) = 1
),

-- Of everything said of a goal by the judged day what was said last.
said AS (
    SELECT
        e.target_id,
        arg_max(e.cause, e.explanation_id) AS cause,
        arg_max(e.measures, e.explanation_id) AS measures,
        arg_max(e.promised_on, e.explanation_id) AS promised_on,
        arg_max(e.responsible, e.explanation_id) AS responsible
    FROM goal_explanations e
    JOIN progress p ON p.target_id = e.target_id AND e.period_end <= p.as_of
    GROUP BY e.target_id
)

SELECT
    p.target_id,
    t.handle,
    t.document_id,
    t.doc,
    coalesce(d.title, t.doc) AS document_title,
    d.region AS document_region,
    t.indicator,
    t.region,
    u.owners,
    u.owners[1] AS lead,
    t.value,
    t.value_high,
    t.unit,
    t.comparator,
    t.change,
    t.commitment,
    t.due_basis,
    t.state,
    t.confidence,
    t.last_decision,
    t.section,
    t.quote,
    t.trajectory_id,
    t.base_target_id,
    list_transform(t.milestones, LAMBDA m: m.due) AS milestone_days,
    list_transform(t.milestones, LAMBDA m: m.value) AS milestone_values,
    t.part_of,
    p.as_of,
    p.kind,
    p.direction,
    p.plan_start,
    p.due,
    p.basis,
    p.baseline,
    p.baseline_on,
    p.baseline_flagged,
    p.target_value,
    p.target_high,
    p.actual,
    p.actual_period_end,
    p.actual_recorded_at,
    p.expected,
    p.gap,
    p.gap_share,
    p.judged_on,
    p.achievement,
    p.time_share,
    p.progress_share,
    p.lead_points,
    p.required_rate,
    p.current_rate,
    p.projection,
    p.projection_low,
    p.projection_high,
    p.probability_of_miss,
    p.reach_on,
    p.reached_on,
    p.days_late,
    p.final_figure_due,
    p.report_overdue,
    p.owed_period_end,
    p.owed_since,
    p.extended_from,
    p.extended_by,
    p.waits_for_check,
    p.is_settled,
    x.cause,
    x.measures,
    x.promised_on,
    x.responsible,
    promise_is_overdue(x.promised_on, p.as_of, p.status) AS promise_overdue,
    p.status,
    p.reason_code,
    p.reason_zh,
    p.reason_en,
    p.profile,
    p.rule_version,
    phase_of(p.status, p.is_settled) AS phase,
    p.series_id,
    s.indicator AS series_indicator,
    s.unit AS series_unit,
    s.accumulation,
    s.cadence,
    coalesce(d.illustrative, false) AS document_illustrative,
    coalesce(s.illustrative, false) OR coalesce(d.illustrative, false) AS illustrative,
    e.as_of AS previous_as_of,
    e.status AS previous_status,
    e.gap_share AS previous_gap_share,
    CASE
        WHEN p.gap_share IS NULL THEN NULL WHEN e.gap_share IS NULL THEN 'new'
        WHEN p.gap_share < e.gap_share - 0.5 THEN 'worse'
        WHEN p.gap_share > e.gap_share + 0.5 THEN 'better'
        ELSE 'same'
    END AS movement,
    m."start" AS mention_start,
    m."end" AS mention_end,
    m.text AS mention_text,
    m.cell.column_head AS mention_column,
    page_at(d.pages, m."start") AS mention_page
FROM progress_in_words p
JOIN targets t ON t.target_id = p.target_id
JOIN target_units u ON u.target_id = p.target_id
LEFT JOIN documents d ON d.document_id = t.document_id
LEFT JOIN series s ON s.series_id = p.series_id
LEFT JOIN earlier e ON e.target_id = p.target_id
LEFT JOIN said x ON x.target_id = p.target_id
LEFT JOIN (
    SELECT
        document_id,
        target_id,
        min_by("start", "start") AS "start",
        min_by("end", "start") AS "end",
        min_by(text, "start") AS text,
        -- not min_by, which passes over nulls
        arg_min_null(cell, "start") AS cell
    FROM mentions WHERE role = 'target' GROUP BY document_id, target_id
) m ON m.target_id = t.target_id AND m.document_id = t.document_id
ORDER BY p.target_id
