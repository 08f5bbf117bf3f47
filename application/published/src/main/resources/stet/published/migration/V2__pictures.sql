-- Why: a picture's file is the world's to see as long as it stands in an edition that is on view, and no longer (rules 18, 20 and 21).
-- Which those are is asked for every picture on every page, so it must not take reading whole editions. Editions that came out before
-- this table are not in it: there were no files of pictures then.
CREATE TABLE IF NOT EXISTS published_picture (
    article VARCHAR  NOT NULL,
    edition BIGINT   NOT NULL,
    sha256  VARCHAR  NOT NULL,
    PRIMARY KEY (article, edition, sha256)
);
CREATE INDEX IF NOT EXISTS published_picture_by_hash ON published_picture (sha256);
