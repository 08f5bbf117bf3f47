-- Why: people are told what was done with their sign-in, by whom and from where, until they have looked at it. What was done before
-- there were these columns is told to nobody. A letter is WAITING, GOING, GONE or RETURNED; one that was going when the program died is
-- not sent again.
ALTER TABLE people_access ADD COLUMN IF NOT EXISTS untold BOOLEAN;
ALTER TABLE people_access ADD COLUMN IF NOT EXISTS letter VARCHAR;
CREATE INDEX IF NOT EXISTS people_access_about ON people_access (whom, first_at);
CREATE INDEX IF NOT EXISTS people_access_untold ON people_access (whom, untold);
CREATE INDEX IF NOT EXISTS people_access_letter ON people_access (letter, first_at);

-- Why: a password that somebody else gave is known to somebody else, so it is good for one sign-in and for a time. Null is a password that
-- its owner chose.
ALTER TABLE people_credential ADD COLUMN IF NOT EXISTS given_until TIMESTAMP WITH TIME ZONE;
ALTER TABLE people_credential ADD COLUMN IF NOT EXISTS given_used_at TIMESTAMP WITH TIME ZONE;

-- Why: whoever starts a newsroom comes in by a link that works once, of which only a hash is kept.
CREATE TABLE IF NOT EXISTS people_first_link (
    link_hash VARCHAR NOT NULL PRIMARY KEY,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);
