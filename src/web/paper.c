/*
 * A paper, handed over as it is kept: to be saved, never shown here.
 */
#include "web/paper.h"

enum err
in_paper(struct visit *v)
{
    return visit_id(v, 0, ID_PAPER, &v->ask.about);
}

void
see_paper(struct visit *v, enum err e, struct answer *answer)
{
    const struct paper_got *got = answer->with;

    if (e)
        visit_refused(v, e, answer);
    else
        response_download(v->resp, got->paper.type, got->name, got->bytes);
}
