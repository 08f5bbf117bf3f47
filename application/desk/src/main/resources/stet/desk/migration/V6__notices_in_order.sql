-- Why: whoever looks at their notices sees the latest few. With their whole order in the index, no more than those are read; by person and
-- time alone, H2 would sort all that anybody was ever told.

CREATE INDEX IF NOT EXISTS desk_notice_in_order ON desk_notice (person, happened_at DESC, article, sequence);
DROP INDEX IF EXISTS desk_notice_latest;
