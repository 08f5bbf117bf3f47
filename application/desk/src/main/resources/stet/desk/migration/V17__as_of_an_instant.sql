-- Why: an auditor asks which articles there were at 14:03, in which state and whose, and nobody can tell that from how they stand now. So each
-- time that an article stood as a card shows it is a row, which closes when anything on the card changes; a save that changes none of it adds
-- nothing. What changes far more often, the count of its claims, stands beside it, and so does who had it. What was there before comes into it
-- when the desk is rebuilt.

CREATE TABLE IF NOT EXISTS desk_was (
    article          VARCHAR                  NOT NULL,
    since_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    -- The end of the year 9999 while it still stands so.
    until_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    -- How long it stood so, by the number of the shortest of a few spans that is longer; the last is for all others. Of a span, what stood at an
    -- instant began within that span before it, so that no more is looked through than that.
    span             BIGINT                   NOT NULL,
    queue            VARCHAR                  NOT NULL,
    stage            VARCHAR                  NOT NULL,
    live             BOOLEAN                  NOT NULL,
    held             BOOLEAN                  NOT NULL,
    submitted        BOOLEAN                  NOT NULL,
    confidential     BOOLEAN                  NOT NULL,
    among_live       BOOLEAN                  NOT NULL,
    desk             VARCHAR                  NOT NULL,
    headline         VARCHAR                  NOT NULL,
    slugline         VARCHAR                  NOT NULL,
    section          VARCHAR                  NOT NULL,
    urgency          BIGINT                   NOT NULL,
    -- The last that had come out.
    edition          BIGINT,
    embargo          TIMESTAMP WITH TIME ZONE,
    scheduled_for    TIMESTAMP WITH TIME ZONE,
    schedule_dropped VARCHAR,
    stage_since      TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (article, since_at)
);
CREATE INDEX IF NOT EXISTS desk_was_by_queue ON desk_was (queue, span, since_at DESC, article);
CREATE INDEX IF NOT EXISTS desk_was_among_live ON desk_was (among_live, span, since_at DESC, article);

CREATE TABLE IF NOT EXISTS desk_was_checked (
    article     VARCHAR                  NOT NULL,
    since_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    claims      BIGINT                   NOT NULL,
    open_claims BIGINT                   NOT NULL,
    PRIMARY KEY (article, since_at)
);

CREATE TABLE IF NOT EXISTS desk_was_given (
    article  VARCHAR                  NOT NULL,
    person   VARCHAR                  NOT NULL,
    role     VARCHAR                  NOT NULL,
    since_at TIMESTAMP WITH TIME ZONE NOT NULL,
    until_at TIMESTAMP WITH TIME ZONE NOT NULL,
    due      TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (article, person, role, since_at)
);
CREATE INDEX IF NOT EXISTS desk_was_given_by_person ON desk_was_given (person, until_at, article);
