-- F: drafts that wait until somebody of the agency has looked at them, and
-- no longer than to the end of the shift (S21).
CREATE TABLE second_look (
    draft     BYTES PRIMARY KEY REFERENCES draft (id),
    agency    BYTES NOT NULL REFERENCES agency (id),
    handed_at INT64 NOT NULL,
    send_by   INT64 NOT NULL,
    back_at   INT64,            -- given back to its author
    back_by   BYTES,
    remark    BYTES             -- sealed
) {STRICT};
CREATE INDEX second_look_send_by ON second_look (send_by);

-- What an agency wrote on one form, newest first.
CREATE INDEX entry_agency ON entry (agency, form, recorded_at);
