-- Why: who came in, who was turned away and what was done with passwords, tokens and backups is asked when something has gone wrong. It
-- is not the newsroom's history, and it is not kept for ever, so it has a table of its own, to which rows are only added. Refusals of one
-- kind within an hour are one row that counts, or strangers could fill the disk.
CREATE TABLE IF NOT EXISTS people_access (
    access_id VARCHAR NOT NULL PRIMARY KEY,
    kind VARCHAR NOT NULL,
    who VARCHAR,
    whom VARCHAR,
    address VARCHAR NOT NULL,
    about VARCHAR,
    outcome VARCHAR NOT NULL,
    first_at TIMESTAMP WITH TIME ZONE NOT NULL,
    last_at TIMESTAMP WITH TIME ZONE NOT NULL,
    times BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS people_access_newest ON people_access (first_at, access_id);

-- Browsers in which somebody has signed in before, by a hash of what their cookie holds: what strangers do to a name does not slow them.
CREATE TABLE IF NOT EXISTS people_browser (
    browser_hash VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    last_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (browser_hash, person_id)
);
CREATE INDEX IF NOT EXISTS people_browser_of_person ON people_browser (person_id);
