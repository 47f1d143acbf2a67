-- Neither: under what each person's projections were made last (program and
-- pack, and how often who is who had changed), and a mark that each making
-- changes.  An entry more then costs what it changes (project_inside.h).
-- A migration that changes a projection deletes these rows.
CREATE TABLE projected (
    person BYTES PRIMARY KEY NOT NULL,
    mark   BYTES NOT NULL,
    under  TEXT NOT NULL,
    turn   INT64 NOT NULL
) {STRICT};

-- What somebody was told of a person before is asked with each entry.
CREATE INDEX notice_person ON notice (person, rule, made_at)
    WHERE person IS NOT NULL;
