-- F: two records that may be one person, put before a reader: from a file,
-- a report, a search or a linkage.  Nothing is linked by being here.
CREATE TABLE pair (
    id       BYTES PRIMARY KEY,
    a        BYTES NOT NULL REFERENCES source (id),
    b        BYTES NOT NULL REFERENCES source (id),
    origin   TEXT NOT NULL CHECK (origin IN
             ('import', 'report', 'search', 'linkage')),
    made_at  INT64 NOT NULL,
    made_by  BYTES,           -- none: found by the program
    ended_at INT64,
    UNIQUE (a, b)
) {STRICT};
CREATE INDEX pair_b ON pair (b);

-- F: what each reader said of a pair, and why.
CREATE TABLE pair_answer (
    pair     BYTES NOT NULL REFERENCES pair (id),
    account  BYTES NOT NULL,
    answer   TEXT NOT NULL CHECK (answer IN
             ('same', 'not_same', 'twins', 'cannot_tell')),
    reason   TEXT NOT NULL,
    language TEXT NOT NULL,
    at       INT64 NOT NULL,
    PRIMARY KEY (pair, account)
) {STRICT};

-- Records by what their agency calls them: files of pairs name them so.
CREATE INDEX source_ref ON source (ref) WHERE ref <> '';
