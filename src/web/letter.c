/*
 * A letter is read and printed from its page; one that is held is released
 * there.
 */
#include "web/letter.h"

enum err
in_letter(struct visit *v)
{
    return visit_id(v, 0, ID_ENTRY, &v->ask.about);
}

enum err
in_letter_release(struct visit *v)
{
    struct letter_release *in = ARENA_NEW(v->req->arena, struct letter_release);

    in->reason = form_value(&v->form, S("reason"));
    in->means = form_value(&v->form, S("means"));
    v->ask.with = in;
    return in_letter(v);
}

void
see_letter_list(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    letter_list_draw(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_letter(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    letter_draw(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_letter_release(struct visit *v, enum err e, struct answer *answer)
{
    if (e && e != ERR_INVALID)
        visit_refused(v, e, answer);
    else /* what is missing is asked for by the page itself */
        visit_go(v,
            str_cat(v->req->arena, S("/letter/"),
                id_text(v->req->arena, v->ask.about)));
}

void
letter_in_its_language(struct page *pg, const struct letter_page *p)
{
    struct page own = *pg;

    own.lang = p->lang;
    letter_body(&own, p);
}
