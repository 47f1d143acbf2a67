-- How often who is who has changed: accounts, their roles, agencies, desks,
-- registers held.  A node that remembers them asks this first (known.h).
CREATE TABLE who_is_who (
    one  INT64 PRIMARY KEY CHECK (one = 1),
    turn INT64 NOT NULL
) {STRICT};
INSERT INTO who_is_who (one, turn) VALUES (1, 1);

-- Questions with one birth date, whoever asked: without this each check read
-- all that is remembered.
CREATE INDEX check_memory_birth ON check_memory (born, at);
