-- All that stands behind one goal's verdict.
-- Grain: the goal `?`. Inputs: progress_rows, goal_verdicts, targets, series, macro in_words. Outputs: one row.

SELECT
    r.*,
    j.goal_no,
    j.low,
    j.high,
    j.aim,
    j.adds_up,
    j.on_the_way,
    j.held_when_due,
    j.from_base,
    j.takes_mean,
    j.compounds,
    j.accumulation,
    j.cadence,
    j.region,
    j.increments,
    j.periods_left,
    j.season_share,
    j.growth,
    j.growth_weight,
    j.last_total,
    j.has_season,
    j.past_years,
    j.passed,
    j.passed_on,
    j.next,
    j.next_on,
    j.reference,
    j.reference_on,
    j.reference_series_id,
    CASE
        WHEN j.reference_series_id IS NOT NULL THEN coalesce(j.compared_with, 'named')
        WHEN r.reason_code = 'no_reference' AND r.goal_has <> 'averaged' THEN 'unnamed'
    END AS reference_found,
    concat(f.region, f.indicator) AS reference_name,
    t.handle,
    t.indicator,
    coalesce(t.title, t.doc) AS title,
    t.quote,
    t.comparator,
    coalesce(array_to_string(t.owners, '、'), '') AS owners,
    s.indicator AS series_indicator
FROM in_words('progress_rows') r
JOIN goal_verdicts j ON j.target_id = r.target_id
LEFT JOIN targets t ON t.target_id = r.target_id
LEFT JOIN series s ON s.series_id = r.series_id
LEFT JOIN series f ON f.series_id = j.reference_series_id
WHERE r.target_id = ?;
