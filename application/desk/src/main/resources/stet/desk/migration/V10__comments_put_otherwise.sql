-- Why: whoever wrote a comment may put it otherwise, and whoever reads it sees that they did.
ALTER TABLE desk_comment ADD COLUMN IF NOT EXISTS edited_at TIMESTAMP WITH TIME ZONE;
