-- Registers and lists brought in from files (S23).  F: fact.

-- F: one file on its way in.  turn counts its changes, so that two who move
-- it at once are told apart.
CREATE TABLE batch (
    id          BYTES PRIMARY KEY,
    number      INT64 NOT NULL UNIQUE,
    kind        TEXT NOT NULL CHECK (kind IN ('register', 'people')),
    agency      BYTES NOT NULL REFERENCES agency (id),
    state       TEXT NOT NULL,
    language    TEXT NOT NULL CHECK (language IN ('cy', 'en')),
    size        INT64 NOT NULL,  -- bytes of the file
    encoding    INT64 NOT NULL,  -- enum csv_text
    separator   INT64 NOT NULL,
    as_of       INT64 NOT NULL,  -- the time of its data, as stated
    kept_here   INT64 NOT NULL,  -- 1: from now on kept here
    incomplete  INT64 NOT NULL,  -- 1: rows were left out
    columns     TEXT NOT NULL,   -- what each column means, JSON
    at_byte     INT64 NOT NULL,  -- how far it is read
    at_line     INT64 NOT NULL,
    row_count   INT64 NOT NULL,
    done        INT64 NOT NULL,  -- of the phase under way
    began       INT64 NOT NULL,  -- when that began, machine time
    turn        INT64 NOT NULL,
    made_by     BYTES NOT NULL,
    made_at     INT64 NOT NULL,
    sent_at     INT64,
    approved_by BYTES,
    approved_at INT64,
    applied_at  INT64,
    undo_by     BYTES,
    undo_at     INT64,
    undo_reason TEXT NOT NULL,
    undone_by   BYTES,
    undone_at   INT64,
    held_before TEXT NOT NULL    -- what register_held said before it
) {STRICT};
CREATE INDEX batch_agency ON batch (agency);
CREATE INDEX batch_state ON batch (state);

-- F: the file, sealed in pieces until its rows are read.
CREATE TABLE batch_piece (
    batch  BYTES NOT NULL REFERENCES batch (id),
    place  INT64 NOT NULL,
    sealed BYTES NOT NULL,
    PRIMARY KEY (batch, place)
) {STRICT};

-- F: its rows: cells sealed, and what became of each.
CREATE TABLE batch_row (
    batch      BYTES NOT NULL REFERENCES batch (id),
    line       INT64 NOT NULL,
    sealed     BYTES NOT NULL,
    fault      INT64 NOT NULL,   -- enum csv_fault
    verdict    TEXT NOT NULL,
    decision   TEXT NOT NULL,
    source     BYTES,            -- whose record it goes on
    person     BYTES,            -- who that was when it was checked
    twin       INT64,            -- another line about the same child
    who        BYTES,            -- keyed hash of what names the child
    categories TEXT NOT NULL,
    entry      BYTES,            -- what was recorded of it
    entry_off  BYTES,
    done       INT64 NOT NULL,
    PRIMARY KEY (batch, line)
) {STRICT};
CREATE INDEX batch_row_who ON batch_row (who);
CREATE INDEX batch_row_source ON batch_row (source);
CREATE INDEX batch_row_person ON batch_row (person);

-- F: what an agency's columns meant the last time, by their headings.
CREATE TABLE batch_column (
    agency  BYTES NOT NULL REFERENCES agency (id),
    kind    TEXT NOT NULL,
    heading TEXT NOT NULL,
    means   TEXT NOT NULL,
    PRIMARY KEY (agency, kind, heading)
) {STRICT};

-- Rows of the last file were left out: what is not found may be in them (S1).
ALTER TABLE register_held ADD COLUMN incomplete INT64 NOT NULL DEFAULT 0;
