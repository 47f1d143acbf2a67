-- F: what is typed while a meeting sits, by several people at once.  It ends
-- when the record of the meeting is written.
CREATE TABLE sheet (
    thread   BYTES PRIMARY KEY REFERENCES thread (id),
    form     TEXT NOT NULL,
    begun_by BYTES NOT NULL REFERENCES account (id),
    begun_at INT64 NOT NULL,
    entry    BYTES REFERENCES entry (id)
) {STRICT};

-- F: every text that was saved in it, sealed, and who saved it.  stands:
-- 1 the one that counts, 2 another beside it until somebody has chosen, 0
-- earlier.  was: the revision that its author was shown.
CREATE TABLE sheet_field (
    thread   BYTES NOT NULL REFERENCES sheet (thread),
    field    TEXT NOT NULL,
    revision INT64 NOT NULL,
    was      INT64 NOT NULL,
    stands   INT64 NOT NULL,
    sealed   BYTES NOT NULL,
    account  BYTES NOT NULL REFERENCES account (id),
    saved_at INT64 NOT NULL,
    PRIMARY KEY (thread, field, revision)
) {STRICT};
