-- Who has an article open, for the other nodes to show. It is true for some seconds and worth nothing afterwards, so no backup has it.
CREATE TABLE IF NOT EXISTS presence_here (
    article_id VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (article_id, person_id)
);
