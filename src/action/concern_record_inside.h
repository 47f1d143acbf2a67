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
    struct answer     *answer;
    const struct form *form;
    enum concern_use   use;
    struct id          source;  /* the child asked for */
    struct thread_row *rows_of; /* of the thread */
    size_t             row_count;
    struct id         *about, *persons; /* whom it is about */
    size_t             about_count;
};
/* Who may, about whom.  form, source and the first four are given. */
enum err MUST_CHECK recording_begin(struct recording *r);
/* The newest entry of the form about the first child, or none. */
enum err MUST_CHECK recording_newest(struct recording *r, struct entry *out,
    bool *found);
enum err MUST_CHECK recording_first(struct recording *r, const struct entry *e,
    struct concern_first *out);

#endif
