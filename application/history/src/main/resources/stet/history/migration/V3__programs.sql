-- Why: what a program did with somebody's token, they did not do with their own hands, and whoever reads the history sees which it was.
ALTER TABLE history_entry ADD COLUMN IF NOT EXISTS program VARCHAR;
