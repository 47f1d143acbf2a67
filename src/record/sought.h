/*
 * sought -- whom a child may have been, looked for before the child's record
 * was made, and kept: what there was to look for, who was found and how
 * alike they were, by which weights, and what whoever made it said of them.
 *
 * What was looked for stands in the entry that the record was made with, and
 * is erased with it; here is a keyed hash of it.  Who was found is known by a
 * record of theirs, so that whoever shows it asks policy of each (S11).
 * A base fact: written once with the record, and never computed again.
 */
#ifndef RECORD_SOUGHT_H
#define RECORD_SOUGHT_H

#include "match/match.h"
#include "record/person.h"

enum sought_way {
    SOUGHT_SAID,    /* asked of who made it, who may look for people   */
    SOUGHT_UNASKED, /* who may not: by the program alone (S5)          */
    SOUGHT_AT_ONCE, /* immediate risk: whom was not said is for others */
    SOUGHT_FILE,    /* brought in; said, where somebody read the row   */
    SOUGHT_WAYS
};
struct sought_found {
    struct id       person; /* as it is now                           */
    struct id       other;  /* the record of Diogel's own of that time */
    enum match_band band;
    int             weight; /* decibans                               */
    bool            exact;  /* one number, or names and birth date    */
    bool            said;   /* shown, and said to be somebody else    */
};
struct sought {
    struct id            source;         /* the record that was made */
    struct id            entry, account; /* account none: a one-time link */
    struct moment        at;
    enum sought_way      way;
    struct str           asked; /* "name birth nhs upn", those there were */
    struct str           hash, model;
    struct sought_found *found;
    size_t               found_count;
    bool                 capped; /* as struct candidate_list; not kept */
};
extern const struct statements sought_statements;

/*
 * Looks for them: whoever has one of the numbers or the same names and whole
 * birth date (whose keys are this transaction's then), and whoever is
 * strongly alike; best first, not_person left out.  What was said of nobody
 * finds nobody.
 */
enum err MUST_CHECK sought_look(struct work *w, const struct match_person *m,
    struct id not_person, struct sought *out);
/* Keeps it, and of those found so many; source, entry, account and way filled
 * in. */
enum { SOUGHT_MOST = CANDIDATES_MOST };
enum err MUST_CHECK sought_put(struct work *w, const struct sought *s);
/* Of each record of the person as it is now, oldest first. */
enum err MUST_CHECK sought_list(struct work *w, struct id person,
    struct sought **out, size_t *count);
/* Of each record that was made with that entry. */
enum err MUST_CHECK sought_of_entry(struct work *w, struct id entry,
    struct sought **out, size_t *count);

#endif
