-- Why: pages are light or dark as the device is, and some people want them otherwise, such as light by day on a device that is dark for
-- everything else. That is kept for the person; whoever has said nothing has no row.

CREATE TABLE IF NOT EXISTS people_looks (
    person_id VARCHAR NOT NULL PRIMARY KEY,
    -- light or dark.
    looks VARCHAR NOT NULL,
    set_at TIMESTAMP WITH TIME ZONE NOT NULL
);
