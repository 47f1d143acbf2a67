/*
 * feedback_inside -- what the files about hearing back share.
 */
#ifndef ACTION_FEEDBACK_INSIDE_H
#define ACTION_FEEDBACK_INSIDE_H

#include "action/feedback.h"

/* Where hearing back stands for the reader. */
enum err MUST_CHECK reported_state(struct work *w, struct cx *cx,
    const struct thread_row *row, enum reported_state *out);

#endif
