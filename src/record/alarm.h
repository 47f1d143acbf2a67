/*
 * alarm -- what time alone brings: a deadline that was missed, or is near,
 * tells whom the pack's signals name (S20, W03), so does any other signal
 * that begins to hold without an entry; and what nobody reads goes on to
 * whoever covers, then to a manager, by the ladders of the pack's shares and
 * signals.
 *
 * Both write notices and nothing else, each once for its cause, rule and
 * recipient: to be called as often as one likes, by any number of nodes.
 * Who is to be looked at, and when, is the sweep's (sweep.h).
 *
 * Whom     nobody is told of somebody they are kin to (S9, notice.h); of a
 *          concern that is for its author and one desk, nobody who is not at
 *          that desk (S15).  A notice names the thread and no child where
 *          somebody's list has the thread; else (of a date that a register
 *          states) it names the child.
 */
#ifndef RECORD_ALARM_H
#define RECORD_ALARM_H

#include "record/notice.h"
#include "record/sweep.h"

extern const struct statements alarm_statements, ladder_statements;

/* Of the person: signals that time brought and of which nobody was told;
 * again: when to look next. */
enum err MUST_CHECK alarm_look(struct work *w, struct id person,
    struct look_again *again);
/* Of a notice that nobody has read for as long as its ladder allows; what
 * its desk has opened or decided since was read. */
enum err MUST_CHECK ladder_look(struct work *w, struct id notice,
    struct look_again *again);
/* When the ladder of what is told now begins; false: the rule has none. */
bool ladder_begins(const struct work *w, const struct notice *n,
    struct moment *at);

/* Whether a signal watches any deadline. */
bool signal_is_alarm(const struct signal_rule *s);
/* Whether the notice is of a signal whose deadline is still missed. */
enum err MUST_CHECK alarm_stands(struct work *w, const struct notice *n,
    bool *yes);
/* The newest alarm in a thread that still stands: its signal, and since
 * when; null: none. */
enum err MUST_CHECK alarm_in_thread(struct work *w, struct id thread,
    const struct signal_rule **rule, struct moment *since);

#endif
