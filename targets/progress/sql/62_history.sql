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
    achievement,
    time_share,
    progress_share,
    projection,
    status,
    reason_code,
    profile
FROM new_verdicts;
