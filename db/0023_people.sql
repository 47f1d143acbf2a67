-- F: the last day of somebody who leaves, agency staff above all: told to
-- whoever leads them, and the account ends when that day does (E6).
ALTER TABLE account ADD COLUMN last_day TEXT;

-- P: whose an action of a plan is, beside its agency; filled by the next
-- `diogel rebuild`.
ALTER TABLE plan_action ADD COLUMN whom BYTES;
