-- Programs that serve this database: who, since when, and when each was last
-- there by the database's own clock.  A program that ends well takes its row
-- away; of one that was ended it stays a while, so that it is missed.

CREATE TABLE node (
    holder  BYTES PRIMARY KEY,  -- as in lease
    name    TEXT NOT NULL,      -- of the machine
    version TEXT NOT NULL,      -- of the program
    began   INT64 NOT NULL,
    seen    INT64 NOT NULL
) {STRICT};
