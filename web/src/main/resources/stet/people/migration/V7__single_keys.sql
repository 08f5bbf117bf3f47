-- Why: keys that do something by themselves are in the way of whoever speaks to a computer or types past a field (WCAG 2.1.4). Who has
-- turned them off, and who has turned them on again, is kept for the person, since it goes with them from browser to browser.

CREATE TABLE IF NOT EXISTS people_keys (
    person_id VARCHAR NOT NULL PRIMARY KEY,
    single_keys BOOLEAN NOT NULL,
    set_at TIMESTAMP WITH TIME ZONE NOT NULL
);
