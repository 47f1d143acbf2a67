/*
 * entry -- writing what happened, and reading it back.
 *
 * record_append() is the only writer of entries: it checks the answers
 * against the form, takes locations and reporters out into sealed values,
 * gives the entry its place in each source, makes the fact row, folds every
 * child concerned, and brings the projections and notices up to date.
 *
 * Errors  ERR_INVALID with a list of what is wrong, for the form's page.
 */
#ifndef RECORD_ENTRY_H
#define RECORD_ENTRY_H

#include "record/fold.h"
#include "record/work.h"

extern const struct statements entry_statements, history_statements,
    append_statements, append_find_statements, append_seal_statements,
    share_statements, identity_statements, project_statements,
    project_entry_statements, rebuild_statements;

struct about {
    struct id  source;
    struct str role; /* "child" and what else the form names */
};

/* What is to be written.  Answers hold plain values for locations and
 * reporters; they never reach the entry. */
struct entry_new {
    const struct form  *form;
    struct str          answers; /* JSON, as practice/answers.h says */
    enum lang           language;
    struct id           author, agency; /* none: the service itself */
    struct moment       occurred;       /* us 0: from the form, or now */
    struct id           thread;         /* none: opens one */
    struct str          thread_kind;    /* when it opens one */
    const struct about *about;
    size_t              about_count;
    struct id           corrects;   /* none: an original */
    struct str          correction; /* answers, subject, withdraw */
    struct str          reason;     /* of a correction; or why what a
                                           guard asks for is not there */
    bool                quiet;      /* brought in from a file: tells nobody */
};
struct entry_wrong { /* when ERR_INVALID */
    struct answer_fault *faults;
    size_t               count;
};
/*
 * Writes it; id and thread come back. wrong may be null.  w->now is then the
 * entry's time: never that of another entry about the same people.
 *
 * A correction names an original or one of its corrections.  "answers" and
 * "withdraw" keep whom it is about; "subject" gives the whole list anew, in
 * the same order of children, and keeps the answers.  All need a reason.
 *
 * ERR_INVALID: wrong says what, or nothing where no field is to blame.
 * ERR_ILLEGAL: the thread is of another kind; a correction of what was
 * withdrawn; or a rule that cannot be reasoned away (wrong says which).
 * ERR_ABSENT: no such thread or source; or the desk it must go to was never
 * opened for that agency.
 */
enum err MUST_CHECK record_append(struct work *w, const struct entry_new *e,
    struct id *entry, struct id *thread, struct entry_wrong *wrong);

/* An entry read back, whole (policy cuts it later). */
struct entry {
    struct id          id, thread, author, agency, corrects;
    const struct pack *pack;
    const struct form *form;
    struct answers     answers;
    struct str         answers_text; /* JSON */
    enum lang          language;
    struct moment      occurred, recorded;
    struct date        occurred_on;
    struct str         label, correction, reason, route;
    bool               only_route;
    struct about      *about; /* children in order of place, then others */
    size_t             about_count;
    int64_t            number; /* of its thread, for people: "C-2206" */
    /* Set by entry_list_person(): */
    enum fold_fate fate;
    struct id      corrected_by; /* the newest correction, or none */
    struct moment  corrected_at;
};
enum err MUST_CHECK entry_load(struct work *w, struct id id, struct entry *out);
/* How many children it is about, and how old they were that day. */
struct answers_about entry_about(struct arena *a, const struct entry *e);
/* A thread's entries, oldest first. */
enum err MUST_CHECK entry_list_thread(struct work *w, struct id thread,
    struct entry **out, size_t *count);
/*
 * All entries about a person now, in fold order, with their corrections
 * applied: the newest answers stand at the original's place.  One that does
 * not stand (fate) is only a mark: its answers are empty.
 */
enum err MUST_CHECK entry_list_person(struct work *w, struct id person,
    struct entry **out, size_t *count);

/* The child as folded from all its entries; known_at us INT64_MAX: now. */
enum err MUST_CHECK child_load(struct work *w, struct id person,
    struct moment known_at, const struct child **out);

/* In which states these people stand ("pathway.state"), put into about, when
 * the form asks something only in some of them; else none. */
enum err MUST_CHECK entry_states(struct work *w, const struct pack *pack,
    const struct form *form, const struct id *persons, size_t count,
    struct answers_about *about);

/*
 * Both, and the person's records, with one reading.  The entries are those of
 * now; the child is what was known by that moment (us INT64_MAX: now).
 */
struct child_read {
    const struct child *child;
    struct id          *sources; /* as person_sources() */
    size_t              source_count;
    struct entry       *entries; /* as entry_list_person() */
    size_t              entry_count;
};
enum err MUST_CHECK child_read(struct work *w, struct id person,
    struct moment known_at, struct child_read *out);

/* Projections: bring those of one person up to date (after a link too),
 * and all of them again, comparing. */
enum err MUST_CHECK project_person(struct work *w, struct id person);
struct rebuild_report {
    int64_t    persons, entries, differences;
    struct str first; /* what differed first */
};
/* Rebuilds every projection in this write transaction; with keep false the
 * caller rolls back (verify only compares). */
enum err MUST_CHECK project_rebuild(struct work *w,
    struct rebuild_report                       *report);

#endif
