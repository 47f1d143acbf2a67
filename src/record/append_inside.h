/*
 * append_inside -- an entry on its way in; for the files that append it.
 */
#ifndef RECORD_APPEND_INSIDE_H
#define RECORD_APPEND_INSIDE_H

#include "record/entry_inside.h"

/* An entry on its way in. */
struct appending {
    const struct entry_new *asked;
    struct entry_wrong      wrong;
    struct id               id, thread;
    bool                    new_thread;
    struct str              thread_kind;
    const struct pack      *pack;
    const struct form      *form;
    struct stored          *family; /* of what is corrected, oldest first */
    size_t                  family_count;
    const struct about     *about;
    size_t                  about_count, children;
    struct id              *persons; /* concerned, in order of their ids */
    size_t                  person_count;
    struct kept_history   **folded;  /* beside persons, once projected */
    struct answers          answers; /* as stored */
    struct str              answers_text;
    struct fact            *facts;
    size_t                  fact_count;
    struct moment           recorded, occurred;
    struct date             occurred_on;
    struct desk             route;   /* where it belongs */
    struct str              went_to; /* kind of the desk it went to now */
    bool                    routed, only;
};

/* The original of what is corrected, or none; and its newest version. */
struct id           append_root(const struct appending *p);
const struct entry *append_newest(const struct appending *p);
/* Whether it is a correction of that kind. */
bool append_corrects(const struct appending *p, struct str correction);
/* append_find.c: everything the entry belongs to is looked up, and whoever
 * is concerned is locked. */
enum err MUST_CHECK append_find(struct work *w, struct appending *p);

/* append_undone.c: of a withdrawal that changes the register, who is told
 * when somebody comes off it: those tied to the child by then, once asked
 * before the child is projected anew and once after. */
enum err MUST_CHECK append_tell_undone(struct work *w,
    const struct appending                         *p);

#endif
