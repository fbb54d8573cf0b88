-- What each figure looks like along its series: what the rules of this suite judge.
-- Grain: an observation (series, period, value) of a series touched since the last check of series.
-- Inputs: series, observations, held_observations, links, targets; temporary tables touched_series (series_id,
-- additive, bounded, signed: see targets/checks/series.py). Outputs: one row each with its measures; null where
-- a measure does not apply. `vintages` are the figures of files that disagree.

WITH figures AS (
    SELECT
        o.series_id,
        s.canonical,
        s.change,
        s.region,
        s.unit,
        s.accumulation,
        s.cadence,
        t.stem,
        t.additive,
        t.bounded,
        t.signed,
        o.period_start,
        o.period_end,
        o.value,
        o.recorded_at,
        o.source,
        o.import_id,
        count(DISTINCT o.value) OVER (PARTITION BY o.series_id, o.period_end) > 1 AS replaces
    FROM (
        SELECT * FROM observations
        WHERE series_id IN (SELECT series_id FROM touched_series)
        UNION ALL
        SELECT * FROM held_observations
        WHERE series_id IN (SELECT series_id FROM touched_series)
    ) o
    JOIN series s USING (series_id)
    JOIN touched_series t USING (series_id)
    QUALIFY row_number() OVER (
        PARTITION BY o.series_id, o.period_end
        ORDER BY o.recorded_at DESC, o.import_id DESC, o.value DESC
    ) = 1
),

-- The figures before and after, in the same year for running totals, which start anew each January.
lined AS (
    SELECT
        *,
        lag(value) OVER line AS before,
        lag(value, 2) OVER line AS before_that,
        lead(value) OVER line AS after,
        lead(value, 2) OVER line AS after_that,
        lag(period_end) OVER line AS before_end,
        lag(period_end) OVER whole AS former_end,
        lead(period_end) OVER whole AS next_end,
        max(period_end) OVER (PARTITION BY series_id) AS last_end,
        count(*) OVER (PARTITION BY series_id) AS figures,
        count(*) OVER (PARTITION BY series_id, import_id) AS figures_of_import
    FROM figures
    WINDOW
        line AS (
            PARTITION BY series_id, CASE WHEN accumulation = 'ytd' THEN year(period_end) END
            ORDER BY period_end
        ),
        whole AS (PARTITION BY series_id ORDER BY period_end)
),

-- Growth over the same period of the year before, and the series' own spread of it.
grown AS (
    SELECT
        l.series_id,
        l.period_end,
        y.value AS year_before,
        CASE WHEN y.value > 0 AND l.value > 0 THEN ln(l.value / y.value) END AS growth
    FROM lined l
    JOIN lined y
        ON
            y.series_id = l.series_id
            AND last_day(y.period_end) = last_day((l.period_end - INTERVAL 1 YEAR)::DATE)
    WHERE l.additive AND l.accumulation IN ('period', 'ytd')
),

spread AS (
    SELECT
        series_id,
        median(growth) AS usual,
        mad(growth) AS deviation,
        count(growth) AS growths
    FROM grown
    GROUP BY series_id
),

deviations AS (
    SELECT
        g.series_id,
        g.period_end,
        -- Growth that has hardly differed so far may differ by a hundredth.
        abs(g.growth - s.usual) / greatest(1.4826 * s.deviation, 0.01) AS deviations,
        lag(deviations) OVER (PARTITION BY g.series_id ORDER BY g.period_end) AS former_deviations
    FROM grown g
    JOIN spread s ON s.series_id = g.series_id
    WHERE s.growths > 12
),

-- A running total against the former one and the periods between them.
added AS (
    SELECT
        t.series_id,
        t.period_end,
        t.value AS total,
        coalesce(t.before, 0) AS former,
        sum(m.value) AS months,
        count(*) AS pieces,
        datediff('month', coalesce(t.before_end, make_date(year(t.period_end) - 1, 12, 31)), t.period_end) AS wanted
    FROM lined t
    JOIN figures m
        ON
            m.stem = t.stem AND m.unit = t.unit AND m.region IS NOT DISTINCT FROM t.region
            AND m.change IS NOT DISTINCT FROM t.change AND m.accumulation = 'period' AND m.cadence = 'month'
            AND m.period_end <= t.period_end
            AND m.period_end > coalesce(t.before_end, make_date(year(t.period_end) - 1, 12, 31))
    WHERE t.accumulation = 'ytd' AND t.additive
    GROUP BY ALL
),

-- The same quantity under another unit or accumulation, which has figures up to this period and none of it.
sisters AS (
    SELECT
        n.series_id,
        n.period_end,
        any_value(o.unit) AS other_unit,
        any_value(o.accumulation) AS other_accumulation
    FROM lined n
    JOIN lined o
        ON
            o.stem = n.stem AND o.region IS NOT DISTINCT FROM n.region AND o.change IS NOT DISTINCT FROM n.change
            AND o.series_id <> n.series_id
            AND (o.unit <> n.unit OR o.accumulation <> n.accumulation)
            AND o.last_end < n.period_end
            AND datediff('month', o.last_end, n.period_end) <= 3
            AND o.figures >= 2
    WHERE n.figures = 1 AND o.period_end = o.last_end
    GROUP BY n.series_id, n.period_end
),

