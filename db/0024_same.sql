-- Towns, only ever compared: keyed hashes of one name for a town in both
-- languages.  What was put away before has none, and is not compared.
ALTER TABLE sealed_value ADD COLUMN town BYTES;
ALTER TABLE source_face ADD COLUMN town BYTES;

-- F: same (link), not the same, or twins and therefore not the same; said by
-- a worker, undone by another.
ALTER TABLE link RENAME TO link_before;
DROP INDEX link_a;
DROP INDEX link_b;
CREATE TABLE link (
    id       BYTES PRIMARY KEY,
    kind     TEXT NOT NULL CHECK (kind IN ('link', 'not_same', 'twins')),
    a        BYTES NOT NULL REFERENCES source (id),
    b        BYTES NOT NULL REFERENCES source (id),
    entry    BYTES NOT NULL,
    made_at  INT64 NOT NULL,
    undone   BYTES,           -- the entry that undid it
    undone_at INT64
) {STRICT};
INSERT INTO link (id, kind, a, b, entry, made_at, undone, undone_at)
    SELECT id, kind, a, b, entry, made_at, undone, undone_at
    FROM link_before;
DROP TABLE link_before;
CREATE INDEX link_a ON link (a);
CREATE INDEX link_b ON link (b);
