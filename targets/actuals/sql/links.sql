-- Until when each series has figures: one that ended before a goal's plan began measures it no more.
CREATE OR REPLACE TEMP TABLE series_ends AS
SELECT
    series_id,
    max(period_end) AS last_on
FROM observations
GROUP BY series_id;

CREATE OR REPLACE TEMP TABLE plan_starts AS
SELECT
    target_id,
    start_on
FROM current_targets;

-- The candidates of each goal, best first. A series that a row named for the goal comes before one alike in name.
CREATE OR REPLACE TEMP TABLE candidates AS
WITH pairs AS (
    SELECT
        g.target_id,
        s.series_id,
        1.0 AS score,
        g.located,
        g.goal_kind,
        g.unit AS goal_unit,
        s.* EXCLUDE (series_id)
    FROM goal_sides g JOIN series_sides s ON s.block = g.block AND s.stem_id = g.stem_id
    WHERE g.newly = s.newly OR (g.newly AND s.added) OR (s.newly AND g.added)
    UNION ALL
    SELECT
        g.target_id,
        s.series_id,
        a.score,
        g.located,
        g.goal_kind,
        g.unit,
        s.* EXCLUDE (series_id)
    FROM goal_sides g
    JOIN scored a ON a.goal_stem_id = g.stem_id
    JOIN series_sides s ON s.block = g.block AND s.stem_id = a.series_stem_id
    WHERE g.newly = s.newly OR (g.newly AND s.added) OR (s.newly AND g.added)
),

-- Of the series whose plan is the goal's number the one most alike in name, where no other goal is as much alike.
by_plan AS (
    SELECT
        target_id,
        series_id,
        likeness
    FROM planned JOIN planned_likeness USING (goal_stem_id, series_stem_id)
    QUALIFY
        rank() OVER (PARTITION BY target_id ORDER BY likeness DESC) = 1
        AND count(DISTINCT series_stem_id) OVER (PARTITION BY target_id, likeness) = 1
        AND likeness = max(likeness) OVER (PARTITION BY series_id)
        AND count(DISTINCT goal_stem_id) OVER (PARTITION BY series_id, likeness) = 1
),

-- What a row names one goal of measures the others of its trajectory as well: a form has one row for all of them.
named AS (
    SELECT
        target_id,
        series_id,
        0 AS fit
    FROM named_targets
    UNION ALL
    SELECT
        o.target_id,
        n.series_id,
        1 AS fit
    FROM named_targets n
    JOIN current_targets t ON t.target_id = n.target_id
    JOIN current_targets o ON o.trajectory_id = t.trajectory_id AND o.target_id <> t.target_id
    UNION ALL
    SELECT
        o.target_id,
        n.series_id,
        1 AS fit
    FROM named_targets n
    JOIN current_targets o ON o.base_target_id = n.target_id
),

-- Whether a change is meant from year to year or from a base a person has to say, so that these wait.
quantities AS (
    SELECT
        g.target_id,
        s.series_id,
        s.illustrative,
        list_position(['level', 'ytd'], s.accumulation) AS fit,
        list_position(getvariable('cadences'), s.cadence) AS fineness
    FROM goal_sides g JOIN series_sides s ON s.base_block = g.base_block AND s.stem_id = g.stem_id
),

