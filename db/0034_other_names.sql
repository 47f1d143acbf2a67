-- Of a link between two traced numbers: the record whose number stands.
ALTER TABLE link ADD COLUMN stands BYTES;

-- What somebody was called before, a name a line, given and family name
-- parted by a tab; and which of a multiple birth they are.
ALTER TABLE source_face ADD COLUMN earlier TEXT NOT NULL DEFAULT '';
ALTER TABLE source_face ADD COLUMN birth_order INT64 NOT NULL DEFAULT 0;

UPDATE projected SET under = '';
