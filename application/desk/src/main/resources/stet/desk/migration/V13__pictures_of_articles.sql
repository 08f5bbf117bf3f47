-- Why: whoever reads an article reads its pictures, and nobody else does. So it is kept in which articles a picture stands or ever stood.
CREATE TABLE IF NOT EXISTS desk_picture (
    -- By the SHA-256 of its bytes.
    file    VARCHAR NOT NULL,
    article VARCHAR NOT NULL,
    PRIMARY KEY (file, article)
);
