-- Why: whoever is not of the newsroom sees no records, and must be able to tell that every edition which the world was shown is sealed, that none was
-- hidden, and that what was withdrawn was withdrawn openly. So what the world was shown has a log of its own, of which everything is public.

CREATE TABLE IF NOT EXISTS seal_statement (
    statement_index BIGINT NOT NULL PRIMARY KEY,
    -- What was sealed of it.
    record_index BIGINT NOT NULL,
    stream VARCHAR(64) NOT NULL,
    slug VARCHAR(1000) NOT NULL,
    statement VARCHAR(65536) NOT NULL,
    leaf VARCHAR(64) NOT NULL,
    CONSTRAINT seal_statement_record UNIQUE (record_index)
);
CREATE INDEX IF NOT EXISTS seal_statement_stream ON seal_statement (stream);

-- As seal_node, of the tree of statements.
CREATE TABLE IF NOT EXISTS seal_statement_node (
    level INTEGER NOT NULL,
    node_index BIGINT NOT NULL,
    hash VARCHAR(64) NOT NULL,
    PRIMARY KEY (level, node_index)
);

-- The last checkpoint of each day, in UTC, over the statements. The first is signed when all that was sealed before there were statements has its own.
CREATE TABLE IF NOT EXISTS seal_statement_checkpoint (
    checkpoint_day VARCHAR(10) NOT NULL PRIMARY KEY,
    tree_size BIGINT NOT NULL,
    note VARCHAR(20000) NOT NULL
);
