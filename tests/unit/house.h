/*
 * house -- a small real place for a test: a migrated database with the Wales
 * pack in it, an authority, a school and a hospital, their desks, and people
 * who work there.
 *
 * A test always stands inside a write transaction: h.w is what the record
 * room works with.  house_at() ends it (what was written stays), sets the
 * clock and begins another; house_undo() throws away what was written since.
 * The transaction is the writer's own, lent to the test's thread.
 *
 * On PostgreSQL when PGURL names a database that may be emptied, else on
 * SQLite in a folder of its own.
 */
#ifndef TESTS_UNIT_HOUSE_H
#define TESTS_UNIT_HOUSE_H

#include "record/account.h"
#include "record/entry.h"
#include "record/person.h"
#include "store/shop.h"

struct house_turn;

struct house {
    struct shop        shop;
    struct arena      *arena; /* the shop's */
    struct rules      *rules, *rules_before;
    const struct pack *pack;
    struct house_turn *turn;
    struct work        work;
    struct work       *w;
    struct id          authority, school, hospital;
    struct id front_door, duty, early_help, officer_desk, custodian_desk,
        school_desk;
    /* a teacher and the school's safeguarding person; a worker and a manager
     * of the front door; who is told of workers; a social worker; a nurse */
    struct id teacher, safeguarding, worker, manager, officer, social, nurse,
        custodian;
};

/* It is then Monday 1 March 2027, 09:00. */
void house_open(struct house *h);
void house_close(struct house *h);
/* "2027-03-02T10:00:00Z"; never back. */
void house_at(struct house *h, const char *moment);
void house_undo(struct house *h);

/* The pack that holds from now on: the one that stood there, with the first
 * old of each file replaced.  Once in a house. */
struct house_edit {
    const char *file, *old, *new;
};
void house_rules(struct house *h, const struct house_edit *edits, size_t n);

/* Somebody more at the agency, confirmed, who holds the role; their login is
 * their name too. */
struct id house_account(struct house *h, struct id agency, const char *login,
    const char *role);
/* A child with a record of the agency's: that record. */
struct id house_child(struct house *h, struct id agency);
struct id house_person(struct house *h, struct id source);

/* One entry: what must be answered is, as fill.h says. */
struct house_entry {
    const char *form;   /* of a correction: null */
    const char *said;   /* JSON: the answers that matter */
    struct id   by;     /* account */
    struct id   thread; /* none: opens one */
    struct id   children[4];
    struct id   adult; /* none: nobody */
    struct id   corrects;
    const char *correction; /* answers, subject, withdraw */
    const char *reason;
};
/* Its id; thread may be null. */
struct id house_say(struct house *h, const struct house_entry *e,
    struct id *thread);
/* What it answers, and what is wrong when it is refused. */
enum err house_try(struct house *h, const struct house_entry *e,
    struct id *entry, struct id *thread, struct entry_wrong *wrong);
/* The teacher reports a concern about one child; the thread. */
struct id house_concern(struct house *h, struct id source, const char *urgency);
/* The front-door worker decides it. */
struct id house_decide(struct house *h, struct id thread, struct id source,
    const char *outcome);

/* The manager allocates the child to an account, in that thread. */
void house_allocate(struct house *h, struct id thread, struct id source,
    struct id whom);
/* The custodian brings in that the child is on the authority's register. */
void house_register(struct house *h, struct id source);

/* The only number that a query answers; sql is a literal. */
int64_t house_count(struct house *h, const char *sql);
/* Runs SQL behind everybody's back. */
void house_sql(struct house *h, const char *sql);

#endif
