-- Where several write, a leaf has no number when it is written, and gets it
-- a little later.  What is found by its number is indexed then and not
-- before; who has none stands in an index of their own; and there is room
-- for the row with its number on the page of the one without, which halves
-- what the log says of it.
{POSTGRESQL} DROP INDEX ledger_leaf_account;
{POSTGRESQL} CREATE INDEX ledger_leaf_account ON ledger_leaf (account, number) WHERE number IS NOT NULL;
{POSTGRESQL} ALTER TABLE ledger_leaf DROP CONSTRAINT ledger_leaf_number_key;
{POSTGRESQL} CREATE UNIQUE INDEX ledger_leaf_number ON ledger_leaf (number) WHERE number IS NOT NULL;
{POSTGRESQL} CREATE INDEX ledger_leaf_new ON ledger_leaf (at) WHERE number IS NULL;
{POSTGRESQL} ALTER TABLE ledger_leaf SET (fillfactor = 45);
-- Nobody asks there for what is remembered by its whole key, which is as
-- wide as the rest of its row.
{POSTGRESQL} ALTER TABLE check_memory DROP CONSTRAINT check_memory_pkey;
{POSTGRESQL} CREATE INDEX check_memory_at ON check_memory (at);
