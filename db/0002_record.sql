-- What happened, and who is who.  F: fact, P: projection, E: effect.

-- F: installed practice packs, whole, by content.
CREATE TABLE pack (
    hash         BYTES PRIMARY KEY,
    pack         TEXT NOT NULL,
    holds_from   INT64 NOT NULL,
    installed_at INT64 NOT NULL,
    installed_by BYTES,
    bundle       BYTES NOT NULL
) {STRICT};

-- F: agencies as they are here; term is the pack's id when it has one.
CREATE TABLE agency (
    id        BYTES PRIMARY KEY,
    kind      TEXT NOT NULL,
    term      TEXT UNIQUE,
    name_cy   TEXT NOT NULL,
    name_en   TEXT NOT NULL,
    authority BYTES REFERENCES agency (id), -- whose area it works in
    language  TEXT NOT NULL CHECK (language IN ('cy', 'en')),
    made_at   INT64 NOT NULL,
    ended_at  INT64
) {STRICT};
CREATE INDEX agency_authority ON agency (authority);

-- F: a desk of the pack's kind (term) at one agency.
CREATE TABLE desk (
    id        BYTES PRIMARY KEY,
    agency    BYTES NOT NULL REFERENCES agency (id),
    term      TEXT NOT NULL,
    telephone TEXT NOT NULL,
    relay     TEXT NOT NULL,
    made_at   INT64 NOT NULL,
    ended_at  INT64,
    UNIQUE (agency, term)
) {STRICT};

-- F: people who sign in.  No shared accounts (S3).
CREATE TABLE account (
    id           BYTES PRIMARY KEY,
    agency       BYTES NOT NULL REFERENCES agency (id),
    login        TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    title_cy     TEXT NOT NULL,
    title_en     TEXT NOT NULL,
    password     TEXT NOT NULL,
    language     TEXT NOT NULL CHECK (language IN ('cy', 'en')),
    birth_date   TEXT,          -- for finding kin (S9)
    made_by      BYTES,
    made_at      INT64 NOT NULL,
    confirmed_by BYTES,
    confirmed_at INT64,
    ended_at     INT64
) {STRICT};
CREATE INDEX account_agency ON account (agency);

-- F: what an account may be: the pack's role, at a desk or agency-wide.
CREATE TABLE account_role (
    account    BYTES NOT NULL REFERENCES account (id),
    role       TEXT NOT NULL,
    desk       BYTES REFERENCES desk (id),
    granted_by BYTES,
    since      INT64 NOT NULL,
    until      INT64,
    PRIMARY KEY (account, role, since)
) {STRICT};
CREATE INDEX account_role_desk ON account_role (desk);

-- F: relatives an account has declared, or that were found (S9).
CREATE TABLE kin (
    account  BYTES NOT NULL REFERENCES account (id),
    source   BYTES NOT NULL,
    basis    TEXT NOT NULL,
    since    INT64 NOT NULL,
    PRIMARY KEY (account, source)
) {STRICT};

-- F: sessions; the id stands hashed.
CREATE TABLE session (
    hash       BYTES PRIMARY KEY,
    account    BYTES NOT NULL REFERENCES account (id),
    token      BYTES NOT NULL,
    made_at    INT64 NOT NULL,
    seen_at    INT64 NOT NULL,
    ended_at   INT64
) {STRICT};
CREATE INDEX session_account ON session (account);

-- F: people.  An id never dies; who it redirects to is computed.
CREATE TABLE person (
    id      BYTES PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('child', 'adult', 'place', 'group')),
    made_at INT64 NOT NULL
) {STRICT};

-- F: what one agency's system (or Diogel itself: no agency) says of a
-- person; born with a person, and so with that person's other records.
CREATE TABLE source (
    id      BYTES PRIMARY KEY,
    person  BYTES NOT NULL REFERENCES person (id),
    agency  BYTES REFERENCES agency (id),
    ref     TEXT NOT NULL,
    made_at INT64 NOT NULL
) {STRICT};
CREATE INDEX source_born ON source (person);

