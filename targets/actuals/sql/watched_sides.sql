-- Watched indicators and series whose names are to be compared.
-- Grain: a watched indicator and a series of a place that may be meant. Inputs: current_watched, series.
-- Outputs: watch_no, series_id, canonical and change of the series, canonical of the watched, certain: whether the
-- place is its own or, for it alone, one within it.

WITH levels AS (
    SELECT
        place,
        CASE
            WHEN place = '全国' THEN 0
            WHEN regexp_matches(place, '(省|自治区|特别行政区)$') THEN 1
            WHEN regexp_matches(place, '(市|州|盟|地区)$') THEN 2
            WHEN regexp_matches(place, '(县|区|旗)$') THEN 3
            ELSE 4
        END AS level
    FROM (SELECT region FROM series UNION SELECT region FROM current_watched) AS places (place)
    WHERE place IS NOT NULL
)

SELECT
    w.watch_no,
    s.series_id,
    s.canonical,
    s.change,
    w.canonical AS watched,
    coalesce(
        w.region IS NULL
        OR s.region = w.region
        OR starts_with(s.region, w.region)
        OR (
            here.level < there.level
            AND count(DISTINCT w.region) OVER (PARTITION BY s.series_id, w.canonical) = 1
        ),
        false
    ) AS certain
FROM current_watched w
CROSS JOIN series s
LEFT JOIN levels here ON here.place = w.region
LEFT JOIN levels there ON there.place = s.region
WHERE s.canonical IN (SELECT unnest($names::VARCHAR[]))
