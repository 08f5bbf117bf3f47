-- Why: readers ask for the newest stories first, and H2 walks an index only in its own direction. With these, a page of stories is read
-- from the index and nothing is sorted, however many stories there are.

CREATE INDEX IF NOT EXISTS published_story_newest ON published_story (first_published DESC, article DESC);
CREATE INDEX IF NOT EXISTS published_story_newest_of_section ON published_story (section, first_published DESC, article DESC);
DROP INDEX IF EXISTS published_story_by_time;
DROP INDEX IF EXISTS published_story_by_section;
