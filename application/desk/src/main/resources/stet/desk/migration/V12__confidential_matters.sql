-- Why: what is confidential is in no list of anybody but its own people, and whoever opened what was not theirs reads it for a while. So who
-- these are stands beside the article, as those do to whom it was given.
ALTER TABLE desk_article ADD COLUMN IF NOT EXISTS confidential BOOLEAN DEFAULT FALSE NOT NULL;

CREATE TABLE IF NOT EXISTS desk_confided (
    article VARCHAR NOT NULL,
    person  VARCHAR NOT NULL,
    PRIMARY KEY (article, person)
);

CREATE TABLE IF NOT EXISTS desk_opened (
    article  VARCHAR                  NOT NULL,
    person   VARCHAR                  NOT NULL,
    until_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (article, person)
);
