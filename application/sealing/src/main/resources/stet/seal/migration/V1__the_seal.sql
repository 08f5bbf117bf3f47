-- Why: whoever does not trust the newsroom must be able to check its history. Nothing here is made again from the ledger, since salts are
-- random and checkpoints are out in the world; rows are added, and none is ever changed but the checkpoint of the day.

-- The name of this log, under which it signs, for ever.
CREATE TABLE IF NOT EXISTS seal_log (
    place SMALLINT NOT NULL PRIMARY KEY CHECK (place = 1),
    origin VARCHAR(250) NOT NULL
);

-- The public keys that it has ever signed with, so that what they signed is verified after they are gone.
CREATE TABLE IF NOT EXISTS seal_key (
    vkey VARCHAR(4000) NOT NULL PRIMARY KEY,
    since TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE IF NOT EXISTS seal_record (
    record_index BIGINT NOT NULL PRIMARY KEY,
    event_id VARCHAR(64) NOT NULL,
    stream VARCHAR(64) NOT NULL,
    seq BIGINT NOT NULL,
    -- In the ledger.
    place BIGINT NOT NULL,
    actor VARCHAR(200) NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    record VARCHAR(65536) NOT NULL,
    leaf VARCHAR(64) NOT NULL,
    CONSTRAINT seal_record_event UNIQUE (event_id),
    CONSTRAINT seal_record_stream UNIQUE (stream, seq)
);
CREATE INDEX IF NOT EXISTS seal_record_actor ON seal_record (actor, record_index);
CREATE INDEX IF NOT EXISTS seal_record_place ON seal_record (place);
CREATE INDEX IF NOT EXISTS seal_record_happened ON seal_record (happened_at);

-- Apart from the records, so that a salt can be shredded with its payload and the record stays.
CREATE TABLE IF NOT EXISTS seal_salt (
    record_index BIGINT NOT NULL PRIMARY KEY,
    payload_salt VARCHAR(64) NOT NULL,
    meta_salt VARCHAR(64) NOT NULL
);

-- The roots of subtrees of 256 records, of 256 of those, and so on: what lies between is soon made of the leaves.
CREATE TABLE IF NOT EXISTS seal_node (
    level INTEGER NOT NULL,
    node_index BIGINT NOT NULL,
    hash VARCHAR(64) NOT NULL,
    PRIMARY KEY (level, node_index)
);

-- The last checkpoint of each day, in UTC.
CREATE TABLE IF NOT EXISTS seal_checkpoint (
    checkpoint_day VARCHAR(10) NOT NULL PRIMARY KEY,
    tree_size BIGINT NOT NULL,
    note VARCHAR(20000) NOT NULL
);

-- When all of it was verified, and what came of it.
CREATE TABLE IF NOT EXISTS seal_verification (
    verification VARCHAR(64) NOT NULL PRIMARY KEY,
    asked_by VARCHAR(200) NOT NULL,
    begun_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    records BIGINT,
    payloads BIGINT,
    shredded BIGINT,
    missing BIGINT,
    problems BIGINT,
    -- The first of them, as sentences, each in a line.
    told VARCHAR(100000)
);
