-- Why: what an article said once is made again from the draft and all changes since, and of thousands of these nobody waits. Of a long
-- history, one revision of so many is kept whole. What was there before is in this table when the history is rebuilt; until then its
-- revisions are made from the draft.
CREATE TABLE IF NOT EXISTS history_version (
    stream      VARCHAR                  NOT NULL,
    sequence    BIGINT                   NOT NULL,
    revision    BIGINT                   NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    -- JSON: all that the article said.
    content     VARCHAR                  NOT NULL,
    PRIMARY KEY (stream, sequence)
);
