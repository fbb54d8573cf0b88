-- All that stands behind one goal's verdict.
-- Grain: the goal `?`. Inputs: progress_rows, goal_verdicts, targets, series. Outputs: one row.

SELECT
    r.*,
    j.goal_no,
    j.goal,
    j.low,
    j.high,
    j.aim,
    j.judged_as,
    j.adds_up,
    j.on_the_way,
    j.held_when_due,
    j.from_base,
    j.takes_mean,
    j.compounds,
    j.accumulation,
    j.cadence,
    j.unit,
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
    t.handle,
    t.indicator,
    t.doc,
    t.quote,
    t.comparator,
    coalesce(array_to_string(t.owners, '、'), '') AS owners,
    s.indicator AS series_indicator
FROM progress_rows r
JOIN goal_verdicts j ON j.target_id = r.target_id
LEFT JOIN targets t ON t.target_id = r.target_id
LEFT JOIN series s ON s.series_id = r.series_id
WHERE r.target_id = ?;
