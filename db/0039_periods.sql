-- P: a meeting that named an agency by its kind is counted under the one of
-- that kind that it was called with.  What was projected before knows no such
-- rows: whoever is written about next is projected whole, everybody by a
-- rebuild.
UPDATE projected SET under = '';
