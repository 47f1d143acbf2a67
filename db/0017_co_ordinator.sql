-- P: who has been a child's co-ordinator, the one who counts first at place
-- 0: an account, or only a name in a register that was brought in or a plan.
CREATE TABLE co_ordinator (
    person  BYTES NOT NULL,
    place   INT64 NOT NULL,
    account BYTES,
    name    TEXT NOT NULL,
    since   INT64 NOT NULL,
    until   INT64,
    PRIMARY KEY (person, place)
) {STRICT};

-- As far as ties tell; names alone come with the next `diogel rebuild`.
INSERT INTO co_ordinator (person, place, account, name, since, until)
    SELECT t.person,
        ROW_NUMBER() OVER (PARTITION BY t.person ORDER BY t.since DESC,
            t.entry) - 1,
        t.whom, '', t.since, t.until
    FROM tie t JOIN account a ON a.id = t.whom
    WHERE t.means = 'co_ordinator';
