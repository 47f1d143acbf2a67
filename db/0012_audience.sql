-- P: who may list what, and where it stands in their list: for each key of
-- readers (a desk, an agency, an account) a row for each child of a thread.
-- What lists are filtered and sorted by stands here, so that a page of a
-- long list is read from an index in its order.
CREATE TABLE audience_ordered (
    thread   BYTES NOT NULL,
    source   BYTES NOT NULL,
    scope    BYTES NOT NULL,
    person   BYTES NOT NULL,
    kind     TEXT NOT NULL,     -- of thread
    desk     BYTES,             -- whose it is
    agency   BYTES,             -- that sent it
    urgency  TEXT NOT NULL,
    stage    INT64 NOT NULL,    -- 0 waits for the scope, 1 decided and
                                -- something is still due, 2 over
    risk     INT64 NOT NULL,
    due      INT64 NOT NULL,    -- of its first open clock; none: the most
    received INT64 NOT NULL,
    decided  INT64 NOT NULL,    -- 1: it is
    owed     INT64 NOT NULL,    -- 1: who reported waits to be told
    guarded  INT64 NOT NULL,    -- 1: the person has had a label
    taken    INT64 NOT NULL,    -- 1: somebody may have it: the person was
                                -- allocated, or its history was read
    PRIMARY KEY (thread, source, scope)
) {STRICT};

INSERT INTO audience_ordered
SELECT x.thread, x.source, x.scope, x.person, x.kind, x.desk, x.agency,
    x.urgency,
    CASE WHEN x.decided IS NULL THEN 0
         WHEN x.scope <> x.desk AND EXISTS
             (SELECT 1 FROM desk d WHERE d.id = x.scope) THEN 0
         WHEN x.answer_due IS NOT NULL OR x.due IS NOT NULL THEN 1
         ELSE 2 END,
    x.risk, COALESCE(x.due, 9223372036854775807), x.received,
    CASE WHEN x.decided IS NULL THEN 0 ELSE 1 END,
    CASE WHEN x.answer_due IS NULL THEN 0 ELSE 1 END,
    CASE WHEN EXISTS (SELECT 1 FROM source_person p
        JOIN label l ON l.source = p.source
        WHERE p.person = x.person AND l.label <> 'normal') THEN 1 ELSE 0 END,
    CASE WHEN EXISTS (SELECT 1 FROM tie k
            WHERE k.person = x.person AND k.means = 'allocated') THEN 1
         WHEN EXISTS (SELECT 1 FROM entry_about b
            JOIN entry e ON e.id = b.entry
            JOIN entry_fact f ON f.entry = e.id
            WHERE b.source = x.source AND e.thread = x.thread
            AND f.facts LIKE '%"yield":"read_history"%') THEN 1
         ELSE 0 END
FROM (SELECT t.thread, t.source, u.scope, t.person, t.kind, t.desk, t.agency,
        t.urgency, t.risk, t.received, t.decided, t.answer_due,
        (SELECT MIN(c.due) FROM clock_row c WHERE c.thread = t.thread
            AND c.person = t.person AND c.state = 'open') AS due
    FROM audience u
    JOIN thread_row t ON t.thread = u.thread AND t.person = u.person) x;

DROP TABLE audience;
ALTER TABLE audience_ordered RENAME TO audience;
CREATE INDEX audience_person ON audience (person);
CREATE INDEX audience_source ON audience (source);

-- The orders of lists.  By deadline also everything that is counted.
CREATE INDEX audience_risk ON audience
    (scope, kind, stage, risk, due, received, thread, source);
CREATE INDEX audience_due ON audience
    (scope, kind, stage, due, received, thread, source,
     person, desk, owed, guarded, taken);
CREATE INDEX audience_newest ON audience
    (scope, kind, stage, received DESC, thread, source);

-- Ties that say kin are few among many.
CREATE INDEX tie_kin ON tie (whom, person) WHERE means = 'kin';
