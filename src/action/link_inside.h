/*
 * link_inside -- what the files about linking share; for those alone.
 */
#ifndef ACTION_LINK_INSIDE_H
#define ACTION_LINK_INSIDE_H

#include "action/concern_inside.h"
#include "action/link.h"
#include "action/relied_inside.h"

/* A link being looked at or said: both records, and whose they are now. */
struct link_job {
    struct work      *w;
    struct cx        *cx;
    const struct ask *ask;
    struct answer    *answer;
    struct id         source[2], person[2];
    struct link_row   row;    /* LINK_UNDO and those behind it */
    struct id         stands; /* LINK_SAME: of two traced numbers, or none */
};
/*
 * Asks policy about both and finds them: the thread's child must be the
 * reader's to link, the other somebody whom the reader may find.
 */
enum err MUST_CHECK link_let_in(struct link_job *j, const struct link_ask *in);
/* Does what the ask says with two records that are found and let in. */
enum err MUST_CHECK link_do(struct link_job *j, struct link_said *out);
/* Who said the link, when and why. */
enum err MUST_CHECK link_said_of(struct link_job *j, const struct link_row *row,
    struct link_page *p);
/* What an undoing's page shows: the link, and what relied on it. */
enum err MUST_CHECK link_undo_page(struct link_job *j, struct link_page *p);

/* What is said of the two that forbids linking them, when something is. */
enum err MUST_CHECK link_parted(struct link_job *j, struct link_page *p);

/* Whether each of the two persons has a traced number, and they differ. */
enum err MUST_CHECK link_two_traced(struct work *w, const struct id person[2],
    struct link_numbers *out);
/* Of such two: the record whose number is to stand, else none.  ERR_INVALID:
 * without trace evidence, or nobody says which; out says so. */
enum err MUST_CHECK link_number_choose(const struct link_job *j,
    struct link_said *out, struct id *stands);

/* Records that what the ask names is settled. */
enum err MUST_CHECK link_settle(struct link_job *j, const struct link_page *p,
    struct link_said *out);
/* LINK_KEEP. */
enum err MUST_CHECK link_keep(struct link_job *j, struct link_said *out);

#endif
