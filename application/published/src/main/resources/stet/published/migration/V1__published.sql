-- Why: the world asks for what is out, and must never be shown anything else (rule 21). These tables therefore hold public things only,
-- and what is held or killed is left out by one view, which every query that gives content away reads from.

-- Every edition, whole, for ever.
CREATE TABLE IF NOT EXISTS published_edition (
    article         VARCHAR                  NOT NULL,
    edition         BIGINT                   NOT NULL,
    slug            VARCHAR                  NOT NULL,
    section         VARCHAR                  NOT NULL,
    kind            VARCHAR                  NOT NULL,
    headline        VARCHAR                  NOT NULL,
    standfirst      VARCHAR                  NOT NULL,
    published       TIMESTAMP WITH TIME ZONE NOT NULL,
    first_published TIMESTAMP WITH TIME ZONE NOT NULL,
    whole           VARCHAR                  NOT NULL,
    PRIMARY KEY (article, edition)
);

-- The story as its latest edition has it: where it is found, and which edition that is.
CREATE TABLE IF NOT EXISTS published_story (
    article         VARCHAR                  NOT NULL,
    slug            VARCHAR                  NOT NULL,
    section         VARCHAR                  NOT NULL,
    edition         BIGINT                   NOT NULL,
    first_published TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (article)
);
CREATE INDEX IF NOT EXISTS published_story_by_slug ON published_story (slug);
CREATE INDEX IF NOT EXISTS published_story_by_time ON published_story (first_published, article);
CREATE INDEX IF NOT EXISTS published_story_by_section ON published_story (section, first_published, article);

-- Whether the story is on view: LIVE, HELD or KILLED; no row means that it always was. The notice is what readers of a killed one find.
CREATE TABLE IF NOT EXISTS published_standing (
    article  VARCHAR                  NOT NULL,
    standing VARCHAR                  NOT NULL,
    since    TIMESTAMP WITH TIME ZONE NOT NULL,
    notice   VARCHAR,
    PRIMARY KEY (article)
);

CREATE TABLE IF NOT EXISTS published_note (
    article     VARCHAR                  NOT NULL,
    sequence    BIGINT                   NOT NULL,
    note        VARCHAR                  NOT NULL,
    attached_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (article, sequence)
);

CREATE OR REPLACE VIEW published_on_view AS
    SELECT story.article, story.slug, story.section, story.edition, story.first_published
    FROM published_story story
    WHERE NOT EXISTS (SELECT 1 FROM published_standing standing
                      WHERE standing.article = story.article AND standing.standing <> 'LIVE');
