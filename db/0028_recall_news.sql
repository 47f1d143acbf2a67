-- Each node remembers checks in memory and reads what the others have put
-- down since: by transaction, for what is committed does not become visible
-- in the order of its times (src/record/recall.c).  What one has put down
-- itself, over this connection, is no news.  Nobody asks by birth date.
{POSTGRESQL} ALTER TABLE check_memory ADD COLUMN written xid8 NOT NULL DEFAULT pg_current_xact_id();
{POSTGRESQL} ALTER TABLE check_memory ADD COLUMN writer INT4 NOT NULL DEFAULT pg_backend_pid();
{POSTGRESQL} CREATE INDEX check_memory_written ON check_memory (written);
{POSTGRESQL} DROP INDEX check_memory_birth;
