-- Why: what somebody did, and who signed, waived and corrected what, is asked of all articles at once, and whoever asks is told only of
-- what they may read. What was there before comes into these tables when the history is rebuilt; until then it is in no such list.

-- The whole order, or H2 would sort all that somebody ever did for one page of it.
CREATE INDEX IF NOT EXISTS history_entry_by_person ON history_entry (who, happened_at DESC, stream, sequence DESC);

-- What an article is called, and what the reading rules ask of it.
CREATE TABLE IF NOT EXISTS history_article (
    stream       VARCHAR NOT NULL,
    headline     VARCHAR NOT NULL,
    desk         VARCHAR NOT NULL,
    killed       BOOLEAN NOT NULL,
    -- The event that made it confidential last; null where it is not.
    confidential BIGINT,
    PRIMARY KEY (stream)
);

CREATE TABLE IF NOT EXISTS history_given (
    stream VARCHAR NOT NULL,
    person VARCHAR NOT NULL,
    role   VARCHAR NOT NULL,
    -- False once it was taken from them again.
    still  BOOLEAN NOT NULL,
    PRIMARY KEY (stream, person, role)
);

-- Each time an article is made confidential it is confided to those who are named then, and to nobody who was named before.
CREATE TABLE IF NOT EXISTS history_confided (
    stream   VARCHAR NOT NULL,
    person   VARCHAR NOT NULL,
    -- The last event that confided it to them.
    sequence BIGINT  NOT NULL,
    PRIMARY KEY (stream, person)
);

-- Sign-offs, waivers and corrections: few among all that happened, so that no list looks for them there.
CREATE TABLE IF NOT EXISTS history_listed (
    stream      VARCHAR                  NOT NULL,
    sequence    BIGINT                   NOT NULL,
    list        VARCHAR                  NOT NULL,
    who         VARCHAR                  NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (stream, sequence)
);
CREATE INDEX IF NOT EXISTS history_listed_in_order ON history_listed (list, happened_at DESC, stream, sequence DESC);
CREATE INDEX IF NOT EXISTS history_listed_by_person ON history_listed (list, who, happened_at DESC, stream, sequence DESC);
