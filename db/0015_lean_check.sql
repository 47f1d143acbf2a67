-- What is remembered of checks, found by birth date and time alone: equal
-- questions have equal birth dates, and of one birth date few are asked in
-- an hour.  Each index more was a page more to write for each check.
ALTER TABLE check_memory RENAME TO check_memory_before;
CREATE TABLE check_memory (
    born     BYTES NOT NULL,    -- keyed hash of the birth date alone
    at       INT64 NOT NULL,
    account  BYTES NOT NULL,
    question BYTES NOT NULL,    -- keyed hash
    agency   BYTES NOT NULL,
    until    INT64 NOT NULL,
    PRIMARY KEY (born, at, account, question)
) {STRICT};
INSERT INTO check_memory (born, at, account, question, agency, until)
    SELECT born, at, account, question, agency, until
    FROM check_memory_before;
DROP TABLE check_memory_before;
CREATE INDEX check_memory_end ON check_memory (until);

-- A reference is said to people; nobody is found by it, and two checks may
-- have the same one, once in many million.
ALTER TABLE check_done RENAME TO check_done_before;
CREATE TABLE check_done (
    leaf      BYTES PRIMARY KEY,
    reference TEXT NOT NULL,
    account   BYTES NOT NULL,
    agency    BYTES NOT NULL,
    at        INT64 NOT NULL,
    answer    TEXT NOT NULL CHECK (answer IN
              ('on', 'none', 'alike', 'ring')),
    discreet  INT64 NOT NULL,
    source    BYTES,
    sealed    BYTES NOT NULL,   -- question and answer, sealed
    receipt   TEXT NOT NULL     -- the signed slip
) {STRICT};
INSERT INTO check_done (leaf, reference, account, agency, at, answer,
    discreet, source, sealed, receipt)
    SELECT leaf, reference, account, agency, at, answer, discreet, source,
    sealed, receipt FROM check_done_before;
DROP TABLE check_done_before;
-- who relied on what was said of somebody (S22)
CREATE INDEX check_done_source ON check_done (source)
    WHERE source IS NOT NULL;
CREATE INDEX check_done_account ON check_done (account, at);