-- F: same (link) or not the same, said by a worker; undone by another.
CREATE TABLE link (
    id       BYTES PRIMARY KEY,
    kind     TEXT NOT NULL CHECK (kind IN ('link', 'not_same')),
    a        BYTES NOT NULL REFERENCES source (id),
    b        BYTES NOT NULL REFERENCES source (id),
    entry    BYTES NOT NULL,
    made_at  INT64 NOT NULL,
    undone   BYTES,           -- the entry that undid it
    undone_at INT64
) {STRICT};
CREATE INDEX link_a ON link (a);
CREATE INDEX link_b ON link (b);

-- F: protection of a person's record, and who is on its list (S7).
CREATE TABLE label (
    source  BYTES NOT NULL REFERENCES source (id),
    label   TEXT NOT NULL,
    since   INT64 NOT NULL,
    until   INT64,
    set_by  BYTES NOT NULL,
    reason  TEXT NOT NULL,
    PRIMARY KEY (source, since)
) {STRICT};
CREATE TABLE label_list (
    source  BYTES NOT NULL REFERENCES source (id),
    account BYTES NOT NULL REFERENCES account (id),
    since   INT64 NOT NULL,
    until   INT64,
    PRIMARY KEY (source, account, since)
) {STRICT};

-- F: what belongs together.
CREATE TABLE thread (
    id      BYTES PRIMARY KEY,
    kind    TEXT NOT NULL,
    number  INT64 NOT NULL UNIQUE,
    made_at INT64 NOT NULL
) {STRICT};

-- F: entries.
CREATE TABLE entry (
    id          BYTES PRIMARY KEY,
    form        TEXT NOT NULL,
    version     INT64 NOT NULL,
    pack        BYTES NOT NULL REFERENCES pack (hash),
    answers     TEXT NOT NULL,
    language    TEXT NOT NULL CHECK (language IN ('cy', 'en')),
    author      BYTES REFERENCES account (id),
    agency      BYTES REFERENCES agency (id),
    occurred_at INT64 NOT NULL,
    occurred_on TEXT,           -- the date as known, may be partial
    recorded_at INT64 NOT NULL,
    thread      BYTES NOT NULL REFERENCES thread (id),
    label       TEXT NOT NULL,
    corrects    BYTES REFERENCES entry (id),
    correction  TEXT CHECK (correction IN ('answers', 'subject', 'withdraw')),
    reason      TEXT,           -- of a correction
    route       TEXT,           -- the desk kind it went to
    only_route  INT64 NOT NULL  -- 1: its author and that desk alone (S15)
) {STRICT};
CREATE INDEX entry_thread ON entry (thread);
CREATE INDEX entry_corrects ON entry (corrects);
CREATE INDEX entry_author ON entry (author);

CREATE TABLE entry_about (
    entry  BYTES NOT NULL REFERENCES entry (id),
    source BYTES NOT NULL REFERENCES source (id),
    role   TEXT NOT NULL,
    place  INT64 NOT NULL,      -- among the entry's children, from 0
    seq    INT64 NOT NULL,      -- gap-free for each source
    PRIMARY KEY (source, seq),
    UNIQUE (entry, source, role)
) {STRICT};
CREATE INDEX entry_about_entry ON entry_about (entry);

-- F: where somebody is, and who reported: apart, sealed (S7, S12).
CREATE TABLE sealed_value (
    id      BYTES PRIMARY KEY,
    use     TEXT NOT NULL CHECK (use IN ('location', 'reporter')),
    kind    TEXT NOT NULL,
    entry   BYTES,
    source  BYTES,
    field   TEXT NOT NULL,
    sealed  BYTES NOT NULL,
    lookup  BYTES,              -- keyed hash of the folded value
    made_at INT64 NOT NULL
) {STRICT};
CREATE INDEX sealed_value_entry ON sealed_value (entry);
CREATE INDEX sealed_value_lookup ON sealed_value (lookup);

