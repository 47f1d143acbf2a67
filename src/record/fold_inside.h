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

/* fold_born.c: what the records say that stand among these lines, resolved:
 * before the first step, so that a birth date corrected later counts from
 * the beginning. */
void fold_born(struct fold *f, const struct fold_entry *lines, size_t count);
/* fold_yield.c: what the fact makes of the child. */
enum err MUST_CHECK fold_yield(struct fold *f, const struct fold_entry *e,
    const struct fact *fact);
/* fold_clock.c: meets, stops and opens clocks. */
enum err MUST_CHECK fold_clocks(struct fold *f, const struct fold_entry *e);

/* Where the pathway of that id stands for the thread, or for the child, or
 * null: it stands at its start. */
struct state_at *fold_state(const struct child *c, struct str pathway,
    struct id thread);
/* Which thread's instance of it an entry of that thread belongs to. */
struct id fold_scope(bool per_thread, struct id thread);

#endif
