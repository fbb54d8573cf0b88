-- What holds for each goal after this judgement: what holds by the facts, and what held before where the goal has no
-- usable data. Grain: a goal and rule. Inputs: alert_conditions, temporary tables holding, alert_facts, alert_rules.
CREATE OR REPLACE TEMP TABLE next_conditions AS
WITH held AS (
    SELECT
        target_id,
        rule,
        true AS fresh
    FROM holding
    WHERE NOT is_event
    UNION ALL
    SELECT
        c.target_id,
        c.rule,
        false AS fresh
    FROM alert_conditions AS c
    JOIN alert_facts AS f ON f.target_id = c.target_id AND NOT f.is_known AND NOT f.retired
    JOIN alert_rules AS r ON r.name = c.rule AND r.condition NOT IN ('figure_overdue', 'check_failed')
    ANTI JOIN holding AS h ON h.target_id = c.target_id AND h.rule = c.rule
),

timed AS (
    SELECT
        h.*,
        r.rule_no,
        r.severity_no,
        r.inhibits,
        coalesce(c.since, f.as_of) AS since,
        coalesce(c.elapsed, false) OR f.as_of - coalesce(c.since, f.as_of) >= r.for_days AS elapsed
    FROM held AS h
    JOIN alert_rules AS r ON r.name = h.rule
    JOIN alert_facts AS f ON f.target_id = h.target_id
    LEFT JOIN alert_conditions AS c ON c.target_id = h.target_id AND c.rule = h.rule
),

inhibited AS (
    SELECT
        t.target_id,
        t.rule,
        arg_min(o.rule, o.rule_no) AS inhibited_by
    FROM timed AS t
    JOIN timed AS o ON o.target_id = t.target_id
    WHERE
        o.elapsed
        AND list_contains(o.inhibits, t.rule)
        AND o.severity_no * 1000 + o.rule_no < t.severity_no * 1000 + t.rule_no
    GROUP BY t.target_id, t.rule
)

SELECT
    t.*,
    i.inhibited_by
FROM timed AS t
LEFT JOIN inhibited AS i ON i.target_id = t.target_id AND i.rule = t.rule;
