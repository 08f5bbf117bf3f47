-- Why: which version made the rows of a set is noted once for the whole set, so no row needs to say it.
ALTER TABLE desk_article DROP COLUMN IF EXISTS fold;
