-- What is remembered of checks stands in the order of its times: a key that
-- began with the hash of a birth date touched a page of its own for each
-- check.  By birth date a service that is alone finds them in memory
-- (src/record/recall.h); where several write, the database does.
ALTER TABLE check_memory RENAME TO check_memory_before;
CREATE TABLE check_memory (
    at       INT64 NOT NULL,
    account  BYTES NOT NULL,
    born     BYTES NOT NULL,    -- keyed hash of the birth date alone
    question BYTES NOT NULL,    -- keyed hash
    agency   BYTES NOT NULL,
    until    INT64 NOT NULL,
    PRIMARY KEY (at, account, born, question)
) {BY_KEY};
INSERT INTO check_memory (at, account, born, question, agency, until)
    SELECT at, account, born, question, agency, until
    FROM check_memory_before;
DROP TABLE check_memory_before;
{POSTGRESQL} CREATE INDEX check_memory_birth ON check_memory (born, at);
CREATE INDEX check_memory_end ON check_memory (until);
