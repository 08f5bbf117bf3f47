-- Why: what readers found at any instant is asked for as what they find now is, and must be found as fast. Editions and notes say when
-- they came out already. What is missing: every standing that a story has had and not only its last; what the newsroom was called and
-- which times it showed, which every page says; and the sections that there have ever been. Rows are only added, so that what stood at
-- an instant is the last row that was there by then.

-- Each time a story was put on hold, released or killed. The notice is what readers of a killed one find.
CREATE TABLE IF NOT EXISTS published_turn (
    article  VARCHAR                  NOT NULL,
    sequence BIGINT                   NOT NULL,
    standing VARCHAR                  NOT NULL,
    since    TIMESTAMP WITH TIME ZONE NOT NULL,
    notice   VARCHAR,
    PRIMARY KEY (article, sequence)
);
CREATE INDEX IF NOT EXISTS published_turn_by_time ON published_turn (since);
CREATE INDEX IF NOT EXISTS published_turn_newest ON published_turn (since DESC);

-- Each time the newsroom was given a name or a time zone; the other is null then.
CREATE TABLE IF NOT EXISTS published_letterhead (
    sequence BIGINT                   NOT NULL,
    since    TIMESTAMP WITH TIME ZONE NOT NULL,
    name     VARCHAR,
    zone     VARCHAR,
    PRIMARY KEY (sequence)
);

CREATE TABLE IF NOT EXISTS published_section (
    section VARCHAR NOT NULL,
    PRIMARY KEY (section)
);

-- H2 reads a whole row, and so a whole edition, for each column that is not in the index; these have all that a place in a list needs.
CREATE INDEX IF NOT EXISTS published_edition_newest
    ON published_edition (first_published DESC, article DESC, edition, published);
CREATE INDEX IF NOT EXISTS published_edition_newest_of_section
    ON published_edition (section, first_published DESC, article DESC, edition, published);
CREATE INDEX IF NOT EXISTS published_edition_later ON published_edition (article, edition, published);
-- When something came out, forwards and backwards: H2 walks an index only in its own direction.
CREATE INDEX IF NOT EXISTS published_edition_by_time ON published_edition (published, article);
CREATE INDEX IF NOT EXISTS published_edition_by_time_back ON published_edition (published DESC, article);
