-- Why: a court or the law may have words taken out of events that are stored. That it was done is an event; this tells, for each event that
-- words were taken out of, what the new hashes in that event are made over, and where the words stood, so that they are taken out of an
-- older backup again. What they were is kept nowhere.
CREATE TABLE IF NOT EXISTS ledger_redaction (
    aggregate_identifier VARCHAR(64) NOT NULL,
    sequence_number BIGINT NOT NULL,
    event_identifier VARCHAR(64) NOT NULL,
    -- Of the last event that says that words were taken out of this one, in the same history.
    by_sequence BIGINT NOT NULL,
    -- One more for each time that words were taken out of any history.
    redaction BIGINT NOT NULL,
    -- Hexadecimal; that of what is stored beside the payload is null where that is as it was.
    payload_salt VARCHAR(64) NOT NULL,
    meta_salt VARCHAR(64),
    -- JSON: by pointer, from which character to which, one after the other.
    places VARCHAR(1048576) NOT NULL,
    PRIMARY KEY (aggregate_identifier, sequence_number)
);
CREATE INDEX IF NOT EXISTS ledger_redaction_number ON ledger_redaction (redaction);
