-- Why: words are looked for in the index, which knows their forms and reads no article for it.
ALTER TABLE desk_article DROP COLUMN IF EXISTS search;
