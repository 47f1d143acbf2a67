-- P: who cannot be found now, since when, and the entry that says so; the
-- check reads it.
CREATE TABLE missing_now (
    person BYTES PRIMARY KEY,
    entry  BYTES NOT NULL,
    since  TEXT NOT NULL
) {STRICT};
