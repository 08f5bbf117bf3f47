-- Why: where words are taken out of several editions at once, one record says so, and of each edition it is stated what it says from then on.
ALTER TABLE seal_statement DROP CONSTRAINT IF EXISTS seal_statement_record;
CREATE INDEX IF NOT EXISTS seal_statement_of_record ON seal_statement (record_index);
