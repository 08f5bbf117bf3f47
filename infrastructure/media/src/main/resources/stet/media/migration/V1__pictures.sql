-- Why: an article names a picture by the SHA-256 of its bytes, so that an approved caption is about exactly this picture (rule 15). The
-- bytes are kept as they came, once, for as long as anything may name them.

-- A row is here only when all its pieces and renditions are. What the file says of itself is kept beside it, as suggestions for whoever
-- writes the caption; empty where it says nothing. Width and height are in pixels, as the picture is looked at; size is in bytes.
CREATE TABLE IF NOT EXISTS media_picture (
    sha256        CHAR(64)                    NOT NULL PRIMARY KEY,
    media_type    VARCHAR(255)                NOT NULL,
    size          BIGINT                      NOT NULL,
    width         INTEGER                     NOT NULL,
    height        INTEGER                     NOT NULL,
    caption       VARCHAR                     NOT NULL,
    place         VARCHAR                     NOT NULL,
    coordinates   VARCHAR                     NOT NULL,
    taken         VARCHAR                     NOT NULL,
    creator       VARCHAR                     NOT NULL,
    credit        VARCHAR                     NOT NULL,
    alt_text      VARCHAR                     NOT NULL,
    source_type   VARCHAR,
    first_kept_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- The bytes, in pieces of a megabyte: a backup has a few rows of a table in memory at once, and each is a line in its file.
CREATE TABLE IF NOT EXISTS media_piece (
    sha256 CHAR(64) NOT NULL,
    piece  INTEGER  NOT NULL,
    bytes  BYTEA    NOT NULL,
    PRIMARY KEY (sha256, piece)
);

-- What is shown: smaller, upright, and without anything that the file said of itself.
CREATE TABLE IF NOT EXISTS media_rendition (
    sha256     CHAR(64)     NOT NULL,
    width      INTEGER      NOT NULL,
    height     INTEGER      NOT NULL,
    media_type VARCHAR(255) NOT NULL,
    bytes      BYTEA        NOT NULL,
    PRIMARY KEY (sha256, width)
);
