-- Notices by their thread (what was told in a concern), and those that
-- nobody has read by their rule (the ladder).
CREATE INDEX notice_thread ON notice (thread);
CREATE INDEX notice_unread ON notice (rule, made_at) WHERE read_at IS NULL;
CREATE INDEX clock_row_clock ON clock_row (clock, state, due);