-- F: work not yet sent; only its author reads it.
CREATE TABLE draft (
    id        BYTES PRIMARY KEY,
    account   BYTES REFERENCES account (id),
    invite    BYTES,            -- hash of a one-time link
    form      TEXT NOT NULL,
    thread    BYTES,
    language  TEXT NOT NULL,
    made_at   INT64 NOT NULL,
    saved_at  INT64 NOT NULL,
    sent      BYTES,
    dropped_at INT64
) {STRICT};
CREATE INDEX draft_account ON draft (account);
CREATE TABLE draft_field (
    draft    BYTES NOT NULL REFERENCES draft (id),
    field    TEXT NOT NULL,
    revision INT64 NOT NULL,
    sealed   BYTES NOT NULL,
    saved_at INT64 NOT NULL,
    PRIMARY KEY (draft, field, revision)
) {STRICT};

-- F: files, in encrypted pieces; their own names are not kept.
CREATE TABLE paper (
    id      BYTES PRIMARY KEY,
    draft   BYTES,
    entry   BYTES,
    account BYTES,
    type    TEXT NOT NULL,
    size    INT64 NOT NULL,
    hash    BYTES NOT NULL,
    made_at INT64 NOT NULL
) {STRICT};
CREATE TABLE paper_piece (
    paper  BYTES NOT NULL REFERENCES paper (id),
    place  INT64 NOT NULL,
    sealed BYTES NOT NULL,
    PRIMARY KEY (paper, place)
) {STRICT};

-- F: one-time links for small services (S14).
CREATE TABLE invite (
    hash    BYTES PRIMARY KEY,
    agency  BYTES NOT NULL REFERENCES agency (id),
    made_by BYTES NOT NULL,
    made_at INT64 NOT NULL,
    until   INT64 NOT NULL,
    used_at INT64,
    entry   BYTES
) {STRICT};

-- F: allocation, reading, translation of single entries.
CREATE TABLE translation (
    entry    BYTES NOT NULL REFERENCES entry (id),
    field    TEXT NOT NULL,
    place    INT64 NOT NULL,
    language TEXT NOT NULL,
    text     TEXT NOT NULL,
    made_by  BYTES NOT NULL,
    made_at  INT64 NOT NULL,
    PRIMARY KEY (entry, field, place, language, made_at)
) {STRICT};

