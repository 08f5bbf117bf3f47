-- Who somebody is and what they may do is in the ledger for ever; how they prove that it is them is not: a password is replaced, a
-- token is revoked, and neither is anybody's business later. So both lie here, beside the ledger, and neither in clear.
CREATE TABLE IF NOT EXISTS people_credential (
    person_id VARCHAR NOT NULL PRIMARY KEY,
    sign_in_name VARCHAR NOT NULL UNIQUE,
    password VARCHAR NOT NULL,
    set_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE IF NOT EXISTS people_token (
    token_id VARCHAR NOT NULL PRIMARY KEY,
    person_id VARCHAR NOT NULL,
    token_hash VARCHAR NOT NULL UNIQUE,
    label VARCHAR NOT NULL,
    issued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    last_used_at TIMESTAMP WITH TIME ZONE,
    expires_at TIMESTAMP WITH TIME ZONE,
    revoked_at TIMESTAMP WITH TIME ZONE
);

CREATE INDEX IF NOT EXISTS people_token_of_person ON people_token (person_id);
