-- P: who takes the minutes of a meeting, until they are approved, as far as
-- it is about this person.
CREATE TABLE taker_now (
    person  BYTES NOT NULL,
    thread  BYTES NOT NULL,
    account BYTES NOT NULL,
    since   INT64 NOT NULL,
    PRIMARY KEY (person, thread)
) {STRICT};
CREATE INDEX taker_now_account ON taker_now (account);
CREATE INDEX taker_now_thread ON taker_now (thread);
