/*
 * tale -- entries for the fold without a database: told one after the other
 * about up to three children, in one pack or in several.
 */
#ifndef TESTS_UNIT_RECORD_TALE_H
#define TESTS_UNIT_RECORD_TALE_H

#include "record/fold.h"

enum { TALE_CHILDREN = 3, TALE_MOST = 256 };

/* One entry; what is in it is the same for every child. */
struct tale_entry {
    struct fold_entry line;
    bool              about[TALE_CHILDREN]; /* in the order of places */
};
struct tale {
    struct arena      *a;
    const struct pack *pack; /* of what is told from now on */
    struct tale_entry  all[TALE_MOST];
    size_t             count;
};

struct tale  *tale_new(struct arena *a, const struct pack *pack);
struct moment tale_moment(const char *text); /* "2027-03-02T10:00:00Z" */
struct id     tale_id(enum id_kind kind, uint64_t n);

/* About the first child, in thread 1, recorded and happened then. */
struct fold_entry *tale_say(struct tale *t, const char *when, const char *form,
    const char *json);
/* The same about the first so many children. */
struct fold_entry *tale_say_of(struct tale *t, const char *when,
    const char *form, const char *json, size_t children);
/* Corrects the entry told as number n (0 is the first): with the same
 * children, until tale_about() says otherwise. */
struct fold_entry *tale_correct(struct tale *t, const char *when, size_t n,
    const char *correction, const char *json);
/* Whom the entry told last is about. */
void tale_about(struct tale *t, bool first, bool second, bool third);
/* A fact by hand on the entry told last; names and values in turn, null
 * ends. */
void tale_fact(struct tale *t, enum yield_kind kind, ...);

/* What the fold takes for one child (0 is the first). */
struct fold_entry *tale_lines(const struct tale *t, size_t child,
    size_t *count);
/* Folded, as known then; null: everything. */
const struct child *tale_fold(const struct tale *t, size_t child,
    const char *known_at);
/* All of a child as text, to be compared. */
struct str tale_text(struct arena *a, const struct child *c);
/* The last instance of that clock, or null. */
const struct clock_at *tale_clock(const struct child *c, const char *id);

#endif
