-- A notice that nobody has read is looked at under each new pack, whether or not
-- its rule had a ladder when it was put (docs/adr/0029).
INSERT INTO next_look (about, what, at, under, held)
    SELECT id, 2, 0, 0, 0 FROM notice WHERE step = 0 AND read_at IS NULL
        AND id NOT IN (SELECT about FROM next_look);
