/*
 * looked -- who has looked at a person, or was refused: out of the ledger, by
 * agency and day (S4).
 *
 * Never a discreet check, never somebody reading what they reported
 * themselves (it would tell who reported), never who it was.  A leaf keeps
 * the id that the person had then, so all ids that are theirs now count.
 */
#ifndef RECORD_LOOKED_H
#define RECORD_LOOKED_H

#include "record/work.h"

struct looked {
    struct moment last; /* of those times */
    struct id     agency;
    struct str    purpose; /* the pack's id */
    bool          refused;
    int64_t       times; /* within one hour */
};

extern const struct statements looked_statements;

/*
 * Newest first, before that moment, at most limit rows; own: the purpose of
 * reading one's own reports.  A row is an hour of one agency, purpose and
 * outcome: whoever puts hours together to days knows the zone.
 */
struct looked_ask {
    struct id     person;
    struct str    own;
    struct moment before; /* us INT64_MAX: from now on back */
    int64_t       limit;
};
enum err MUST_CHECK looked_list(struct work *w, const struct looked_ask *ask,
    struct looked **out, size_t *count);

#endif
