-- Why: a comment may answer another, and a request for changes is part of the same talk; it stands there until the writer hands in again.

ALTER TABLE desk_comment ADD COLUMN IF NOT EXISTS answers VARCHAR;
ALTER TABLE desk_comment ADD COLUMN IF NOT EXISTS asks_for_changes BOOLEAN DEFAULT FALSE NOT NULL;
