-- Why: a checker names the same few sources again and again, in one article and from one article to the next. So each is kept once for
-- each article that rests on it, to be picked instead of typed. Only what everybody in the newsroom may see: of a confidential source
-- there is nothing here. What was named before this table was there comes into it when the desk is rebuilt.

CREATE TABLE IF NOT EXISTS desk_source (
    article   VARCHAR                  NOT NULL,
    -- The fingerprint of what it is: type, locator and note.
    source    VARCHAR                  NOT NULL,
    type      VARCHAR                  NOT NULL,
    locator   VARCHAR                  NOT NULL,
    note      VARCHAR                  NOT NULL,
    -- As in 2026-11-28.
    consulted VARCHAR                  NOT NULL,
    -- When a verdict rested on it last, and by which event of the article.
    used_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    sequence  BIGINT                   NOT NULL,
    PRIMARY KEY (article, source)
);
CREATE INDEX IF NOT EXISTS desk_source_latest ON desk_source (used_at DESC);
