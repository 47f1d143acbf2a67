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
    static const struct letter_release none;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    letter_draw(&v->page, answer->with, &none);
    visit_page(v, 200);
}

/* The letter once more, with what was said and what is missing. */
static void
release_again(struct visit *v)
{
    const struct letter_release *in = v->ask.with;
    const struct letter_page *p = visit_look_again(v, ACT_LETTER, v->ask.about);

    if (!p)
        return;
    if (!str_trim(in->reason).n)
        visit_error(v, S("reason"), MSG_LETTER_WHY_MISSING);
    if (!str_trim(in->means).n)
        visit_error(v, S("means"), MSG_LETTER_MEANS_MISSING);
    letter_draw(&v->page, p, in);
    visit_page(v, 400);
}

void
see_letter_release(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID)
        release_again(v);
    else if (e)
        visit_refused(v, e, answer);
    else
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

bool
letter_is_in_another(const struct letter_page *p)
{
    for (size_t i = 0; i < p->report_count; i++)
        if (p->reports[i].language != p->lang)
            return true;
    if (p->minutes && p->minutes->language != p->lang)
        return true;
    return p->has_content && p->plan_language != p->lang;
}
