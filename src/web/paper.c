/*
 * The purpose a paper is looked at for is the reader's work at a desk, when
 * they have one, else their own report.
 */
#include "web/paper.h"

enum err
in_paper(struct visit *v)
{
    static const struct str means[] = {S_INIT("duty"), S_INIT("casework"),
        S_INIT("own")};
    struct str              asked = form_value(&v->req->query, S("for"));

    for (size_t i = 0; i < sizeof(means) / sizeof(*means); i++) {
        const struct purpose_term *p = pack_purpose_for(v->page.pack, means[i]);

        if (p && (str_eq(asked, means[i]) || !v->ask.purpose.n))
            v->ask.purpose = p->id;
    }
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
