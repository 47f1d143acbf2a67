-- Which records say something else since a leaf: what the index in memory of
-- each node follows (record/finder.h), and where a question looks for what
-- its node has not taken in yet.  A leaf has its number from the ledger, so
-- nothing is missed on any node.  Of leaves long numbered it is forgotten.
CREATE TABLE face_changed (
    leaf   BYTES NOT NULL,
    source BYTES NOT NULL,
    PRIMARY KEY (leaf, source)
) {BY_KEY};
