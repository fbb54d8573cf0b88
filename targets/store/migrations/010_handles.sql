-- What begins the short numbers of a document's goals: 抚州 2022 -> FZ22, so that its third goal is FZ22-3. Given once;
-- filled in by `give_letters`.
ALTER TABLE works ADD COLUMN letters VARCHAR;
