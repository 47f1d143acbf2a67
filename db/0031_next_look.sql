-- Neither: when time alone may next bring something about a person, or about
-- a notice that nobody has read (record/sweep.h).  Set when what it depends
-- on is written, moved on by whoever looked, in one transaction with what was
-- told.  A migration that changes what time brings sets under to 0.
CREATE TABLE next_look (
    about BYTES PRIMARY KEY NOT NULL,
    what  INT64 NOT NULL,       -- 1 a person, 2 a notice
    at    INT64 NOT NULL,       -- no moment: the greatest
    under INT64 NOT NULL,       -- program and pack that said so, hashed
    held  INT64 NOT NULL        -- 1: something was not told, because a signal
                                -- is switched off
) {STRICT};
CREATE INDEX next_look_at ON next_look (at, about);
CREATE INDEX next_look_under ON next_look (under);
CREATE INDEX next_look_held ON next_look (about) WHERE held = 1;

-- Everything is looked at once.
INSERT INTO next_look (about, what, at, under, held)
    SELECT DISTINCT person, 1, 0, 0, 0 FROM source_person;
INSERT INTO next_look (about, what, at, under, held)
    SELECT id, 2, 0, 0, 0 FROM notice WHERE step = 0 AND read_at IS NULL;
