/*
 * relied_inside -- listing what relied on something wrong, and settling it;
 * for the files about links and imports alone.
 */
#ifndef ACTION_RELIED_INSIDE_H
#define ACTION_RELIED_INSIDE_H

#include "action/concern_inside.h"
#include "action/relied.h"
#include "record/relied.h"

struct relied_ask {
    struct work     *w;
    struct cx       *cx;
    struct answer   *answer;       /* its purpose is the reader's */
    struct id        thread;       /* in which it is undone */
    struct id        person[2];    /* the same twice: one */
    struct moment    since, until; /* until us 0: it stands */
    const struct id *made;         /* entries that are what is undone */
    size_t           made_count;
};
enum err MUST_CHECK relied_look(const struct relied_ask *ask,
    struct relied_list                                  *out);

/* Who was told something since then is told of its withdrawal or undoing
 * (cause); not of what is undone itself (made). */
enum err MUST_CHECK relied_tell_again(struct work *w, const struct notice *all,
    size_t n, struct id made, struct id cause);

/* The pack's form by which what relied is settled, and the deadline that it
 * meets; by what opens it.  False: the pack has none. */
struct relied_settling {
    const struct clock_rule *deadline;
    const struct form       *form;
    const struct field      *item, *why, *all;
    struct str               done; /* what all says at the end */
};
bool relied_settling(const struct pack *p, enum yield_kind opens,
    struct relied_settling *out);
/* What that entry settled, put into the list. */
enum err MUST_CHECK relied_settled(const struct relied_ask *ask,
    const struct relied_settling *s, const struct entry *e,
    struct relied_list *l);
/* Counts what is left, when all entries are in it. */
void relied_count(struct relied_list *l);
/* Whether that may be settled now; none: nothing is left, and nobody has
 * said so yet. */
bool relied_is_open(const struct relied_list *l, struct id item);
/* The answers of the form; the last says that all is done. */
struct str relied_answers(struct arena *a, const struct relied_settling *s,
    const struct relied_list *l, struct id item, struct str reason);

#endif
