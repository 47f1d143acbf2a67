/*
 * import_known -- what is known now of a child on the register, put as the
 * answers of a form that brings registers in: who they are, their place on
 * the register, who leads the work and what is next.
 *
 * Each question is answered by what its answer would mean (its yields), so
 * a child whom a conference placed has a line like one whom a file brought.
 * Lifetime: in the transaction's arena.
 */
#ifndef ACTION_IMPORT_KNOWN_H
#define ACTION_IMPORT_KNOWN_H

#include "action/action.h"
#include "record/entry.h"
#include "record/person.h"

struct import_known {
    struct face         face;
    const struct child *child;
    struct entry       *entries;
    size_t              entry_count;
    const struct id    *sources;
    size_t              source_count;
    const struct spell *spell; /* null: not on the register today */
};

/* ERR_ABSENT: nothing is written about them. */
enum err MUST_CHECK import_known_load(struct work *w, struct id person,
    struct import_known *out);
/* As an answer of that form's field would be stored; empty: not known, or
 * the field means nothing that is. */
struct str import_known_say(struct work *w, const struct import_known *of,
    const struct form *form, const struct field *f);
/* Whether the field says who the child is, which nothing else ends. */
bool import_known_is_face(const struct form *form, const struct field *f);

#endif
