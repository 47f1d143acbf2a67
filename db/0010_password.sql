-- F: a password that somebody else gave is a first one: it opens no session,
-- and whoever gave it does not confirm the account (S3).
ALTER TABLE account ADD COLUMN password_first INT64 NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN password_by BYTES;
