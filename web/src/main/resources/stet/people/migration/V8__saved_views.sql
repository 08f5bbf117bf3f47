-- Why: editors look at the same part of the desk every day: their own, what is urgent, what waits with the checkers. They name it once,
-- and it goes with them from browser to browser.

CREATE TABLE IF NOT EXISTS people_view (
    person_id VARCHAR NOT NULL,
    view VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    -- What the address of the desk says of it, such as desk=city&urgency=3.
    query VARCHAR NOT NULL,
    saved_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (person_id, view)
);
