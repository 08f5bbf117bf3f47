-- Why: a board says how many articles wait in each queue, and whoever counted them anew with each look would count all that were ever
-- written. So how many there are of each sort is kept, and changes with the row of an article, in the same transaction.
CREATE TABLE IF NOT EXISTS desk_count (
    desk       VARCHAR NOT NULL,
    queue      VARCHAR NOT NULL,
    among_live BOOLEAN NOT NULL,
    articles   BIGINT  NOT NULL,
    PRIMARY KEY (desk, queue, among_live)
);
INSERT INTO desk_count (desk, queue, among_live, articles)
    SELECT desk, queue, among_live, COUNT(*) FROM desk_article WHERE NOT EXISTS (SELECT 1 FROM desk_count)
    GROUP BY desk, queue, among_live;

-- Counting was what it was for.
DROP INDEX IF EXISTS desk_article_counted;
