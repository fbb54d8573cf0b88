-- What a goal's number is about and how its figures make it up; verdicts with their day, deadline and chance of a miss.
ALTER TABLE extracted_targets ADD COLUMN aggregation VARCHAR;      -- sum | last | mean | compound | every
ALTER TABLE extracted_targets ADD COLUMN baseline DOUBLE;          -- the starting value that the document states
ALTER TABLE extracted_targets ADD COLUMN baseline_on DATE;

ALTER TABLE judged_goals ADD COLUMN aggregation VARCHAR;
ALTER TABLE judged_goals ADD COLUMN figures_begin DATE;            -- only figures whose period begins on this day count
ALTER TABLE judged_goals ADD COLUMN whole_years BOOLEAN;           -- only figures of calendar years count
ALTER TABLE judged_goals ADD COLUMN from_base BOOLEAN;             -- a change, measured by a series of the quantity
ALTER TABLE judged_goals ADD COLUMN change VARCHAR;
ALTER TABLE judged_goals ADD COLUMN stated_baseline DOUBLE;
ALTER TABLE judged_goals ADD COLUMN stated_baseline_on DATE;
ALTER TABLE judged_goals ADD COLUMN reference_series_id VARCHAR;   -- the series that sets the goal
ALTER TABLE judged_goals ADD COLUMN extended_from DATE;            -- the due day before a person extended it
ALTER TABLE judged_goals ADD COLUMN extended_by VARCHAR;
UPDATE judged_goals SET
    aggregation = CASE WHEN adds_up THEN 'sum' ELSE 'last' END,
    judged_as = CASE WHEN adds_up AND judged_as = 'bound' THEN 'budget' ELSE judged_as END,
    whole_years = false,
    from_base = false;

ALTER TABLE progress ADD COLUMN period_start DATE;
ALTER TABLE progress ADD COLUMN period_end DATE;
ALTER TABLE progress ADD COLUMN aggregation VARCHAR;
ALTER TABLE progress ADD COLUMN judged_on DATE;                    -- the day whose expected value counts
ALTER TABLE progress ADD COLUMN gap_share DOUBLE;                  -- the gap in per cent of the way, or of the goal
ALTER TABLE progress ADD COLUMN probability_of_miss DOUBLE;
ALTER TABLE progress ADD COLUMN reached_on DATE;
ALTER TABLE progress ADD COLUMN days_late INTEGER;
ALTER TABLE progress ADD COLUMN approximate BOOLEAN;               -- the actual is a mean of months
ALTER TABLE progress ADD COLUMN final_figure_due BOOLEAN;
ALTER TABLE progress ADD COLUMN report_overdue BOOLEAN;
ALTER TABLE progress ADD COLUMN owed_period_end DATE;              -- the period whose figure is owed, and since when
ALTER TABLE progress ADD COLUMN owed_since DATE;
ALTER TABLE progress ADD COLUMN extended_from DATE;
ALTER TABLE progress ADD COLUMN extended_by VARCHAR;
ALTER TABLE progress ADD COLUMN waits_for_check BOOLEAN;           -- a later figure waits until a person confirmed it
ALTER TABLE progress ADD COLUMN is_settled BOOLEAN;                -- decided, told and past the time in the settings

ALTER TABLE progress_history ADD COLUMN gap_share DOUBLE;
ALTER TABLE progress_history ADD COLUMN probability_of_miss DOUBLE;
ALTER TABLE progress_history ADD COLUMN final_figure_due BOOLEAN;
ALTER TABLE progress_history ADD COLUMN report_overdue BOOLEAN;
