-- Why: no new article goes to a desk that was closed, so nobody is offered it. What was there before comes into it with the desk's
-- rebuilding; until then each desk is open, as it was.
ALTER TABLE desk_desk ADD COLUMN IF NOT EXISTS shut BOOLEAN DEFAULT FALSE NOT NULL;
