/*
 * seal -- where somebody is, and who reported: values kept apart, under
 * their own keys (design 7; safety S7, S10, S12).
 *
 * Answers and pages hold a reference.  location_open(), reporter_open() and
 * seal_contact_open() are the only readers; each writes its own kind of leaf
 * in the same transaction, so it works in write transactions (or parked
 * looks) only: policy must already have granted it, and says so by the
 * grant's rule.
 */
#ifndef RECORD_SEAL_H
#define RECORD_SEAL_H

#include "record/work.h"

enum seal_use {
    SEAL_LOCATION,
    SEAL_REPORTER,
    SEAL_CONTACT /* how to reach somebody safely (S18): a location, of a
                    kind of its own, that only seal_contact_open() reads */
};

extern const struct statements seal_statements;

/* Puts a value away; gives the reference to store in its stead. */
enum err MUST_CHECK seal_put(struct work *w, enum seal_use use, struct str kind,
    struct id entry, struct id source, struct str field, struct str plain,
    struct id *ref);
/* A location as it is only ever compared: its keyed hash; NULL for none. */
struct arg location_lookup(struct work *w, struct str plain);
/* A town as it is only ever compared: the keyed hash of match_place_of();
 * empty for none. */
struct str location_town(struct work *w, struct str town);
/* The town and the street (match_street_of()) of a location that was put away,
 * so hashed; empty: not known. */
struct location_parts {
    struct str town, street;
};
enum err MUST_CHECK location_parts_of(struct work *w, struct id ref,
    struct location_parts *out);
/* Whether what was put away for the entry's field is this very location;
 * told by its keyed hash, nothing is opened. */
enum err MUST_CHECK location_is(struct work *w, struct id entry,
    struct str field, struct str plain, bool *yes);
/* Who opens, and the rule that allows it: for the leaf. */
struct seal_reader {
    struct id  account, agency;
    struct str purpose, rule, action;
};
enum err MUST_CHECK location_open(struct work *w, struct id ref,
    const struct seal_reader *who, struct str *plain);
/* What was said, as answers hold it: text, or rows as JSON. */
enum err MUST_CHECK seal_contact_open(struct work *w, struct id ref,
    const struct seal_reader *who, struct str *plain);
/* In which entry a location or a contact stands, and which it is.
 * ERR_ABSENT: there is no such value. */
enum err MUST_CHECK seal_find(struct work *w, struct id ref, struct id *entry,
    enum seal_use *use);
enum err MUST_CHECK reporter_open(struct work *w, struct id ref,
    const struct seal_reader *who, struct str *plain);

#endif
