-- The rows of table `progress`: every component beside the verdict, and what its words name.
-- Grain: a goal. Inputs: goal_verdicts, chosen_held; variables `known_until`, `run_id`, `as_of`, `profile`,
-- `rule_version`, `settled_after`. Outputs: view progress_rows (columns of table progress).

CREATE OR REPLACE TEMP VIEW progress_rows AS
WITH told AS (
    SELECT
        *,
        status NOT IN ('not_assessable', 'not_started') AS assessed,
        reason_code NOT IN (
            'no_series', 'bad_value', 'unit_differs', 'region_differs', 'missing_periods', 'not_issued',
            'before_start', 'other_period'
        ) AS measured_at_all,
        CASE WHEN status = 'met_late' THEN reached_on - due END AS days_late,
        owed_period_end + published_after AS owed_since,
        coalesce(getvariable('as_of') > owed_period_end + published_after, false) AS report_overdue
    FROM goal_verdicts
)
SELECT
    getvariable('run_id') AS run_id,
    getvariable('as_of') AS as_of,
    target_id,
    series_id,
    kind,
    direction,
    plan_start,
    due,
    plan_begins AS period_start,
    due AS period_end,
    aggregation,
    basis,
    CASE WHEN measured_at_all THEN baseline END AS baseline,
    CASE WHEN measured_at_all THEN baseline_on END AS baseline_on,
    CASE WHEN measured_at_all AND judged_as = 'level' THEN baseline_flagged END AS baseline_flagged,
    value AS target_value,
    value_high AS target_high,
    CASE WHEN measured_at_all THEN finite(actual) END AS actual,
    CASE WHEN measured_at_all THEN actual_on END AS actual_period_end,
    CASE WHEN measured_at_all THEN actual_recorded END AS actual_recorded_at,
    CASE WHEN measured_at_all THEN takes_mean END AS approximate,
    CASE WHEN assessed THEN judged_day END AS judged_on,
    CASE
        WHEN lacks_reference THEN NULL
        WHEN measured_at_all OR NOT on_the_way OR judged_as = 'cumulative' THEN finite(expected)
    END AS expected,
    CASE WHEN assessed THEN gap END AS gap,
    CASE WHEN assessed THEN gap_points END AS gap_points,
    CASE WHEN assessed THEN finite(gap_share) END AS gap_share,
    CASE WHEN assessed THEN achievement END AS achievement,
    time_share,
    CASE WHEN assessed THEN progress_share END AS progress_share,
    CASE WHEN assessed THEN finite(100 * (progress_share - time_share)) END AS lead_points,
    CASE WHEN assessed THEN required_rate END AS required_rate,
    CASE WHEN assessed THEN finite(current_rate) END AS current_rate,
    CASE WHEN assessed THEN finite(projection) END AS projection,
    CASE WHEN assessed THEN finite(projection_low) END AS projection_low,
    CASE WHEN assessed THEN finite(projection_high) END AS projection_high,
    CASE WHEN assessed THEN finite(probability_of_miss) END AS probability_of_miss,
    CASE
        WHEN NOT assessed OR periods_to_goal IS NULL THEN NULL
        WHEN cadence_months IS NULL THEN actual_on + periods_to_goal * cadence_days
        ELSE last_day((actual_on + to_months(periods_to_goal * cadence_months))::DATE)
    END AS reach_on,
    CASE WHEN status IN ('met', 'met_late') AND has_path THEN reached_on END AS reached_on,
    days_late,
    final_figure_due,
    report_overdue,
    CASE WHEN report_overdue THEN owed_period_end END AS owed_period_end,
    CASE WHEN report_overdue THEN owed_since END AS owed_since,
    extended_from,
    extended_by,
    coalesce(
        series_id IN (
            SELECT series_id
            FROM chosen_held
            WHERE recorded_at < getvariable('known_until') AND period_end <= getvariable('as_of')
        ),
        false
    ) AS waits_for_check,
    -- Told for long, or of a past year and never decided.
    coalesce(
        getvariable('as_of') > due + getvariable('settled_after')
        AND (status IN ('met', 'met_late', 'missed') OR due < date_trunc('year', getvariable('as_of'))),
        false
    ) AS is_settled,
    status,
    reason_code,
    -- What the words of the reason name beside the columns above (targets/verdicts.sql).
    judged_as,
    unit,
    goal,
    CASE reason_code
        WHEN 'not_issued' THEN issued_on
        WHEN 'missing_periods' THEN last_on
        WHEN 'no_baseline' THEN last_on
        WHEN 'broken' THEN broken_on
        WHEN 'final_figure_due' THEN owed_period_end
    END AS reason_on,
    CASE WHEN reason_code = 'broken' THEN broken_value END AS reason_figure,
    CASE reason_code
        WHEN 'unit_differs' THEN series_unit
        WHEN 'region_differs' THEN series_region
        WHEN 'no_reference' THEN reference_candidates
    END AS series_has,
    CASE reason_code
        WHEN 'unit_differs' THEN unit
        WHEN 'region_differs' THEN region
        WHEN 'no_reference'
            THEN CASE
                WHEN reference_series_id IS NOT NULL THEN NULL
                WHEN takes_mean OR compounds THEN 'averaged'
                ELSE coalesce(compared_with, 'unnamed')
            END
    END AS goal_has,
    getvariable('profile') AS profile,
    getvariable('rule_version') AS rule_version
FROM told;