ranked AS (
    SELECT
        target_id,
        series_id,
        'name' AS basis,
        -- Where neither says which region it is about, a person has to.
        CASE WHEN located THEN score ELSE score * 0.8 END AS score,
        f.factor,
        illustrative,
        CASE
            WHEN goal_kind IN ('cumulative', 'mean')
                THEN list_position(['ytd', 'total', 'period', 'level'], accumulation)
            ELSE list_position(['level', 'ytd', 'total', 'period'], accumulation)
        END AS fit,
        list_position(getvariable('cadences'), cadence) AS fineness
    FROM pairs p JOIN link_factors f ON f.unit = p.unit AND f.into_unit = p.goal_unit
    UNION ALL
    SELECT
        b.target_id,
        b.series_id,
        'plan',
        0.9 + 0.1 * b.likeness,
        f.factor,
        s.illustrative,
        CASE
            WHEN g.goal_kind IN ('cumulative', 'mean')
                THEN list_position(['ytd', 'total', 'period', 'level'], s.accumulation)
            ELSE list_position(['level', 'ytd', 'total', 'period'], s.accumulation)
        END,
        list_position(getvariable('cadences'), s.cadence)
    FROM by_plan b
    JOIN series_sides s ON s.series_id = b.series_id
    JOIN goal_sides g ON g.target_id = b.target_id
    JOIN link_factors f ON f.unit = s.unit AND f.into_unit = g.unit
    UNION ALL
    SELECT
        target_id,
        series_id,
        'base',
        least(1.0, getvariable('threshold') - 0.01),
        1.0,
        illustrative,
        fit,
        fineness
    FROM quantities
    UNION ALL
    SELECT
        n.target_id,
        n.series_id,
        'target_id',
        1.0,
        coalesce(f.factor, 1.0),
        s.illustrative,
        n.fit,
        0
    FROM named n
    JOIN series s USING (series_id)
    JOIN current_targets t ON t.target_id = n.target_id
    LEFT JOIN link_factors f ON f.unit = s.unit AND f.into_unit = measured_unit(t.unit, s.unit, t.compared_with)
    WHERE f.factor IS NOT NULL OR is_from_base(t.unit, t.change, s.unit, s.change, s.accumulation)
)

SELECT
    target_id,
    series_id,
    basis,
    score,
    factor,
    CASE WHEN score >= getvariable('threshold') AND place = 1 THEN 'accepted' ELSE 'proposed' END AS state,
    place,
    lives
FROM (
    SELECT
        ranked.*,
        coalesce(e.last_on > t.start_on, FALSE) AS lives,
        row_number() OVER (
            PARTITION BY target_id
            ORDER BY
                list_position(['target_id', 'plan', 'name', 'base'], basis),
                score >= getvariable('threshold') DESC,
                lives DESC,
                score DESC,
                illustrative,
                fit,
                fineness,
                series_id
        ) AS place
    FROM ranked
    JOIN plan_starts t USING (target_id)
    LEFT JOIN series_ends e USING (series_id)
    WHERE
        score >= getvariable('lowest')
        AND (target_id, series_id) NOT IN (
            SELECT (target_id, series_id) FROM latest_links WHERE basis = 'person' AND state = 'rejected'
        )
        AND target_id NOT IN (SELECT target_id FROM current_links WHERE basis = 'person' AND state = 'accepted')
)
WHERE place = 1 OR (place <= 3 AND score < getvariable('threshold'));

-- Proposals wait only where nothing is accepted, or only what ended before the plan began.
DELETE FROM candidates
WHERE state = 'proposed' AND target_id IN (SELECT target_id FROM candidates WHERE state = 'accepted' AND lives);

-- What changed since the last run is appended: new links first withdrawn where another took their place.
CREATE OR REPLACE TEMP TABLE changes AS
SELECT
    l.target_id,
    l.series_id,
    'rejected' AS state,
    l.score,
    l.factor,
    l.basis,
    0 AS step
FROM latest_links l
JOIN current_targets USING (target_id)
WHERE
    l.basis <> 'person'
    AND l.state <> 'rejected'
    AND (l.target_id, l.series_id) NOT IN (SELECT (target_id, series_id) FROM candidates)
UNION ALL
SELECT
    c.target_id,
    c.series_id,
    c.state,
    c.score,
    c.factor,
    c.basis,
    1
FROM candidates c
LEFT JOIN latest_links l ON l.target_id = c.target_id AND l.series_id = c.series_id
WHERE l.state IS DISTINCT FROM c.state OR l.basis IS DISTINCT FROM c.basis OR l.factor IS DISTINCT FROM c.factor;

INSERT INTO links BY NAME
SELECT
    (SELECT coalesce(max(link_id), 0) FROM links
    )
    + row_number() OVER (ORDER BY step, target_id, state DESC, score, series_id) AS link_id,
    target_id,
    series_id,
    state,
    score,
    factor,
    basis,
    'duban' AS who,
    getvariable('now')::TIMESTAMP AS linked_at,
    getvariable('run_id') AS run_id
FROM changes;
