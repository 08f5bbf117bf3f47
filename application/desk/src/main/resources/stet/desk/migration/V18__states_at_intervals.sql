-- Why: an article was written whole with each of its events, which was most of what a save took of the disk until somebody tidied up. The
-- ledger has what happened, so the article is kept after some of its events, and what has happened since is folded when it is asked for.

CREATE TABLE IF NOT EXISTS desk_state (
    article  VARCHAR NOT NULL,
    -- The last event that is in it; no later one than that of the row in desk_article.
    sequence BIGINT  NOT NULL,
    state    VARCHAR NOT NULL,
    PRIMARY KEY (article)
);
-- Where this was stopped when the column was gone already, it is done once more.
ALTER TABLE desk_article ADD COLUMN IF NOT EXISTS state VARCHAR;
INSERT INTO desk_state (article, sequence, state)
SELECT article, sequence, state FROM desk_article a
 WHERE state IS NOT NULL AND NOT EXISTS (SELECT 1 FROM desk_state s WHERE s.article = a.article);
ALTER TABLE desk_article DROP COLUMN IF EXISTS state;
