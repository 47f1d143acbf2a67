-- Work that one node at a time may do: who has it, and until when by the
-- database's own clock.  Whoever finds it run out takes it over.

CREATE TABLE lease (
    name   TEXT PRIMARY KEY,
    holder BYTES NOT NULL,
    turn   INT64 NOT NULL,   -- how often it has changed hands
    until  INT64 NOT NULL
) {STRICT};