-- Powers of ten between a figure and its neighbours, where these are of one size, else the figure of a year before.
-- `alike`: the neighbours are so close together that ten times as much is no season.
magnitudes AS (
    SELECT
        series_id,
        period_end,
        log10(value / beside) AS magnitude,
        alike
    FROM (
        SELECT
            l.series_id,
            l.period_end,
            l.value,
            CASE
                WHEN l.before > 0 AND l.after > 0 AND l.after BETWEEN l.before / 6 AND l.before * 6
                    THEN sqrt(l.before * l.after)
                WHEN l.after IS NULL AND l.before > 0 AND l.before_that BETWEEN l.before / 4 AND l.before * 4
                    THEN l.before
                WHEN l.before IS NULL AND l.after > 0 AND l.after_that BETWEEN l.after / 4 AND l.after * 4
                    THEN l.after
                WHEN
                    l.figures = 2 AND l.after IS NULL AND l.before > 0 AND abs(log10(l.value / l.before)) > 3
                    THEN l.before
                WHEN g.year_before > 0 THEN g.year_before
            END AS beside,
            coalesce(
                l.after BETWEEN l.before / 1.6 AND l.before * 1.6
                OR (l.after IS NULL AND l.before_that BETWEEN l.before / 1.6 AND l.before * 1.6)
                OR (l.before IS NULL AND l.after_that BETWEEN l.after / 1.6 AND l.after * 1.6),
                false
            ) AS alike
        FROM lined l
        LEFT JOIN grown g ON g.series_id = l.series_id AND g.period_end = l.period_end
        WHERE l.value > 0 AND (l.additive OR l.bounded)
    )
),

overfulfilled AS (
    SELECT
        f.series_id,
        f.period_end,
        max(f.value * k.factor / t.value) AS times
    FROM figures f
    JOIN current_links k ON k.series_id = f.series_id AND k.state = 'accepted'
    JOIN current_targets t ON t.target_id = k.target_id
    WHERE
        t.kind = 'cumulative'
        AND t.value > 0
        AND f.accumulation IN ('ytd', 'total')
        AND month(f.period_end) <= 6
        AND year(f.period_end) = year(t.due)
    GROUP BY f.series_id, f.period_end
)

SELECT
    concat_ws('|', l.series_id, l.period_end, l.value) AS row_id,
    split_part(l.source, ':', 1) AS file,
    substr(l.source, strpos(l.source, ':') + 1) AS place,
    l.series_id,
    l.period_start,
    l.period_end,
    l.value,
    l.source,
    l.before,
    l.after,
    -- Of a fall the figure is doubtful without which the line would rise: the lower one, or the one before it.
    CASE
        WHEN l.additive AND l.accumulation IN ('ytd', 'total') AND NOT l.signed THEN
            (
                l.value < l.before
                AND (
                    l.after >= l.before OR l.value < l.before_that
                    OR (l.after IS NULL AND (l.before_that IS NULL OR l.before < 3 * l.value))
                )
            ) IS TRUE
            OR (
                l.value > l.after
                AND l.after >= coalesce(l.before, 0)
                AND (l.after_that < l.value OR (l.after_that IS NULL AND l.value >= 3 * l.after))
            ) IS TRUE
    END AS falls,
    -- Where growth stays unusual, the figure with which that begins is the doubtful one.
    CASE WHEN coalesce(d.former_deviations, 0) <= 5 THEN d.deviations END AS growth_deviations,
    NOT coalesce(
        abs(abs(m.magnitude) - 4) < 0.4 OR abs(abs(m.magnitude) - 8) < 0.4 OR abs(abs(m.magnitude) - 2) < 0.25
        OR (m.alike AND abs(abs(m.magnitude) - 1) < 0.12)
        -- A running total that suddenly is a multiple of what it was.
        OR coalesce(l.accumulation = 'ytd' AND l.value > 5 * l.before AND l.before < 2.5 * l.before_that, false),
        false
    ) AS like_neighbours,
    CASE
        WHEN l.additive AND l.accumulation = 'period' AND l.value >= 100 THEN
            coalesce(l.value = l.before AND l.value = l.before_that, false)
            OR coalesce(l.value = l.before AND l.value = l.after, false)
            OR coalesce(l.value = l.after AND l.value = l.after_that, false)
    END AS repeated,
    CASE WHEN l.bounded THEN l.value END AS bounded_share,
    CASE WHEN l.additive AND NOT l.signed AND l.change IS NULL THEN l.value END AS amount,
    -- One figure of an import lies a year before or after the one that is due: beside no other, or over an older one.
    CASE
        WHEN l.figures >= 4 AND l.figures_of_import = 1 AND l.cadence = 'month' THEN
            (
                datediff('month', l.period_end, l.last_end) = 11
                AND (
                    l.replaces
                    OR (
                        coalesce(datediff('month', l.former_end, l.period_end), 0) <> 1
                        AND coalesce(datediff('month', l.period_end, l.next_end), 0) <> 1
                    )
                )
            )
            OR coalesce(datediff('month', l.former_end, l.period_end) = 13 AND l.next_end IS NULL, false)
    END AS year_off,
    CASE
        WHEN
            a.pieces = a.wanted AND a.months <> 0
            THEN abs(a.total - a.former - a.months) / greatest(abs(a.months), abs(a.total) / 20)
    END AS drift,
    a.former + a.months AS months_total,
    x.other_unit,
    x.other_accumulation,
    x.series_id IS NULL AS same_kind,
    f.times AS times_the_goal,
    c.series_id IS NULL AS files_agree,
    c.figures AS figures_of_files,
    c.vintages
FROM lined l
LEFT JOIN deviations d ON d.series_id = l.series_id AND d.period_end = l.period_end
LEFT JOIN magnitudes m ON m.series_id = l.series_id AND m.period_end = l.period_end
LEFT JOIN added a ON a.series_id = l.series_id AND a.period_end = l.period_end
LEFT JOIN sisters x ON x.series_id = l.series_id AND x.period_end = l.period_end
LEFT JOIN overfulfilled f ON f.series_id = l.series_id AND f.period_end = l.period_end
LEFT JOIN observation_conflicts c ON c.series_id = l.series_id AND c.period_end = l.period_end
ORDER BY l.source, l.period_end
