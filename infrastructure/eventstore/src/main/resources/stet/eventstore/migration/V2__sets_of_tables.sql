-- Why: a read model is rebuilt beside the one that goes on serving. So it can have several sets of tables, and this tells which one
-- serves, which is being built, and which is to be dropped. A switch from one to the other is a change of two rows.
CREATE TABLE IF NOT EXISTS ledger_set (
  reader VARCHAR(100) NOT NULL,
  -- The first has the read model's own name, the second is called desk2 and so on. None is ever given again.
  number INTEGER NOT NULL,
  state VARCHAR(20) NOT NULL,
  -- When it came to that state.
  since TIMESTAMP WITH TIME ZONE NOT NULL,
  begun_at TIMESTAMP WITH TIME ZONE NOT NULL,
  begun_by VARCHAR(100) NOT NULL,
  -- Why it does not serve, as a sentence, and the tables in which it differs, as JSON.
  because VARCHAR(10000),
  differences VARCHAR(100000),
  -- Once its tables are gone; the row stays, to tell what became of it.
  dropped_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (reader, number)
);
