/*
 * The pack's form, drawn whole on one page: four questions at three in the
 * morning.
 */
#include "web/tell.h"

#include "action/typed.h"

static void
attendance(struct visit *v)
{
    const struct purpose_term *p =
        pack_purpose_for(v->page.pack, S("attendance"));

    if (p)
        v->ask.purpose = p->id;
}

enum err
in_tell_look(struct visit *v)
{
    attendance(v);
    return visit_id(v, 0, ID_LEAF, &v->ask.about);
}

enum err
in_tell(struct visit *v)
{
    const struct form   *form = tell_form_of(v->page.pack);
    struct tell_ask     *in = ARENA_NEW(v->req->arena, struct tell_ask);
    struct typed         typed;
    struct answers_about about;
    struct answers       answers;
    enum err             e;

    attendance(v);
    v->ask.with = in;
    if ((e = visit_id(v, 0, ID_LEAF, &v->ask.about)))
        return e;
    if (!form)
        return ERR_ABSENT;
    form_typed(v, form, &typed);
    about = typed_about(&typed, v->page.today);
    typed_answers(&typed, &about, &answers);
    in->answers = typed_json(v->req->arena, &answers);
    return OK;
}

static void
draw(struct visit *v, const struct tell_form *f, int status)
{
    struct form_look l;
    struct typed     typed;

    form_typed(v, f->form, &typed);
    form_look_init(&l, &v->page, f->form, &typed);
    form_faults(&v->page, &l, NULL, -1, f->wrong.faults, f->wrong.count);
    tell_page(&v->page, &l, v->ask.about, f->reference);
    visit_page(v, status);
}

void
see_tell_look(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        draw(v, answer->with, 200);
}

/* The page once more, with what was typed on it. */
static void
tell_again(struct visit *v)
{
    const struct tell_form *f =
        visit_look_again(v, ACT_TELL_LOOK, v->ask.about);

    if (f)
        draw(v, f, 200);
}

void
see_tell(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID && answer->with) {
        draw(v, answer->with, 400);
    } else if (e == ERR_INVALID) {
        tell_again(v);
    } else if (e) {
        visit_refused(v, e, answer);
    } else {
        told_page(&v->page);
        visit_page(v, 200);
    }
}
