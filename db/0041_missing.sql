-- What is missing in one record and known in another is asked of its agency
-- too: sex and pupil number beside what differs.
ALTER TABLE difference_answer RENAME TO difference_answer_before;
CREATE TABLE difference_answer (
    source   BYTES NOT NULL REFERENCES source (id),
    field    TEXT NOT NULL CHECK (field IN
             ('name', 'birth', 'nhs', 'town', 'home', 'sex', 'upn')),
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
