-- Why: auditors ask what happened to a story, who did it, and what it said at any moment. Everything here comes from the ledger's
-- events and can be dropped and rebuilt from them, so there are no foreign keys and no defaults: a row is exactly what its event says.

-- One row per event. The sentence is kept in three parts, because the thing or person in its middle is named when it is read.
CREATE TABLE IF NOT EXISTS history_entry (
    stream      VARCHAR                  NOT NULL,
    sequence    BIGINT                   NOT NULL,
    event       VARCHAR                  NOT NULL,
    kind        VARCHAR                  NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    who         VARCHAR                  NOT NULL,
    role        VARCHAR                  NOT NULL,
    why         VARCHAR,
    command     VARCHAR                  NOT NULL,
    work        VARCHAR,
    opening     VARCHAR                  NOT NULL,
    thing       VARCHAR,
    person      VARCHAR,
    ending      VARCHAR                  NOT NULL,
    PRIMARY KEY (stream, sequence)
);

-- The words of each place that an event touched, or null where it took them out; what changed is the difference to the row before.
CREATE TABLE IF NOT EXISTS history_words (
    stream   VARCHAR NOT NULL,
    place    VARCHAR NOT NULL,
    sequence BIGINT  NOT NULL,
    nth      BIGINT  NOT NULL,
    words    VARCHAR,
    PRIMARY KEY (stream, place, sequence)
);
CREATE INDEX IF NOT EXISTS history_words_by_event ON history_words (stream, sequence);

-- What claims, comments and captions were called when, so that a later sentence can name them by their words.
CREATE TABLE IF NOT EXISTS history_thing (
    stream   VARCHAR NOT NULL,
    thing    VARCHAR NOT NULL,
    sequence BIGINT  NOT NULL,
    kind     VARCHAR,
    words    VARCHAR NOT NULL,
    PRIMARY KEY (stream, thing, sequence)
);

-- The draft with its whole content, or the changes that made a revision: any revision can be made again from these.
CREATE TABLE IF NOT EXISTS history_revision (
    stream      VARCHAR                  NOT NULL,
    sequence    BIGINT                   NOT NULL,
    revision    BIGINT                   NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    drafted     VARCHAR,
    changes     VARCHAR,
    PRIMARY KEY (stream, sequence)
);

CREATE TABLE IF NOT EXISTS history_person (
    person VARCHAR NOT NULL,
    name   VARCHAR NOT NULL,
    PRIMARY KEY (person)
);
