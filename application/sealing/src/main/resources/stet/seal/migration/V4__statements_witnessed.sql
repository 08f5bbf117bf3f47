-- Why: whoever makes the newsroom's statements anew, with its key, could show one log of them to some and another to others. Witnesses see both logs.

-- As seal_witnessed, of what is stated openly.
CREATE TABLE IF NOT EXISTS seal_statement_witnessed (
    checkpoint_day VARCHAR(10) NOT NULL PRIMARY KEY,
    tree_size BIGINT NOT NULL,
    note VARCHAR(300000) NOT NULL
);
