-- A command that comes twice with one key is answered as the first time, so the first answer is kept, in the transaction that wrote
-- the events. A key belongs to the person who used it.
CREATE TABLE IF NOT EXISTS workflow_answer (
    person VARCHAR NOT NULL,
    repeat_key VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    answered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (person, repeat_key)
);

-- The identity of a confidential source lies beside the ledger, never in it, so that it can be shredded.
CREATE TABLE IF NOT EXISTS workflow_confidential_source (
    source_id VARCHAR NOT NULL PRIMARY KEY,
    article_id VARCHAR NOT NULL,
    locator VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    consulted_by VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS workflow_confidential_reader (
    source_id VARCHAR NOT NULL REFERENCES workflow_confidential_source (source_id) ON DELETE CASCADE,
    reader VARCHAR NOT NULL,
    PRIMARY KEY (source_id, reader)
);

-- Publications that wait for their instant survive a restart, and one node fires each. The columns are those of db-scheduler.
CREATE TABLE IF NOT EXISTS workflow_task (
    task_name VARCHAR NOT NULL,
    task_instance VARCHAR NOT NULL,
    task_data BYTEA,
    execution_time TIMESTAMP WITH TIME ZONE NOT NULL,
    picked BOOLEAN NOT NULL,
    picked_by VARCHAR,
    last_success TIMESTAMP WITH TIME ZONE,
    last_failure TIMESTAMP WITH TIME ZONE,
    consecutive_failures INT,
    last_heartbeat TIMESTAMP WITH TIME ZONE,
    version BIGINT NOT NULL,
    priority SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX IF NOT EXISTS workflow_task_due ON workflow_task (execution_time);
