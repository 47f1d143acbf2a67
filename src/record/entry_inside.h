/*
 * entry_inside -- what the files about entries share; for record/ alone.
 */
#ifndef RECORD_ENTRY_INSIDE_H
#define RECORD_ENTRY_INSIDE_H

#include "record/agency.h"
#include "record/entry.h"
#include "record/notice.h"
#include "record/person.h"

/* The role of an about that is a child (pack.md, about). */
#define ROLE_CHILD S("child")
/* Kinds of correction. */
#define CORRECT_ANSWERS S("answers")
#define CORRECT_SUBJECT S("subject")
#define CORRECT_WITHDRAW S("withdraw")

/* One line of entry_about. */
struct about_at {
    struct id  source;
    struct str role;
    int        place; /* among the children; -1: in another role */
    int64_t    seq;
};
/* An entry as it is stored, with what the fold needs beside it. */
struct stored {
    struct entry     entry;
    struct about_at *abouts;
    struct id       *beside; /* the records of abouts */
    size_t           about_count;
    struct fact     *facts;
    size_t           fact_count;
    struct str       authority; /* of the child: a pack's agency id */
    struct str       thread_kind;
};

/* All that is known of one person at a moment: entries with everything that
 * corrects them or that they correct, by id; and what they come to. */
struct history {
    struct id           person;
    struct id          *sources;
    size_t              source_count;
    struct stored      *all;
    size_t              count;
    struct fold_entry  *lines; /* resolved, in fold order */
    size_t              line_count;
    const struct child *child;
    struct fold        *fold;
    size_t              folded;          /* of the lines */
    bool                born_moves;      /* by the lines not folded yet */
    size_t              room, line_room; /* of all, of lines */
    size_t              spare;           /* how much of it to begin with */
};
enum err MUST_CHECK history_load(struct work *w, struct id person,
    struct moment known_at, struct history *out);
/*
 * A history that is to go on, with room for HISTORY_SPARE entries more: all
 * that is known now, folded up to the lines of that entry where they come
 * last, else whole.
 */
enum { HISTORY_SPARE = 256 };
enum err MUST_CHECK history_begin(struct work *w, struct id person,
    struct id entry, struct history *out);
/* One entry more, read and not folded yet.  ERR_CONFLICT: it corrects or is
 * corrected, it does not come last, it moves the birth date that was folded
 * with, or there is no room for it; the history is of no use then. */
enum err MUST_CHECK history_more(struct work *w, struct history *h,
    struct id entry);
/* Folds on, up to so many of the lines. */
enum err MUST_CHECK history_fold(struct history *h, size_t lines);
/* Gives the lines the kinds of the agencies that came to meetings, or did
 * not (met.c). */
enum err MUST_CHECK met_load(struct work *w, struct fold_entry *lines,
    size_t count);
/* The stored entry of that id, or null. */
const struct stored *history_find(const struct history *h, struct id entry);
/* The one whose answers count for the line: itself or a correction. */
const struct stored *history_says(const struct history *h,
    const struct fold_entry                            *line);

/* An entry with all that belongs to its family, oldest first. */
enum err MUST_CHECK family_load(struct work *w, struct id root,
    struct stored **out, size_t *count);

/* The same for everything that stands on a source, in no order. */
enum err MUST_CHECK source_entries(struct work *w, struct id source,
    struct stored **out, size_t *count);

/* And for everything on the records that are a person's now. */
enum err MUST_CHECK person_entries(struct work *w, struct id person,
    struct stored **out, size_t *count);

/* How many children the lines name. */
size_t about_children(const struct about *about, size_t count);
/* What the answers themselves tell of the children, and nothing else: the
 * same answers always mean the same facts. */
struct answers_about answers_about_of(struct arena *a, const struct answers *s,
    size_t children, struct date day);
/* The facts of the answers. */
enum err MUST_CHECK entry_facts(struct work *w, const struct answers *s,
    size_t children, struct date day, struct fact **facts, size_t *count);

/* append_seal.c: the answers with every location and reporter put away and
 * only a reference left. */
struct answers_home {
    struct id           entry;
    struct id           root; /* whose references may stay; or none */
    const struct about *about;
    size_t              count;
};
enum err MUST_CHECK answers_seal(struct work *w, const struct answers *s,
    const struct answers_home *home, struct str *out);

/* What bringing projections up to date changed. */
struct change {
    int64_t             differences;
    struct str          first; /* what differed first: a table's name */
    const struct child *child; /* that it was compared with; null: the
                                  person's records are somebody else's */
};
void                change_note(struct change *c, struct str table);
enum err MUST_CHECK project_changes(struct work *w, struct id person,
    struct change *change);
/*
 * As project_person(), for an entry that was just written about the person.
 * The child as it then stands is in kept (history_kept.h), which is the
 * caller's to put back, once the child is looked at no longer.
 */
struct kept_history;
enum err MUST_CHECK project_entry(struct work *w, struct id person,
    struct id entry, struct kept_history **kept);
/* identity.c: what each of the person's records says. */
enum err MUST_CHECK identity_project(struct work *w, const struct history *h,
    struct change *change);
/* project_thread.c: rows of thread_row, audience and taker_now. */
struct row_set;
struct thread_sets {
    struct row_set *threads, *audience, *takers;
};
enum err MUST_CHECK project_threads(struct work *w, const struct history *h,
    struct thread_sets sets);
/* attendance.c: a row for each agency that a meeting names. */
enum err MUST_CHECK attendance_project(struct work *w, const struct history *h,
    struct row_set *set);
/* kin_find.c: rows of kin_found and kin_born; faces must be up to date. */
enum err MUST_CHECK kin_project(struct work *w, const struct history *h,
    struct row_set *found, struct row_set *born);
/* One more row; args in the table's order of columns. */
enum err MUST_CHECK plan_work_project(struct work *w, const struct history *h,
    struct row_set *set);

void row_set_add(struct row_set *set, const struct arg *args, size_t n);
#define ROW(set, ...) row_set_add((set), ARGS(__VA_ARGS__))
/* A time, or NULL where it is 0. */
struct arg row_set_time(struct moment m);

/* share.c: tells everybody the pack's shares name for a new entry. */
struct shares_of {
    const struct fold_entry *lines;   /* one for each it is about */
    const struct id         *persons; /* beside the lines */
    size_t                   count;
    struct id                desk; /* nobody else may be told (S15) */
};
enum err MUST_CHECK shares_fire(struct work *w, const struct shares_of *of);

/* Whether an entry of that form tells of somebody's own report: its author
 * is who reported, not who took a call. */
bool form_is_own_report(const struct form *f);

/* Which desk an entry of these answers goes to: the first route that fits,
 * or null. */
const struct form_route *entry_route(const struct answers *s,
    const struct answers_about                            *about);

#endif
