-- Found by counting the rows that a statement passed over (docs/speed.md).

-- What an entry changes is compared with all rows of its person: of threads
-- also those that stand under one of the person's sources.
CREATE INDEX thread_row_source ON thread_row (source);
CREATE INDEX audience_person ON audience (person);

-- The memory of checks: an asker's variations of one birth date, and what is
-- old enough to be forgotten.
CREATE INDEX check_memory_born ON check_memory (account, born, at);
CREATE INDEX check_memory_until ON check_memory (until);
