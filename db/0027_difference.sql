-- F: what was said of a difference between one agency's record of a child
-- and the others': theirs is right, and why, or it is put right.  `value` is
-- the keyed hash of what the record said then: another value asks anew.
CREATE TABLE difference_answer (
    source   BYTES NOT NULL REFERENCES source (id),
    field    TEXT NOT NULL CHECK (field IN ('name', 'birth', 'nhs', 'town')),
    at       INT64 NOT NULL,
    account  BYTES NOT NULL,
    answer   TEXT NOT NULL CHECK (answer IN ('right', 'corrected')),
    reason   TEXT NOT NULL,
    language TEXT NOT NULL,
    value    TEXT NOT NULL,
    entry    BYTES NOT NULL,  -- that said it
    PRIMARY KEY (source, field, at, account)
) {STRICT};
