-- Why: people should hear of what wants their attention without looking through every article, and see what they still owe. So
-- whatever concerns somebody is kept for them, by the event that caused it; and a board that counts must not read whole articles.

CREATE TABLE IF NOT EXISTS desk_notice (
    person      VARCHAR                  NOT NULL,
    article     VARCHAR                  NOT NULL,
    -- The event, by its number in the article's history.
    sequence    BIGINT                   NOT NULL,
    kind        VARCHAR                  NOT NULL,
    -- What of the article it is about, such as a claim, and what was said; both may be empty.
    about       VARCHAR                  NOT NULL,
    said        VARCHAR                  NOT NULL,
    who         VARCHAR                  NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Whether something is still to be done about it.
    waits       BOOLEAN                  NOT NULL,
    PRIMARY KEY (person, article, sequence)
);
CREATE INDEX IF NOT EXISTS desk_notice_latest ON desk_notice (person, happened_at DESC);
CREATE INDEX IF NOT EXISTS desk_notice_by_article ON desk_notice (article, sequence);

-- On whose word its claims, captions and sign-offs stand: the article itself knows only that they do.
ALTER TABLE desk_article ADD COLUMN IF NOT EXISTS on_word VARCHAR;

CREATE INDEX IF NOT EXISTS desk_article_counted ON desk_article (desk, queue, urgency, stage_since);
