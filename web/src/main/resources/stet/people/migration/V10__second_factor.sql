-- Why: whoever has somebody's password has not yet what that person carries with them. The secret of a second factor must be known to check a
-- code, so no hash of it is kept; it lies sealed, under a key that is in no copy of this database. Null in confirmed_at is one that nobody has
-- given a code of, and that counts for nothing. A code works once: last_step is the half minute of the last one that was taken.
CREATE TABLE IF NOT EXISTS people_second_factor (
    person_id VARCHAR NOT NULL PRIMARY KEY,
    key_id VARCHAR NOT NULL,
    own_key BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    begun_at TIMESTAMP WITH TIME ZONE NOT NULL,
    confirmed_at TIMESTAMP WITH TIME ZONE,
    last_step BIGINT NOT NULL
);

-- For whoever has lost it. Each works once; nobody guesses one, so a plain hash is kept.
CREATE TABLE IF NOT EXISTS people_recovery_code (
    person_id VARCHAR NOT NULL,
    code_hash VARCHAR NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (person_id, code_hash)
);
