-- Why: where the newsroom's house has single sign-on, its people come in by it. Who they are there is the provider's subject, which it never gives
-- to anybody else; an address or a name might be somebody else's tomorrow.
CREATE TABLE IF NOT EXISTS people_identity (
    issuer VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (issuer, subject)
);
