-- Why: whoever had a copy of the database had the names of every confidential source. They are sealed under keys that are kept apart from
-- it. What is there already is sealed by the next start, which empties locator and note; nothing is written to these any more.
ALTER TABLE workflow_confidential_source ADD COLUMN IF NOT EXISTS key_id VARCHAR;
ALTER TABLE workflow_confidential_source ADD COLUMN IF NOT EXISTS own_key BYTEA;
ALTER TABLE workflow_confidential_source ADD COLUMN IF NOT EXISTS sealed BYTEA;
ALTER TABLE workflow_confidential_source ALTER COLUMN locator DROP NOT NULL;
ALTER TABLE workflow_confidential_source ALTER COLUMN note DROP NOT NULL;

-- What was shredded, which a list beside the keys also says: so that a backup from before, once restored, tells it no more.
CREATE TABLE IF NOT EXISTS workflow_shredded (
    source_id VARCHAR NOT NULL PRIMARY KEY,
    article_id VARCHAR NOT NULL
);

-- The key that is sealed with, on every node: one that does not have it must not begin with another.
CREATE TABLE IF NOT EXISTS workflow_key (
    place SMALLINT NOT NULL PRIMARY KEY CHECK (place = 1),
    key_id VARCHAR NOT NULL
);
