-- Each handing in and each giving back is a turn of its own: what is told
-- of it names the turn as its cause, and is over when the next one begins.
ALTER TABLE second_look ADD COLUMN turn BYTES;
CREATE UNIQUE INDEX second_look_turn ON second_look (turn);
