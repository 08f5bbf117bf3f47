-- Why: when a source turns out not to be reliable, somebody must know at once what rests on it, in every article, and what of that readers
-- see. A claim that rested on a source once stays here, so that words which are put back are found again. Of a confidential source there
-- is nothing here. What was there before comes into it when the desk is rebuilt.

CREATE TABLE IF NOT EXISTS desk_reliance (
    article        VARCHAR                  NOT NULL,
    claim          VARCHAR                  NOT NULL,
    -- The fingerprint of the locator in its one form.
    source         VARCHAR                  NOT NULL,
    kind           VARCHAR                  NOT NULL,
    place          VARCHAR                  NOT NULL,
    words          VARCHAR                  NOT NULL,
    verdict        VARCHAR                  NOT NULL,
    type           VARCHAR                  NOT NULL,
    -- As it was typed.
    locator        VARCHAR                  NOT NULL,
    found_by       VARCHAR                  NOT NULL,
    found_at       TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Of the event of the article by which it was found.
    sequence       BIGINT                   NOT NULL,
    -- How the claim stands in the working copy.
    state          VARCHAR                  NOT NULL,
    -- The last edition, if its words rested on the source when it came out.
    edition        BIGINT,
    -- When the doubt of the source came to this claim, and the correction that was published since.
    discredited_at TIMESTAMP WITH TIME ZONE,
    corrected      BIGINT,
    PRIMARY KEY (article, claim, source)
);
CREATE INDEX IF NOT EXISTS desk_reliance_by_source ON desk_reliance (source, article);

CREATE TABLE IF NOT EXISTS desk_doubt (
    source         VARCHAR                  NOT NULL,
    locator        VARCHAR                  NOT NULL,
    -- Of the newsroom's event that doubted it last.
    sequence       BIGINT                   NOT NULL,
    reason         VARCHAR                  NOT NULL,
    doubted_by     VARCHAR                  NOT NULL,
    doubted_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    lifted_by      VARCHAR,
    lifted_at      TIMESTAMP WITH TIME ZONE,
    lifted_because VARCHAR,
    PRIMARY KEY (source)
);
