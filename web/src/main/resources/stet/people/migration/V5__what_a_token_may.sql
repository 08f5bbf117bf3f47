-- Why: a token that leaks opens no more than its program needed. Null in each column is how it was before there were these: a token did
-- whatever its owner might do. Lists are names with spaces between them.
ALTER TABLE people_token ADD COLUMN IF NOT EXISTS scopes VARCHAR;
ALTER TABLE people_token ADD COLUMN IF NOT EXISTS commands VARCHAR;
ALTER TABLE people_token ADD COLUMN IF NOT EXISTS roles VARCHAR;
ALTER TABLE people_token ADD COLUMN IF NOT EXISTS desks VARCHAR;
