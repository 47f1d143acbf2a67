-- What the store itself needs: its settings, which migrations it has had,
-- and the ledger (docs/ledger.md).  Ledger rows are facts: after a leaf is
-- written only its number is set, once, and only ledger_erase() empties it.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) {STRICT};

CREATE TABLE migration (
    number INT64 PRIMARY KEY,
    name   TEXT NOT NULL,
    sha256 BYTES NOT NULL,
    at     INT64 NOT NULL
) {STRICT};

-- number: the place in the tree; NULL until just before COMMIT.
-- hash: of the blinded leaf.  Everything from "at" to "salt" is covered by
-- it and is NULL once the leaf's content has been erased by law.
CREATE TABLE ledger_leaf (
    id      BYTES PRIMARY KEY,
    number  INT64 UNIQUE,
    hash    BYTES NOT NULL,
    at      INT64,
    kind    TEXT,
    action  TEXT,
    account BYTES,
    agency  BYTES,
    purpose TEXT,
    rule    TEXT,
    outcome TEXT,
    detail  TEXT,
    salt    BYTES
) {STRICT};
CREATE INDEX ledger_leaf_account ON ledger_leaf (account, number);

-- Everybody and everything a leaf is about, in the order it was written.
-- kind: the letter that begins an id of that kind as text.
CREATE TABLE ledger_about (
    leaf  BYTES NOT NULL REFERENCES ledger_leaf (id),
    place INT64 NOT NULL,
    kind  TEXT NOT NULL,
    about BYTES NOT NULL,
    PRIMARY KEY (leaf, place)
) {STRICT};
CREATE INDEX ledger_about_about ON ledger_about (about, kind, leaf);

-- Signed notes of the tree at some sizes; never removed.
CREATE TABLE ledger_checkpoint (
    size INT64 PRIMARY KEY,
    note TEXT NOT NULL
) {STRICT};

-- One row: the tree as of the last COMMIT, and its signed note.
CREATE TABLE ledger_head (
    one      INT64 PRIMARY KEY CHECK (one = 1),
    size     INT64 NOT NULL,
    frontier BYTES NOT NULL,
    note     TEXT NOT NULL
) {STRICT};
