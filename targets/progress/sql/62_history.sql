-- Of a judged day only what shows how each goal stood.
-- Grain: a goal and a judged day. Inputs: new_verdicts. Outputs: table progress_history.

INSERT INTO progress_history BY NAME
SELECT
    as_of,
    target_id,
    series_id,
    kind,
    due,
    actual,
    actual_period_end,
    expected,
    gap,
    gap_points,
    gap_share,
    achievement,
    time_share,
    progress_share,
    projection,
    probability_of_miss,
    final_figure_due,
    report_overdue,
    is_settled,
    status,
    reason_code,
    profile
FROM new_verdicts;
