-- What a record says of somebody's ethnic group and disability: whether it is
-- known is counted by agency (A6).  `diogel rebuild` fills them.
ALTER TABLE source_face ADD COLUMN ethnicity TEXT NOT NULL DEFAULT '';
ALTER TABLE source_face ADD COLUMN disability TEXT NOT NULL DEFAULT '';
