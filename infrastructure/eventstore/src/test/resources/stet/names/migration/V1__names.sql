-- A read model for tests: who joined, and how often. It counts, so that an event that comes twice is seen.
CREATE TABLE IF NOT EXISTS names_person (
  person VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  welcomed_by VARCHAR NOT NULL,
  welcomed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  times BIGINT NOT NULL,
  here BOOLEAN NOT NULL,
  left_why VARCHAR,
  CONSTRAINT names_person_once PRIMARY KEY (person)
);
CREATE INDEX IF NOT EXISTS names_person_by_name ON names_person (name);
CREATE OR REPLACE VIEW names_welcomed AS SELECT person, welcomed_by FROM names_person;
