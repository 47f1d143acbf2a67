/*
 * office -- a running Diogel for a test: a database with the Wales pack, an
 * authority with its front door, a school, a hospital, and people in them.
 * Everything goes through the one door, as it does in a server.
 *
 * It is Monday 1 March 2027, 09:00, until office_at() says otherwise.  The
 * same office can stand in England: what things are called there is in one
 * table, struct office_words, and the rest is asked of the pack.
 */
#ifndef TESTS_UNIT_ACTION_OFFICE_H
#define TESTS_UNIT_ACTION_OFFICE_H

#include "action/concern_record.h"
#include "action/entry.h"
#include "action/feedback.h"
#include "action/inbox.h"
#include "action/link.h"
#include "action/service.h"
#include "action/session.h"
#include "store/shop.h"

/* What a pack calls the agencies, desks and roles of the office. */
struct office_words {
    const char *folder;
    const char *authority, *authority_term, *school, *hospital;
    const char *front_door, *duty, *early_help, *officer_desk, *custodian_desk;
    const char *teacher, *safeguarding, *worker, *manager, *night, *helper,
        *officer, *social, *nurse, *custodian;
};
extern const struct office_words office_wales, office_england;

struct office {
    const struct office_words *words;
    struct shop                shop;
    struct service            *service;
    const char                *key_file;
    struct arena              *arena;
    const struct pack         *pack;
    struct id                  authority, school, hospital;
    struct id                  front_door, duty, early_help, officer_desk;
    /* teacher and safeguarding person of the school; two workers and the
     * manager of the front door; out of hours; early help; who is told of
     * workers; a social worker; a nurse */
    struct id teacher, safeguarding, worker, second, manager, night, helper,
        officer, social, nurse, custodian;
};
void office_open(struct office *o); /* in Wales */
void office_open_in(struct office *o, const struct office_words *words);
void office_close(struct office *o);
void office_at(struct office *o, const char *moment);

/* Asks through the door, as the account. */
enum err office_ask(struct office *o, struct id account, struct ask ask,
    struct answer *answer);

/* The pack's purpose that means this. */
struct str office_purpose(const struct office *o, const char *means);

/* A concern about one child, by the teacher; said: JSON of what matters. */
struct office_child {
    struct id thread, source;
};
struct office_child office_concern(struct office *o, const char *said);
struct office_child office_report(struct office *o, struct id by,
    const char *said);
/* n children, four at most, in one report. */
enum { OFFICE_SIBLINGS = 4 };
void office_report_all(struct office *o, struct id by, const char *said,
    struct office_child *out, size_t n);
/* Any form of that use, in the child's thread. */
enum err office_record(struct office *o, struct id by,
    const struct office_child *c, enum concern_use use, const char *said,
    struct id seen);
enum err office_record_form(struct office *o, struct id by,
    const struct office_child *c, const struct form *form, const char *said);
/* The page of the concern as the account sees it; null when it may not. */
const struct concern_page *office_page(struct office *o, struct id by,
    const struct office_child *c, enum err *e);
const struct inbox *office_inbox(struct office *o, struct id by, enum err *e);
const struct reported *office_reported(struct office *o, struct id by,
    const struct office_child *c, enum err *e);

/* What a query counts; sql is a literal. */
int64_t office_count(struct office *o, const char *sql);
/* Runs work in a write transaction of its own. */
typedef enum err office_work(struct work *w, struct office *o);
void             office_do(struct office *o, office_work *work);

#endif