-- P: whose record a source is now (links, oldest person's id wins).
CREATE TABLE source_person (
    source BYTES PRIMARY KEY,
    person BYTES NOT NULL
) {STRICT};
CREATE INDEX source_person_person ON source_person (person);

-- P: what the fold reads of an entry (facts as JSON).
CREATE TABLE entry_fact (
    entry BYTES PRIMARY KEY,
    facts TEXT NOT NULL
) {STRICT};

-- P: what each source says: the newest identity facts.
CREATE TABLE source_face (
    source     BYTES PRIMARY KEY,
    given      TEXT NOT NULL,
    family     TEXT NOT NULL,
    known_as   TEXT NOT NULL,
    birth_date TEXT,
    expected   TEXT,
    sex        TEXT NOT NULL,
    nhs        TEXT,
    traced     INT64 NOT NULL,
    upn        TEXT,
    language   TEXT NOT NULL,
    mother     TEXT NOT NULL,
    entry      BYTES NOT NULL
) {STRICT};

-- P: blocking keys for finding people (match/keys.h).
CREATE TABLE source_key (
    key    TEXT NOT NULL,
    source BYTES NOT NULL,
    PRIMARY KEY (key, source)
) {STRICT};
CREATE INDEX source_key_source ON source_key (source);

-- P: times on the register.
CREATE TABLE register_spell (
    person     BYTES NOT NULL,
    opened_by  BYTES NOT NULL,
    authority  BYTES,
    categories TEXT NOT NULL,
    primary_   TEXT NOT NULL,
    on_at      TEXT NOT NULL,
    off_at     TEXT,
    temporary  INT64 NOT NULL,
    PRIMARY KEY (person, opened_by)
) {STRICT};

-- P: deadlines.
CREATE TABLE clock_row (
    person  BYTES NOT NULL,
    clock   TEXT NOT NULL,
    opening BYTES NOT NULL,
    thread  BYTES NOT NULL,
    opened  INT64 NOT NULL,
    due     INT64 NOT NULL,
    target  INT64,
    met     INT64,
    met_by  BYTES,
    state   TEXT NOT NULL CHECK (state IN
            ('open', 'met', 'cancelled', 'paused')),
    owner   TEXT NOT NULL,
    PRIMARY KEY (person, clock, opening)
) {STRICT};
CREATE INDEX clock_row_thread ON clock_row (thread);

-- P: threads as the inbox shows them, a row for each child.
CREATE TABLE thread_row (
    thread    BYTES NOT NULL,
    person    BYTES NOT NULL,
    source    BYTES NOT NULL,
    entry     BYTES NOT NULL,   -- the one that opened it
    kind      TEXT NOT NULL,
    desk      BYTES,
    only_desk INT64 NOT NULL,
    state     TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    urgency   TEXT NOT NULL,
    risk      INT64 NOT NULL,   -- 1 is the most urgent
    agency    BYTES,
    author    BYTES,
    received  INT64 NOT NULL,
    decided   INT64,
    decided_by BYTES,
    told      INT64,
    answer_due INT64,           -- who reported still waits for the outcome
    read_at   INT64,
    challenged INT64,
    PRIMARY KEY (thread, source)
) {STRICT};
CREATE INDEX thread_row_desk ON thread_row (desk, decided, risk);
CREATE INDEX thread_row_person ON thread_row (person);
CREATE INDEX thread_row_author ON thread_row (author);

-- P: who has business with whom; whom is an account, a desk or an agency.
CREATE TABLE tie (
    person BYTES NOT NULL,
    whom   BYTES NOT NULL,
    kind   TEXT NOT NULL,
    means  TEXT NOT NULL,
    since  INT64 NOT NULL,
    until  INT64,
    entry  BYTES NOT NULL,
    PRIMARY KEY (person, whom, kind, entry)
) {STRICT};
CREATE INDEX tie_whom ON tie (whom);

-- P: which scope keys may list a thread's or person's row.
CREATE TABLE audience (
    thread BYTES NOT NULL,
    person BYTES NOT NULL,
    scope  BYTES NOT NULL,      -- id of a desk, agency or account
    PRIMARY KEY (thread, person, scope)
) {STRICT};
CREATE INDEX audience_scope ON audience (scope);

-- E: somebody must be told.
CREATE TABLE notice (
    id       BYTES PRIMARY KEY,
    cause    BYTES NOT NULL,    -- entry or leaf
    rule     TEXT NOT NULL,
    to_desk    BYTES,
    to_account BYTES,
    recipient BYTES NOT NULL,
    thread   BYTES,
    person   BYTES,
    made_at  INT64 NOT NULL,
    due      INT64,
    step     INT64 NOT NULL,
    read_at  INT64,
    read_by  BYTES,
    UNIQUE (cause, rule, recipient)
) {STRICT};
CREATE INDEX notice_recipient ON notice (recipient, read_at);

-- E: register checks: the sealed question, for custodian and auditor (S4,
-- S5), and the keyed hash that remembers repeats for a while.
CREATE TABLE check_done (
    leaf      BYTES PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    account   BYTES NOT NULL,
    agency    BYTES NOT NULL,
    at        INT64 NOT NULL,
    answer    TEXT NOT NULL CHECK (answer IN
              ('on', 'none', 'alike', 'ring')),
    discreet  INT64 NOT NULL,
    source    BYTES,
    sealed    BYTES NOT NULL,   -- question and answer, sealed
    receipt   TEXT NOT NULL     -- the signed slip
) {STRICT};
CREATE INDEX check_done_account ON check_done (account, at);
CREATE TABLE check_memory (
    question BYTES NOT NULL,    -- keyed hash
    born     BYTES NOT NULL,    -- keyed hash of the birth date alone
    agency   BYTES NOT NULL,
    account  BYTES NOT NULL,
    at       INT64 NOT NULL,
    until    INT64 NOT NULL,
    PRIMARY KEY (question, account, at)
) {STRICT};

-- F: registers brought in from elsewhere, and how fresh they are (S1).
CREATE TABLE register_held (
    authority BYTES PRIMARY KEY REFERENCES agency (id),
    as_of     INT64,            -- null: kept here, always now
    searched  INT64 NOT NULL
) {STRICT};
