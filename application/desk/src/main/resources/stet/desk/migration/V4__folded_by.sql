-- Why: the state of an article is what its events came to by the code of one version. A version that makes something else of the same
-- events must know which rows were made before it, and have them made again.

ALTER TABLE desk_article ADD COLUMN IF NOT EXISTS fold VARCHAR;
