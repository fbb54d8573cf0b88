-- What a row of the ledger shows of each goal that nobody replaced or withdrew; rejected ones stay to be taken back.
-- Grain: a goal. Inputs: targets, current_links, series, observations, progress, goal_explanations, mentions; by
-- $year, $region (null: all), $unit (null: all), $goal (null: all).

WITH chosen AS (
    SELECT * FROM targets
    WHERE
        on_file AND withdrawn_at IS NULL AND superseded_by IS NULL
        AND ($region::VARCHAR IS NULL OR region = $region) AND ($unit::VARCHAR IS NULL OR list_contains(owners, $unit))
        AND ($goal::VARCHAR IS NULL OR target_id = $goal)
),

linked AS (
    SELECT
        l.target_id,
        l.series_id,
        l.factor,
        s.accumulation
    FROM current_links l
    JOIN series s ON s.series_id = l.series_id
    WHERE l.state = 'accepted' AND l.target_id IN (SELECT c.target_id FROM chosen c)
),

reported AS (
    SELECT
        series_id,
        map_from_entries(list({ 'month': month(period_end), 'value': value })) AS months
    FROM (
        SELECT * FROM observations
        WHERE
            year(period_end) = $year AND period_end = last_day(period_end)
            AND series_id IN (SELECT k.series_id FROM linked k)
        QUALIFY row_number() OVER (
            PARTITION BY series_id, month(period_end) ORDER BY recorded_at DESC, import_id DESC, value DESC
        ) = 1
    )
    GROUP BY series_id
),

said AS (
    SELECT
        target_id,
        arg_max(cause, explanation_id) AS cause,
        arg_max(measures, explanation_id) AS measures,
        arg_max(promised_on, explanation_id) AS promised_on,
        arg_max(responsible, explanation_id) AS responsible
    FROM goal_explanations
    GROUP BY target_id
),

spoken AS (
    SELECT
        m.target_id,
        arg_min(m.text, m."start") AS said
    FROM mentions m
    JOIN chosen c ON c.target_id = m.target_id AND c.document_id = m.document_id AND c.unit = m.unit
    GROUP BY m.target_id
)

SELECT
    t.target_id,
    t.handle,
    t.indicator,
    t.region,
    t.comparator,
    t.value,
    t.value_high,
    t.unit,
    t.owners,
    t.start_on,
    t.due,
    t.quote,
    concat_ws(' › ', coalesce(t.title, t.doc), nullif(array_to_string(t.section, ' › '), '')) AS place,
    t.state,
    t.kind,
    t.direction,
    k.series_id,
    k.factor,
    k.accumulation,
    r.months,
    p.actual,
    p.expected,
    p.gap,
    p.status,
    e.cause,
    e.measures,
    e.promised_on,
    e.responsible,
    w.said
FROM chosen t
LEFT JOIN linked k ON k.target_id = t.target_id
LEFT JOIN reported r ON r.series_id = k.series_id
LEFT JOIN progress p ON p.target_id = t.target_id
LEFT JOIN said e ON e.target_id = t.target_id
LEFT JOIN spoken w ON w.target_id = t.target_id
ORDER BY t.known_on, t.document_id, t.goal_no
