-- A pair is read in the order of how likely it is, as it was weighed when it
-- was put forward; 2 is strong, as only those were that the program put
-- before it kept this.  Which weights weighed it stands beside.
ALTER TABLE pair ADD COLUMN band INT64 NOT NULL DEFAULT 2;
ALTER TABLE pair ADD COLUMN weight INT64 NOT NULL DEFAULT 0;
ALTER TABLE pair ADD COLUMN model TEXT NOT NULL DEFAULT '';
CREATE INDEX pair_open ON pair (band DESC, weight DESC, made_at DESC, id)
    WHERE ended_at IS NULL;

-- F: a reader may say something else later: who could not tell has asked
-- since.  All of it is kept; the newest of each counts.  Beside it what the
-- reader was shown: the sum, and of which weights.
ALTER TABLE pair_answer RENAME TO pair_answer_before;
CREATE TABLE pair_answer (
    pair     BYTES NOT NULL REFERENCES pair (id),
    account  BYTES NOT NULL,
    answer   TEXT NOT NULL CHECK (answer IN
             ('same', 'not_same', 'twins', 'cannot_tell')),
    reason   TEXT NOT NULL,
    language TEXT NOT NULL,
    at       INT64 NOT NULL,
    weight   INT64,           -- none: said before this was kept
    model    TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (pair, account, at)
) {STRICT};
INSERT INTO pair_answer (pair, account, answer, reason, language, at)
    SELECT pair, account, answer, reason, language, at
    FROM pair_answer_before;
DROP TABLE pair_answer_before;
