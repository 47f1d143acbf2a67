/*
 * report -- a concern told to the front door: written, or by telephone.
 *
 *   DRAFT_SEND    about the draft, with enum lang (the language it was
 *                 written in), answer struct report_sent
 *                 (both none: it waits for a second look)
 *   REPORT_SENT   about the draft, answer struct report_receipt
 *   REPORT_AFTER  about an own check's leaf, answer struct report_after
 *   CALL_CHECK    with struct check_ask (caller and the number called back
 *                 with it), answer struct check_answer
 *
 * Children become persons with a record of the reporter's agency, or the
 * record that the reporter chose among that agency's own; whether they are
 * somebody the shared core knows is for the front door (S14).  A draft is
 * sent once: sent again it answers what came of the first time.
 */
#ifndef ACTION_REPORT_H
#define ACTION_REPORT_H

#include "action/draft.h"
#include "action/service.h"
#include "practice/quality.h"
#include "record/entry.h"
#include "record/notice.h"

/* The form that reports a concern under that verb (MAY_REPORT: in writing;
 * MAY_TAKE_CALL: by whoever takes the call; MAY_BRIEF: by the short path),
 * or null. */
const struct form *report_form(const struct pack *p, enum verb verb);
/* The form that is begun so, or null: of the short path also one by name,
 * which need not tell of a concern. */
const struct form *report_form_of(const struct pack *p,
    const struct draft_start                        *in);
/* Under which of them somebody fills in that form. */
enum verb report_verb(const struct pack *p, const struct form *f);

/* Immediate risk: whom its children may be holds it up no more. */
bool report_goes_at_once(const struct form *f, const struct answers *said,
    const struct answers_about *about);

struct report_sent {
    struct id entry, thread;
};

struct report_receipt {
    struct draft       draft;
    const struct form *form;
    struct moment      at;
    struct str         reference; /* "C-2206" */
    bool               call;      /* by telephone */
    bool               waits;     /* for a second look, until send_by */
    struct moment      send_by;
    struct quality     quality;  /* most 0: the form counts none */
    struct str         code;     /* of a call that is asked for in writing */
    struct moment      write_by; /* by then */
    struct words       desk;     /* where it went */
    bool               only;     /* and nowhere else (S15) */
    struct check_line  lines[2];
    size_t             line_count;
    struct moment      decide_by; /* us 0: no clock says */
    bool               told;      /* then the reporter hears, within: */
    struct span        within;
    /* What was sent, for one's own record; null when it may not be read
     * again (a one-time link, a child that is protected since). */
    const struct entry *copy;
};

/* Sends somebody's draft for them, with the program's own answer: who looked
 * at it.  ERR_CONFLICT: it is gone. */
enum err MUST_CHECK report_send_for(struct work *w, struct cx *cx,
    struct id draft, struct str mark, struct answer *answer,
    struct report_sent *out);
/* What an entry is good for, by its own form. */
enum err MUST_CHECK report_quality(struct work *w, const struct entry *entry,
    struct quality *out);

/* When it will be decided, by when it is asked for in writing, and how long
 * after the decision the reporter hears: from the pack's clocks, into out. */
enum err MUST_CHECK report_decide_by(struct work *w, const struct entry *entry,
    struct report_receipt *out);
void report_hear_within(const struct pack *p, struct report_receipt *out);

/* Tells its reporter, in the record, that a report arrived (W03); nothing
 * where the pack leaves that to a worker. */
enum err MUST_CHECK report_acknowledge(struct work *w, struct id entry);

struct report_after {
    struct id           leaf;
    struct str          reference;
    struct check_answer said;
    struct check_line   lines[2];
    size_t              line_count;
};

/*
 * S21: an unsent concern reminds its author, and before the day ends tells
 * the deputy that there is one; nobody but its author hears of one about
 * somebody who works with children (S15), nor of one that has not answered
 * that question yet.  Notices are written once.
 */
enum err MUST_CHECK draft_reminders(struct work *w);
/* When the next of them falls, if that is sooner than next. */
enum err MUST_CHECK draft_reminders_next(struct work *w, struct moment *next);
/* What became of its second look is told to whom the pack says; as: the
 * notice's cause, and its thread when there is one. */
enum err MUST_CHECK draft_look_told(struct work *w, const struct draft *d,
    enum draft_look look, const struct notice *as);

#endif
