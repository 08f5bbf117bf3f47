-- Why: whoever signed in on one node is signed in on all, and still is when that node is gone or begins anew. The columns are those of
-- Spring Session. What a browser's cookie holds is kept as a hash, so that these rows let nobody in.
CREATE TABLE IF NOT EXISTS people_session (
    primary_id VARCHAR NOT NULL PRIMARY KEY,
    session_id VARCHAR NOT NULL,
    creation_time BIGINT NOT NULL,
    last_access_time BIGINT NOT NULL,
    max_inactive_interval INTEGER NOT NULL,
    expiry_time BIGINT NOT NULL,
    principal_name VARCHAR
);
CREATE UNIQUE INDEX IF NOT EXISTS people_session_by_id ON people_session (session_id);
CREATE INDEX IF NOT EXISTS people_session_by_expiry ON people_session (expiry_time);

CREATE TABLE IF NOT EXISTS people_session_attributes (
    session_primary_id VARCHAR NOT NULL REFERENCES people_session (primary_id) ON DELETE CASCADE,
    attribute_name VARCHAR NOT NULL,
    attribute_bytes BYTEA NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
