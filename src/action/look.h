/*
 * look -- what the pages that only look have in common.
 *
 * A page that any of several kinds of worker opens has no purpose of its
 * own: it is looked at for the first of the pack's purposes, in the order
 * given, for which policy lets the reader in; that purpose is what the
 * ledger writes (answer.purpose).
 */
#ifndef ACTION_LOOK_H
#define ACTION_LOOK_H

#include "action/action.h"
#include "policy/view.h"
#include "record/thread.h"

/* What the purposes of looks mean (pack.md), in the order they are tried. */
#define LOOK_PURPOSES 4
extern const struct str look_means[LOOK_PURPOSES];

/* The pack's purpose of that meaning; empty when it has none. */
struct str look_purpose(const struct pack *p, struct str means);
/*
 * Puts the question for one purpose after the other; q->purpose is the one
 * that was let in.  Else what the first of them was told.
 */
enum err MUST_CHECK look_ask(struct work *w, struct cx *cx, struct question *q,
    struct grant *grant);

/*
 * May the reader be shown this row of a list?  own: as what they said
 * themselves, else as work.  Put about the group of the form that opened
 * the thread.
 */
enum look_as { LOOK_AS_WORK, LOOK_AS_OWN };
enum err MUST_CHECK look_row(struct work *w, struct cx *cx,
    const struct thread_row *row, enum look_as as, bool *yes);

/* A child's first name and family name as one text. */
struct str look_name(struct arena *a, struct str given, struct str family);
/* The words of an account's or an agency's id; empty when there is none. */
enum err MUST_CHECK look_account(struct work *w, struct id account,
    struct str *name);
/*
 * What an agency may be called where a child's place is not to be told: its
 * name when it decides there (it has a front door), when it is the reader's
 * own, or when places may be shown; else only what kind of agency it is,
 * or with look_agency_deciding() nothing.
 *
 * LOOK_NOWHERE: of a child whose label gives a relay instead of authority,
 * team and co-ordinator (S7), to a reader who has neither the register nor
 * the child's moves to keep: no authority is named either, nor who works
 * there; only the reader's own agency is (S10).
 */
enum look_place { LOOK_NO_PLACES, LOOK_PLACES, LOOK_NOWHERE };
enum look_place look_place_of(const struct pack *p, const struct view *v);
/* look_account(), of those who may be named so. */
enum err MUST_CHECK look_account_at(struct work *w, const struct cx *cx,
    struct id account, enum look_place places, struct str *name);
enum err MUST_CHECK look_agency_deciding(struct work *w, const struct cx *cx,
    struct id agency, struct words *out);
struct words        look_agency_words(const struct pack *p, const struct cx *cx,
           const struct agency *a, enum look_place places);
enum err MUST_CHECK look_agency(struct work *w, const struct cx *cx,
    struct id agency, enum look_place places, struct words *out);

#endif
