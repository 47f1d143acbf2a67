-- Two whom an order parts: "not the same" that no worker undoes.  It stands
-- until another entry says that the order is over.
ALTER TABLE link ADD COLUMN by_order INT64 NOT NULL DEFAULT 0;

-- The street of an address, only ever compared: a keyed hash beside the
-- town's.  What was put away before has none until it is said again.
ALTER TABLE sealed_value ADD COLUMN street BYTES;
ALTER TABLE source_face ADD COLUMN street BYTES;
CREATE INDEX source_face_street ON source_face (street)
    WHERE street IS NOT NULL;
ALTER TABLE difference_answer RENAME TO difference_answer_before;
CREATE TABLE difference_answer (
    source   BYTES NOT NULL REFERENCES source (id),
    field    TEXT NOT NULL CHECK (field IN
             ('name', 'birth', 'nhs', 'town', 'home')),
    at       INT64 NOT NULL,
    account  BYTES NOT NULL,
    answer   TEXT NOT NULL CHECK (answer IN ('right', 'corrected')),
    reason   TEXT NOT NULL,
    language TEXT NOT NULL,
    value    TEXT NOT NULL,
    entry    BYTES NOT NULL,  -- that said it
    PRIMARY KEY (source, field, at, account)
) {STRICT};
INSERT INTO difference_answer (source, field, at, account, answer, reason,
    language, value, entry)
    SELECT source, field, at, account, answer, reason, language, value, entry
    FROM difference_answer_before;
DROP TABLE difference_answer_before;

UPDATE projected SET under = '';
