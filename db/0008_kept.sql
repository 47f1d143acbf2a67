-- F: what was typed in a form when its session had ended: path and fields
-- together, sealed, for the account of that session alone.  A row goes when
-- its form is sent, or with its time.
CREATE TABLE kept (
    id      BYTES PRIMARY KEY,
    account BYTES NOT NULL REFERENCES account (id),
    kept_at INT64 NOT NULL,     -- machine time
    sealed  BYTES NOT NULL
) {STRICT};
CREATE INDEX kept_account ON kept (account, kept_at);
CREATE INDEX kept_at ON kept (kept_at);

-- A form tells by its token to whom it was given.
CREATE INDEX session_token ON session (token);
