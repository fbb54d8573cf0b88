-- The milestones that people entered for a goal, as it was judged.
ALTER TABLE judged_goals ADD COLUMN milestones STRUCT(due DATE, goal DOUBLE)[];
