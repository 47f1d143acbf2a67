/*
 * kept -- what somebody had typed in a form when the session had ended: for
 * that account alone, sealed, until the form is sent or its time is over.
 * What the text is made of is the caller's.  Times are machine time.
 */
#ifndef RECORD_KEPT_H
#define RECORD_KEPT_H

#include "record/work.h"

#define KEPT_HOURS 12 /* as long as a session may last */
#define KEPT_MOST 10  /* of one account; one more, and the oldest goes */

extern const struct statements kept_statements;

enum err MUST_CHECK kept_put(struct work *w, struct id account, struct str text,
    struct moment machine_now, struct id *id);
/* ERR_ABSENT: there is none, it is another's, or its time is over. */
enum err MUST_CHECK kept_open(struct work *w, struct id id, struct id account,
    struct moment machine_now, struct str *text);
enum err MUST_CHECK kept_drop(struct work *w, struct id id);
/* All whose time is over. */
enum err MUST_CHECK kept_forget(struct work *w, struct moment machine_now);

#endif
