-- Why: a checkpoint that others have countersigned is what nobody can make anew, not even whoever has the newsroom's key. It is kept as it
-- came back from them; the newest checkpoint of all may be further.

-- The last of each day, in UTC, that enough witnesses have signed.
CREATE TABLE IF NOT EXISTS seal_witnessed (
    checkpoint_day VARCHAR(10) NOT NULL PRIMARY KEY,
    tree_size BIGINT NOT NULL,
    note VARCHAR(300000) NOT NULL
);
