-- The rules that hold for each goal by the facts of the day, one row a goal and rule.
-- Inputs: temporary tables alert_facts, alert_rules. A goal without usable data holds nothing anew.
CREATE OR REPLACE TEMP TABLE holding AS
SELECT
    f.target_id,
    r.name AS rule,
    r.condition IN ('met', 'met_late') AS is_event
FROM alert_facts AS f
JOIN alert_rules AS r
    ON CASE r.condition
        WHEN 'behind' THEN list_contains(r.statuses, f.status) AND (NOT f.is_behind OR f.periods >= r.periods)
        WHEN 'worsening' THEN f.status = 'at_risk' AND f.worse_by > r.points
        WHEN 'deadline'
            THEN f.is_known AND NOT f.is_final AND f.days_left BETWEEN 0 AND r.days AND f.progress_share < r.below
        WHEN 'likely_miss' THEN f.is_assessed AND NOT f.is_final AND f.probability_of_miss > r.above
        WHEN 'missed' THEN f.status = 'missed'
        WHEN 'met' THEN f.status = 'met' AND f.newly_met
        WHEN 'met_late' THEN f.status = 'met_late' AND f.newly_met
        WHEN 'figure_overdue' THEN f.status = 'stale' OR (f.report_overdue AND f.days_owed >= r.days)
        WHEN 'check_failed' THEN f.waits_for_check
        WHEN 'rank_fell' THEN f.places_lost >= r.places
        WHEN 'promise_overdue' THEN f.promise_overdue
    END
WHERE
    NOT f.retired
    AND (r.owners IS NULL OR list_has_any(r.owners, f.owners) OR list_contains(r.owners, f.group_key))
    AND (r.regions IS NULL OR list_contains(r.regions, f.region))
    AND (r.documents IS NULL OR list_has_any(r.documents, f.documents))
    AND (
        r.sections IS NULL
        OR list_bool_or(list_transform(r.sections, LAMBDA part: contains(f.headings, part)))
    );
