-- Why: whoever is invited, or has forgotten their password, comes in by a link that works once, as whoever starts a newsroom does. There is
-- one for each person and purpose, so a new one ends the one before. Of what only its bearer knows, a hash is kept; where the link goes by
-- letter, it is drawn when the letter goes, so that there is no hash before.
CREATE TABLE IF NOT EXISTS people_link (
    person_id VARCHAR NOT NULL,
    -- FIRST_ADMINISTRATOR, INVITATION or FORGOTTEN.
    purpose VARCHAR NOT NULL,
    link_hash VARCHAR,
    -- Null where the link was shown.
    address VARCHAR,
    asked_by VARCHAR,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    -- WAITING, GOING, GONE or RETURNED, or null. One that was going when the program died is not sent again: it may have gone.
    letter VARCHAR,
    PRIMARY KEY (person_id, purpose)
);
CREATE UNIQUE INDEX IF NOT EXISTS people_link_by_hash ON people_link (link_hash);
CREATE INDEX IF NOT EXISTS people_link_letter ON people_link (letter, asked_at);
DROP TABLE IF EXISTS people_first_link;

-- Why: an address is where a forgotten password is helped, also for whoever wants no notices by letter; but not one that a program gave, or a
-- token that leaks would be worth a password.
ALTER TABLE people_address ADD COLUMN IF NOT EXISTS notices BOOLEAN DEFAULT TRUE NOT NULL;
ALTER TABLE people_address ADD COLUMN IF NOT EXISTS vouched BOOLEAN DEFAULT TRUE NOT NULL;

-- Why: somebody who works far from the newsroom reads times where they are, with or without scripts.
CREATE TABLE IF NOT EXISTS people_zone (
    person_id VARCHAR NOT NULL PRIMARY KEY,
    zone VARCHAR NOT NULL,
    set_at TIMESTAMP WITH TIME ZONE NOT NULL
);
