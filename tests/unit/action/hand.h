/*
 * hand -- somebody at the door of an office, writing a report: with an
 * account, with a one-time link, or nobody at all.
 */
#ifndef TESTS_UNIT_ACTION_HAND_H
#define TESTS_UNIT_ACTION_HAND_H

#include "office.h"

#include "action/draft.h"
#include "action/invite.h"
#include "action/report.h"

#define OWN S("own_report")
#define DUTY S("duty")

/* A child, as fill.h says her. */
#define HAND_LLEUCU                                                           \
    "{\"given_name\":{\"0\":\"Lleucu\"},"                                     \
    "\"family_name\":{\"0\":\"Penri\"},\"unborn\":{\"0\":\"no\"},"          \
    "\"birth_date\":{\"0\":\"2020-04-01\"},\"about_worker\":\"no\"}"

struct hand {
    struct office *o;
    struct id      account;
    struct str     secret;
    struct str     why; /* empty: their own report */
};

struct hand hand_as(struct office *o, struct id account);
struct hand hand_nobody(struct office *o);
/* Through the door; the answer is fresh. */
enum err hand_ask(struct hand h, struct ask ask, struct answer *answer);
/* A draft of theirs. */
struct id hand_start_as(struct hand h, enum verb verb);
struct id hand_start(struct hand h);
/* Sends a page of it. */
enum err hand_save(struct hand h, struct id draft, const struct draft_save *in,
    struct answer *answer);
/* One input, at the revision that is there. */
const struct draft_kept *hand_put(struct hand h, struct id draft,
    const char *name, const char *text);
/* Null when there is none for them. */
const struct draft_page *hand_page(struct hand h, struct id draft);
/* Everything that must be answered, and what is said (JSON). */
void hand_fill(struct hand h, struct id draft, const char *said);
/* Through the door; out is written when it went. */
enum err hand_send(struct hand h, struct id draft, struct report_sent *out);
/* Begun, filled in and sent. */
struct report_sent hand_sent(struct hand h, const char *said);
/* The entry as it stands in the record. */
enum err hand_entry(struct office *o, struct id id, struct entry *out);
/* How many notices of that rule somebody has. */
size_t hand_notices(struct office *o, struct id whom, const char *rule);
/* What is told at once. */
const struct report_receipt *hand_receipt(struct hand h, struct id draft);
/* Types the names and the birth date of HAND_LLEUCU. */
void hand_lleucu(struct hand h, struct id d);

#endif
