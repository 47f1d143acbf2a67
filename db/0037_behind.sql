-- P: which agencies a meeting names, and whether they came, as far as it is
-- about this person; corrected lists count as corrected.
CREATE TABLE attendance (
    person  BYTES NOT NULL,
    entry   BYTES NOT NULL,
    agency  BYTES NOT NULL,
    thread  BYTES NOT NULL,
    present INT64 NOT NULL,     -- 1: somebody of the agency was there
    held    INT64 NOT NULL,
    PRIMARY KEY (person, entry, agency)
) {STRICT};
-- What was projected before knows no such rows: whoever is written about
-- next is projected whole, everybody by a rebuild.
UPDATE projected SET under = '';
