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
