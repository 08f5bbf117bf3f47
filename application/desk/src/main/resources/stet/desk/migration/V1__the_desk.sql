-- Why: editors ask which stories wait at which desk and what each still needs, all day long and all at once. So each article is kept
-- as its events have made it, with what queues sort and filter by beside it; a queue is then one walk along one index.

CREATE TABLE IF NOT EXISTS desk_article (
    article          VARCHAR                  NOT NULL,
    -- The last event folded; an event that is not later has been here before.
    sequence         BIGINT                   NOT NULL,
    -- The folded article itself. All else in this row is derived from it or from when its events happened.
    state            VARCHAR                  NOT NULL,
    queue            VARCHAR                  NOT NULL,
    stage            VARCHAR                  NOT NULL,
    live             BOOLEAN                  NOT NULL,
    held             BOOLEAN                  NOT NULL,
    submitted        BOOLEAN                  NOT NULL,
    desk             VARCHAR                  NOT NULL,
    headline         VARCHAR                  NOT NULL,
    slugline         VARCHAR                  NOT NULL,
    section          VARCHAR                  NOT NULL,
    search           VARCHAR                  NOT NULL,
    urgency          BIGINT                   NOT NULL,
    words            BIGINT                   NOT NULL,
    revision         BIGINT                   NOT NULL,
    claims           BIGINT                   NOT NULL,
    open_claims      BIGINT                   NOT NULL,
    -- An embargo is not counted: it ends by itself.
    obstacles        BIGINT                   NOT NULL,
    first_obstacle   VARCHAR,
    due              TIMESTAMP WITH TIME ZONE,
    drafted_at       TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_at       TIMESTAMP WITH TIME ZONE NOT NULL,
    stage_since      TIMESTAMP WITH TIME ZONE NOT NULL,
    scheduled_for    TIMESTAMP WITH TIME ZONE,
    schedule_dropped VARCHAR,
    PRIMARY KEY (article)
);
CREATE INDEX IF NOT EXISTS desk_article_in_order ON desk_article (urgency, changed_at DESC, article);
CREATE INDEX IF NOT EXISTS desk_article_by_queue ON desk_article (queue, urgency, changed_at DESC, article);
CREATE INDEX IF NOT EXISTS desk_article_by_desk ON desk_article (desk, queue, urgency, changed_at DESC, article);

CREATE TABLE IF NOT EXISTS desk_assignment (
    article VARCHAR NOT NULL,
    person  VARCHAR NOT NULL,
    role    VARCHAR NOT NULL,
    due     TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (article, person, role)
);
CREATE INDEX IF NOT EXISTS desk_assignment_by_person ON desk_assignment (person, article);

-- The words of comments are not part of the article, which keeps only which of them are open.
CREATE TABLE IF NOT EXISTS desk_comment (
    article      VARCHAR                  NOT NULL,
    comment      VARCHAR                  NOT NULL,
    said         VARCHAR                  NOT NULL,
    place        VARCHAR,
    begins       BIGINT,
    words        VARCHAR,
    mentions     VARCHAR                  NOT NULL,
    author       VARCHAR                  NOT NULL,
    commented_at TIMESTAMP WITH TIME ZONE NOT NULL,
    resolved     BOOLEAN                  NOT NULL,
    PRIMARY KEY (article, comment)
);

-- Somebody who left stays here, since what they did is still shown under their name.
CREATE TABLE IF NOT EXISTS desk_person (
    person VARCHAR NOT NULL,
    name   VARCHAR NOT NULL,
    here   BOOLEAN NOT NULL,
    PRIMARY KEY (person)
);

CREATE TABLE IF NOT EXISTS desk_person_role (
    person VARCHAR NOT NULL,
    role   VARCHAR NOT NULL,
    PRIMARY KEY (person, role)
);

CREATE TABLE IF NOT EXISTS desk_person_desk (
    person VARCHAR NOT NULL,
    desk   VARCHAR NOT NULL,
    PRIMARY KEY (person, desk)
);

CREATE TABLE IF NOT EXISTS desk_desk (
    desk VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    PRIMARY KEY (desk)
);
