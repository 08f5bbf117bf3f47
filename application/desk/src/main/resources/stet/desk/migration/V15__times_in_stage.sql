-- Why: a desk wants to know how long its articles wait at each step and how often they go back, and nobody can tell that from where they stand
-- now. So each time that an article stood at a step of a desk is a row, which closes when it goes on; and beside it stands what came before
-- its first edition. What was there before comes into it when the desk is rebuilt.

CREATE TABLE IF NOT EXISTS desk_stay (
    article    VARCHAR                  NOT NULL,
    -- 1 for the first step at which the article stood.
    number     BIGINT                   NOT NULL,
    desk       VARCHAR                  NOT NULL,
    queue      VARCHAR                  NOT NULL,
    -- The step before; nothing for the first.
    came_from  VARCHAR,
    -- By which act the article went back to this step; nothing where it did not go back.
    went_back  VARCHAR,
    entered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Nothing while it still stands there.
    left_at    TIMESTAMP WITH TIME ZONE,
    -- In milliseconds.
    lasted     BIGINT,
    -- When it was entered, as long as it stands there and somebody has to see to it: few of all do, and an index leads to these.
    waits_since TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (article, number)
);
CREATE INDEX IF NOT EXISTS desk_stay_ended ON desk_stay (left_at, desk);
CREATE INDEX IF NOT EXISTS desk_stay_begun ON desk_stay (entered_at, desk);
CREATE INDEX IF NOT EXISTS desk_stay_waits ON desk_stay (waits_since);

CREATE TABLE IF NOT EXISTS desk_first_edition (
    article      VARCHAR                  NOT NULL,
    -- The desk at which it came out.
    desk         VARCHAR                  NOT NULL,
    published_at TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Since it was drafted, in milliseconds.
    lasted       BIGINT                   NOT NULL,
    -- How often a sign-off fell, and how often the article went back, before it came out.
    fallen       BIGINT                   NOT NULL,
    went_back    BIGINT                   NOT NULL,
    PRIMARY KEY (article)
);
CREATE INDEX IF NOT EXISTS desk_first_edition_out ON desk_first_edition (published_at, desk);

-- What an article itself does not remember of its way.
ALTER TABLE desk_article ADD COLUMN IF NOT EXISTS course VARCHAR;
