-- How often it has changed who may be found by a register check: who is on a
-- register or has a label, by which keys, and who has relatives among those
-- who sign in.  A node that remembers them asks this first (known.h).
ALTER TABLE who_is_who ADD COLUMN listed INT64 NOT NULL DEFAULT 1;
