/*
 * A demonstration's own pages.  The reset answers with a page that goes on
 * by itself, because the server that answers it is about to begin again.
 */
#include "web/tour.h"

#include "base/nhs.h"

static const struct {
    struct str word;
    enum msg   msg;
} clock_steps[CLOCK_STEP_COUNT] = {
    [CLOCK_MORNING] = {S_INIT("morning"), MSG_TOUR_CLOCK_MORNING},
    [CLOCK_WORKING_DAY] = {S_INIT("working-day"), MSG_TOUR_CLOCK_WORKING_DAY},
    [CLOCK_MONTH] = {S_INIT("month"), MSG_TOUR_CLOCK_MONTH},
};

enum msg
tour_step_msg(enum clock_step s)
{
    return clock_steps[s].msg;
}

struct str
tour_step_word(enum clock_step s)
{
    return clock_steps[s].word;
}

/* The four of the readers' page. */
static const struct {
    enum tour_who who;
    enum msg      name, why, more;
} readers[TOUR_CARDS] = {
    {TOUR_NURSE, MSG_TOUR_THE_NURSE, MSG_TOUR_WHY_NURSE,
        MSG_TOUR_WHY_NURSE_MORE},
    {TOUR_SAFEGUARDING, MSG_TOUR_THE_SAFEGUARDING, MSG_TOUR_WHY_SAFEGUARDING,
        MSG_TOUR_WHY_SAFEGUARDING_MORE},
    {TOUR_SOCIAL_WORKER, MSG_TOUR_THE_WORKER, MSG_TOUR_WHY_WORKER,
        MSG_TOUR_WHY_WORKER_MORE},
    {TOUR_FATHER, MSG_TOUR_THE_FATHER, MSG_TOUR_WHY_FATHER,
        MSG_TOUR_WHY_FATHER_MORE},
};

static size_t
reader_place(enum tour_who who)
{
    for (size_t i = 0; i < TOUR_CARDS; i++)
        if (readers[i].who == who)
            return i;
    BUG("not one of the four readers");
}

enum msg
tour_who_msg(enum tour_who who)
{
    return readers[reader_place(who)].name;
}

enum msg
tour_why_msg(enum tour_who who)
{
    return readers[reader_place(who)].why;
}

enum msg
tour_more_msg(enum tour_who who)
{
    return readers[reader_place(who)].more;
}

struct str
tour_typed_text(struct page *pg, const struct tour_typed *t)
{
    struct str name[2] = {t->given, t->family}, parts[3];
    size_t     n = 0;

    if (t->nhs.n)
        parts[n++] = nhs_text(pg->arena, t->nhs);
    if (t->given.n || t->family.n)
        parts[n++] = str_trim(str_join(pg->arena, name, 2, S(" ")));
    parts[n++] = page_date(pg, t->born);
    return str_join(pg->arena, parts, n, S(" · "));
}

struct str
tour_conference(struct page *pg, const struct tour_page *t)
{
    return str_cat(pg->arena, S("/meeting/"),
        id_text(pg->arena, t->conference));
}

bool
tour_in_steps(enum tour_who who)
{
    return who == TOUR_NURSE || who == TOUR_TEACHER || who == TOUR_FRONT_DOOR ||
        who == TOUR_AUDITOR || who == TOUR_CHAIR;
}

enum err
in_tour_sign_in(struct visit *v)
{
    return visit_id(v, 0, ID_ACCOUNT, &v->ask.about);
}

enum err
in_clock_move(struct visit *v)
{
    struct clock_ask *in = ARENA_NEW(v->req->arena, struct clock_ask);

    (void)moment_parse(visit_text(v, S("said")), &in->said);
    for (size_t i = 0; i < CLOCK_STEP_COUNT; i++)
        if (str_eq(clock_steps[i].word, visit_text(v, S("step")))) {
            in->step = (enum clock_step)i;
            v->ask.with = in;
            return OK;
        }
    return ERR_ABSENT;
}

void
see_tour(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    tour_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_tour_readers(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    tour_readers_page(&v->page, answer->with);
    visit_page(v, 200);
}

/* Where to go as that person: a page of ours, else home. */
static struct str
target(struct visit *v)
{
    struct str to = visit_text(v, S("to"));

    return to.n > 1 && response_path_is_own(to) ? to : S("/home");
}

void
see_tour_sign_in(struct visit *v, enum err e, struct answer *answer)
{
    const struct sign_in_answer *in = answer->with;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    response_cookie(v->resp, S("session"), in->secret, COOKIE_UNTIL_CLOSED);
    visit_go(v, target(v));
}

void
see_clock(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    clock_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

void
see_clock_move(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, S("/clock"));
}

void
see_tour_reset(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    response_cookie(v->resp, S("session"), S("none"), COOKIE_GONE);
    response_header(v->resp, S("Refresh"),
        v->cx.lang == LANG_CY ? S("5; url=/cy/tour") : S("5; url=/en/tour"));
    v->page.path = S("/tour");
    tour_reset_page(&v->page);
    visit_page(v, 200);
}
