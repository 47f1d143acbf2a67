-- F: what was looked for before a child's record was made, once for each
-- record that is made: of what was said of the child a keyed hash, and which
-- of it there was; with which weights, and why nobody was asked or who was.
CREATE TABLE sought (
    source  BYTES PRIMARY KEY REFERENCES source (id), -- that was made
    entry   BYTES NOT NULL REFERENCES entry (id),     -- with it
    at      INT64 NOT NULL,
    account BYTES,            -- who made it; none: a one-time link
    way     TEXT NOT NULL CHECK (way IN
            ('said', 'unasked', 'at_once', 'file')),
    asked   TEXT NOT NULL,    -- "name birth nhs upn", those there were
    hash    TEXT NOT NULL,
    model   TEXT NOT NULL
) {STRICT};
CREATE INDEX sought_entry ON sought (entry);

-- F: whom the search found, by the record of Diogel's own that they had, how
-- alike, and whether whoever made the record said that it is somebody else.
CREATE TABLE sought_found (
    source  BYTES NOT NULL REFERENCES sought (source),
    other   BYTES NOT NULL REFERENCES source (id),
    band    INT64 NOT NULL,
    weight  INT64 NOT NULL,   -- decibans
    exact   INT64 NOT NULL,   -- one number, or names and birth date the same
    said    INT64 NOT NULL,   -- shown, and said to be somebody else
    PRIMARY KEY (source, other)
) {BY_KEY};
CREATE INDEX sought_found_other ON sought_found (other);

-- A link keeps the weight with which it was proposed, and of which weights;
-- none: made before this, or of what is no proposal (born together, an order).
ALTER TABLE link ADD COLUMN weight INT64;
ALTER TABLE link ADD COLUMN model TEXT NOT NULL DEFAULT '';
