-- Why: another version of the program may make something else of the same events. So each set says by which version of its read model
-- it was made; what serves and was made by another is made again, beside it. Before this column nothing said so.
ALTER TABLE ledger_set ADD COLUMN IF NOT EXISTS version INTEGER;
