-- Reasons are worded where they are shown (targets/verdicts.sql): what their words name is kept instead.
ALTER TABLE progress ADD COLUMN judged_as VARCHAR;     -- the kind whose rules hold, as in judged_goals
ALTER TABLE progress ADD COLUMN unit VARCHAR;          -- of the goal and its figures
ALTER TABLE progress ADD COLUMN goal DOUBLE;           -- the end of the way; that of another series where one sets it
ALTER TABLE progress ADD COLUMN reason_on DATE;        -- the day that the reason names: of a document or a figure
ALTER TABLE progress ADD COLUMN reason_figure DOUBLE;  -- the figure that broke the goal
ALTER TABLE progress ADD COLUMN series_has VARCHAR;    -- where units or regions differ, that of the series
ALTER TABLE progress ADD COLUMN goal_has VARCHAR;      -- and that of the goal
ALTER TABLE progress DROP COLUMN reason_zh;
ALTER TABLE progress DROP COLUMN reason_en;
