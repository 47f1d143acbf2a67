-- When somebody died, as far as a record says: a child who is called after
-- one who has died is not that child.
ALTER TABLE source_face ADD COLUMN died TEXT;

UPDATE projected SET under = '';
