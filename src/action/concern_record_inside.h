/*
 * concern_record_inside -- one form on its way into a concern, for the files
 * that draw it and write it.
 */
#ifndef ACTION_CONCERN_RECORD_INSIDE_H
#define ACTION_CONCERN_RECORD_INSIDE_H

#include "action/concern_inside.h"
#include "action/concern_record.h"

struct recording {
    struct work       *w;
    struct cx         *cx;
    const struct ask  *ask;
    struct answer     *answer; /* null while the ground asks */
    const struct form *form;
    enum concern_use   use;
    struct id          source;  /* the child asked for */
    struct thread_row *rows_of; /* of the thread */
    size_t             row_count;
    struct id         *about, *persons; /* whom it is about */
    size_t             about_count;
};
/* What the ground of the row began (answer->found), gone on with: about whom
 * it is. */
enum err MUST_CHECK recording_begin(const struct ask *ask,
    struct answer *answer, struct recording **out);
/* The newest entry of the form about the first child, or none. */
enum err MUST_CHECK recording_newest(struct recording *r, struct entry *out,
    bool *found);
enum err MUST_CHECK recording_first(struct recording *r, const struct entry *e,
    struct concern_first *out);

#endif
