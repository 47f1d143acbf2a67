-- F: where somebody who signs in lives: the keyed hash of it and nothing
-- more, only ever compared with the homes of children (S9).
ALTER TABLE account ADD COLUMN home BYTES;
CREATE INDEX account_home ON account (home);
CREATE INDEX account_birth ON account (birth_date);

-- F: what was found is no relative after all: said by somebody, and undone.
CREATE TABLE kin_cleared (
    account   BYTES NOT NULL REFERENCES account (id),
    source    BYTES NOT NULL REFERENCES source (id),
    basis     TEXT NOT NULL,
    reason    TEXT NOT NULL,
    made_by   BYTES NOT NULL,
    made_at   INT64 NOT NULL,
    undone_by BYTES,
    undone_at INT64,
    PRIMARY KEY (account, source, basis, made_at)
) {STRICT};

-- P: relatives among those who sign in, found by comparing.
CREATE TABLE kin_found (
    person  BYTES NOT NULL,
    account BYTES NOT NULL,
    basis   TEXT NOT NULL CHECK (basis IN
            ('self', 'birth', 'home', 'household')),
    source  BYTES NOT NULL,     -- whose entry says so
    PRIMARY KEY (person, account, basis)
) {STRICT};
CREATE INDEX kin_found_account ON kin_found (account);
CREATE INDEX kin_found_source ON kin_found (source);

-- P: birth dates of a person and of those said to be their family, by which
-- an account made later finds them.
CREATE TABLE kin_born (
    person BYTES NOT NULL,
    born   TEXT NOT NULL,
    PRIMARY KEY (person, born)
) {STRICT};
CREATE INDEX kin_born_born ON kin_born (born);

-- Whose records nobody of their kin may see: declared, found, or of a
-- concern in which somebody who signs in is one of the adults.
CREATE VIEW kin_now AS
    SELECT account, source FROM kin
    UNION ALL SELECT account, source FROM kin_found
    UNION ALL SELECT k.account, b.source FROM kin_found k
    JOIN entry_about a ON a.source = k.source AND a.role = 'adult'
    JOIN entry x ON x.id = a.entry
    JOIN entry y ON y.thread = x.thread
    JOIN entry_about b ON b.entry = y.id
    WHERE k.basis = 'self';
