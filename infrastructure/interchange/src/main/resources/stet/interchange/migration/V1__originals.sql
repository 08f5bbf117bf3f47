-- Why: what the import made of a file is a reading of it, and a reading may turn out wrong. The bytes that came are kept for as long as
-- the draft made from them, under their own SHA-256, so that the same file is kept once and can be held against the draft at any time.
CREATE TABLE IF NOT EXISTS interchange_original (
    sha256        CHAR(64)                    NOT NULL PRIMARY KEY,
    media_type    VARCHAR(255)                NOT NULL,
    bytes         BYTEA                       NOT NULL,
    first_kept_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
