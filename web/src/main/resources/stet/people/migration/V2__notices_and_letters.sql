-- Why: people are told of what concerns them, on their pages and by e-mail. What concerns them is in the ledger; what they have looked
-- at, where their letters go and which of these have gone is not, for nobody asks later.

CREATE TABLE IF NOT EXISTS people_address (
    person_id VARCHAR NOT NULL PRIMARY KEY,
    address VARCHAR NOT NULL,
    set_at TIMESTAMP WITH TIME ZONE NOT NULL
);

-- An event is named by its article and its number in that article's history.
CREATE TABLE IF NOT EXISTS people_seen (
    person_id VARCHAR NOT NULL,
    article VARCHAR NOT NULL,
    sequence BIGINT NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (person_id, article, sequence)
);

-- What has happened and may concern somebody; gone once there is a letter for each of them.
CREATE TABLE IF NOT EXISTS people_news (
    article VARCHAR NOT NULL,
    sequence BIGINT NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (article, sequence)
);

CREATE TABLE IF NOT EXISTS people_letter (
    person_id VARCHAR NOT NULL,
    article VARCHAR NOT NULL,
    sequence BIGINT NOT NULL,
    written_at TIMESTAMP WITH TIME ZONE NOT NULL,
    -- WAITING, GOING, GONE or RETURNED. One that was going when the program died is not sent again: it may have gone.
    state VARCHAR NOT NULL,
    tries BIGINT NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (person_id, article, sequence)
);
CREATE INDEX IF NOT EXISTS people_letter_waiting ON people_letter (state, next_at);
