-- Why: a card says in a few words who began it and what is missing, and a story that readers see is found among the live ones while its
-- next edition waits elsewhere. Writers ask what they began and what became of what they wrote, without anybody looking through all
-- articles. What was there before comes into it when the desk is rebuilt; until then, Stet itself stands for whoever began it.

ALTER TABLE desk_article ADD COLUMN IF NOT EXISTS drafted_by VARCHAR DEFAULT 'stet' NOT NULL;
ALTER TABLE desk_article ADD COLUMN IF NOT EXISTS lacks VARCHAR DEFAULT '' NOT NULL;
-- It stands among the live ones: readers see it, or would if it were not on hold.
ALTER TABLE desk_article ADD COLUMN IF NOT EXISTS among_live BOOLEAN DEFAULT FALSE NOT NULL;

CREATE INDEX IF NOT EXISTS desk_article_among_live ON desk_article (among_live, urgency, changed_at DESC, article);
CREATE INDEX IF NOT EXISTS desk_article_among_live_at_desk ON desk_article (desk, among_live, urgency, changed_at DESC, article);

-- Whose words there are or were in an article.
CREATE TABLE IF NOT EXISTS desk_wrote (
    person  VARCHAR NOT NULL,
    article VARCHAR NOT NULL,
    PRIMARY KEY (person, article)
);
