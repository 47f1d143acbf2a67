-- F: a signal that nobody at an authority is told of for now, and why; ended
-- by whoever tells of it again.
CREATE TABLE signal_off (
    agency   BYTES NOT NULL REFERENCES agency (id),
    signal   TEXT NOT NULL,
    made_at  INT64 NOT NULL,
    made_by  BYTES NOT NULL,
    reason   TEXT NOT NULL,
    ended_at INT64,
    ended_by BYTES,
    PRIMARY KEY (agency, signal, made_at)
) {STRICT};
