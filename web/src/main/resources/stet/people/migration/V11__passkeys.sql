-- Why: a passkey signs for this newsroom's address alone, so nobody gives it to a page that looks like ours, and its device asks who holds it.
-- The key that is kept is a public one; it stands in the credential as the standard has it (attestedCredentialData).
CREATE TABLE IF NOT EXISTS people_passkey (
    credential_id VARCHAR NOT NULL PRIMARY KEY,
    person_id VARCHAR NOT NULL,
    credential BYTEA NOT NULL,
    sign_count BIGINT NOT NULL,
    backup_eligible BOOLEAN NOT NULL,
    label VARCHAR NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE
);
CREATE INDEX IF NOT EXISTS people_passkey_of_person ON people_passkey (person_id);

-- What was signed is not taken twice, on whichever node; for the minutes in which it would be good.
CREATE TABLE IF NOT EXISTS people_challenge (
    challenge VARCHAR NOT NULL PRIMARY KEY,
    taken_at TIMESTAMP WITH TIME ZONE NOT NULL
);
