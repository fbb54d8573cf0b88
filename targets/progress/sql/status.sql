-- Every goal with its verdict: what `duban status` prints.
SELECT
    p.target_id, t.doc AS document, t.indicator, t.region, t.owners, t.value, t.value_high, t.unit, t.comparator, p.due, p.as_of,
    p.actual, p.actual_period_end, p.expected, p.gap, p.achievement, p.time_share, p.progress_share, p.status, p.projection, t.quote,
    p.kind, p.direction, t.change, t.commitment, t.document_id, t.issuer, t.section, t.state, p.basis, p.baseline, p.baseline_on,
    p.gap_points, p.lead_points, p.required_rate, p.current_rate, p.projection_low, p.projection_high, p.reach_on,
    p.reason_code, p.reason_zh, p.reason_en, p.plan_start, p.series_id, p.actual_recorded_at, p.profile, p.rule_version,
    coalesce(t.illustrative, false) OR coalesce(s.illustrative, false) AS illustrative
FROM {rows} p
LEFT JOIN targets t ON t.target_id = p.target_id
LEFT JOIN series s ON s.series_id = p.series_id
ORDER BY t.doc, p.target_id
