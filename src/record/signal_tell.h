/*
 * signal_tell -- patterns that an entry or a link brings (three reports of
 * one child in a year, A3 and A5): whom the pack's signal names is told as
 * soon as it holds.  Deadlines that are missed are alarm.h's, and so is what
 * time brings without one (a tie that ends).
 *
 * Once     for each person until somebody answers the signal (clears), or
 *          until the time that it counts in has passed since.
 * Whom     as for alarms: of a concern that is for its author and one desk,
 *          nobody who is not at that desk (S15).
 */
#ifndef RECORD_SIGNAL_TELL_H
#define RECORD_SIGNAL_TELL_H

#include "record/notice.h"
#include "record/sweep.h"

struct child;

/* Of what holds for the person now, and nobody was told of; about names
 * person, cause and thread, the rest is found.  Projections of the person
 * must be up to date.  child: theirs, when the caller has it; null: it is
 * read. */
enum err MUST_CHECK signal_tell(struct work *w, struct notice_about about,
    const struct child *child);

/* The same of an entry that corrects or withdraws another: what had gone away
 * by what is corrected is told of anew.  until: the last moment before it. */
enum err MUST_CHECK signal_tell_corrected(struct work *w,
    struct notice_about about, const struct child *child, struct moment until);

/* One that time alone brought: it holds now, and did not when the newest entry
 * was written.  Its cause is the newest of what it rests on.  again is held
 * when it is switched off where that happened. */
enum err MUST_CHECK signal_tell_timed(struct work *w, struct id person,
    const struct child *child, const struct signal_rule *s,
    struct look_again *again);

/* Where desks and roles of the thread are looked for, and who alone may be
 * told: about's agency and desk. */
enum err MUST_CHECK signal_place(struct work *w, struct notice_about *about);

#endif
