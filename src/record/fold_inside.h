/*
 * fold_inside -- what the files of the fold share; inside this room only.
 */
#ifndef RECORD_FOLD_INSIDE_H
#define RECORD_FOLD_INSIDE_H

#include "base/zone.h"
#include "record/fold.h"
#include "record/places.h"

/* Places in the list of clocks. */
struct run {
    size_t *places;
    size_t  count, room;
};

struct fold {
    struct arena      *arena;
    const struct pack *rules;
    struct child       child;
    struct places     *clocks;    /* by rule and thread or child          */
    struct places     *of_thread; /* the same, of any rule, by thread     */
    struct run         running;   /* those of the child that run, which
                                     are few, however long the history    */
    struct run         meant; /* those to look at for an entry, newest first */
    struct date        born;  /* fold_born.c */
    struct clock_at   *was;   /* they, before the entry */
    size_t             was_room;
};

/* Room for one more of size bytes behind count; the list, perhaps moved. */
void *fold_room(struct arena *a, void *list, size_t count, size_t *room,
    size_t size);
/* One more in the child's list of that name; points at it, zeroed. */
#define FOLD_ADD(f, name)                                                     \
    ((f)->child.name =                                                        \
         fold_room((f)->arena, (f)->child.name, (f)->child.name##_count,      \
                   &(f)->child.name##_room, sizeof *(f)->child.name),         \
     &(f)->child.name[(f)->child.name##_count++])

/* Which pack's rules the entry counts under. */
const struct pack *fold_pack(const struct fold *f, const struct fold_entry *e);
/* Which of those rules it may set off; a newer pack's correction any. */
const struct form_reach *fold_reach(const struct fold *f,
    const struct fold_entry                           *e);
/* The day on which it happened. */
struct date fold_day(const struct pack *p, const struct fold_entry *e);
/* A date or date-time as somebody answered it: the moment it begins, or
 * ends (a date lasts its whole day).  False when it is neither, or partial. */
bool fold_said_begin(const struct pack *p, struct str text, struct moment *out);
bool fold_said_end(const struct pack *p, struct str text, struct moment *out);

/* fold_born.c: the birth date by the records that stand among these lines,
 * resolved: it is the fold's before its first step, so that one corrected
 * later counts from the beginning. */
struct date fold_born(struct arena *a, const struct fold_entry *lines,
    size_t count);

/*
 * fold_walk.c: those that the triggers fire on, of each form the newest
 * first; false when there are no more.  A walk begins all zero.
 */
struct fold_walk {
    size_t run, left; /* of it, how many are not seen yet, and one */
};
bool fold_walk_on(const struct child *c, const struct triggers *t,
    struct fold_walk *at, const struct fold_entry **e, const struct fact **by);
/* The rest of that form is older, and not wanted. */
void fold_walk_next_form(struct fold_walk *at);

/* fold_yield.c: what the fact makes of the child. */
enum err MUST_CHECK fold_yield(struct fold *f, const struct fold_entry *e,
    const struct fact *fact);
/* Ends the ties that the pack says the entry ends, save those it made. */
void fold_ties_end(struct fold *f, const struct fold_entry *e);
/* fold_clock.c: meets, stops and opens clocks. */
enum err MUST_CHECK fold_clocks(struct fold *f, const struct fold_entry *e);

/*
 * fold_agency.c: of a clock for each agency that is asked.  Whom the opening
 * asks, by its fact or null; empty: nobody it could name.
 */
struct str fold_asked(struct arena *a, const struct clock_rule *r,
    const struct fold_entry *e, const struct fact *by);
/* Of what kind that agency is, as far as the entry knows; or empty. */
struct str fold_asked_kind(const struct fold_entry *e, struct str asked);
/* Whether the entry makes it needless for the agency that it waits for. */
bool fold_spares(const struct fold *f, const struct clock_at *c,
    const struct fold_entry *e);
/* Whether both answers name one agency, by the entry's pack. */
bool fold_same_agency(const struct fold *f, const struct fold_entry *e,
    struct str one, struct str other);
/* Whether what would meet the clock comes from whom it waits for. */
bool fold_answers(const struct fold *f, const struct clock_at *c,
    const struct fold_entry *e);

/* Where the pathway of that id stands for the thread, or for the child, or
 * null: it stands at its start. */
struct state_at *fold_state(const struct child *c, struct str pathway,
    struct id thread);
/* Which thread's instance of it an entry of that thread belongs to. */
struct id fold_scope(bool per_thread, struct id thread);

#endif
