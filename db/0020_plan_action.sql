-- P: actions of plans that an agency has, so that it can list its own.  What
-- is to be done stands in the entries alone.
CREATE TABLE plan_action (
    person  BYTES NOT NULL,
    part    TEXT NOT NULL,      -- the action's own name
    agency  BYTES NOT NULL,     -- that has it
    due     TEXT,               -- a date
    is_open INT64 NOT NULL,     -- 0: done, or no longer in the plan
    PRIMARY KEY (person, part)
) {STRICT};
CREATE INDEX plan_action_agency ON plan_action (agency, is_open, due);
