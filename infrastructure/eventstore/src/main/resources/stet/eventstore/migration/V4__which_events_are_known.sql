-- Up to where a Stet that knows certain events has seen that there are no others, so that it need not read the whole ledger at each start.
CREATE TABLE IF NOT EXISTS ledger_checked (
    known VARCHAR(64) PRIMARY KEY,
    place BIGINT NOT NULL
);
