/*
 * Everything typed here is secret: of it no page shows more again than the
 * sign-in name.  Tries are counted with those of signing in.
 */
#include "web/password.h"

#include "base/key.h"
#include "base/text.h"
#include "web/session.h"

/* What is wrong with the fresh one, as far as it can be said without knowing
 * whether the old one fits. */
static enum msg
fresh_wrong(struct arena *a, const struct password_ask *in)
{
    if (text_length(in->fresh) < PASSWORD_LEAST)
        return MSG_PASSWORD_SHORT;
    if (str_eq(in->fresh, in->old))
        return MSG_PASSWORD_SAME;
    if (str_eq(str_lower(a, in->fresh), in->login))
        return MSG_PASSWORD_IS_LOGIN;
    return MSG_NONE;
}

static void
check_typed(struct visit *v, const struct password_ask *in)
{
    enum msg wrong = fresh_wrong(v->req->arena, in);

    if (!in->login.n)
        visit_error(v, S("login"), MSG_PASSWORD_LOGIN_NEEDED);
    if (!in->old.n)
        visit_error(v, S("old"), MSG_PASSWORD_OLD_NEEDED);
    if (wrong != MSG_NONE)
        visit_error(v, S("fresh"), wrong);
    else if (!str_eq(in->fresh, form_value(&v->form, S("again"))))
        visit_error(v, S("again"), MSG_PASSWORD_DIFFERS);
}

enum err
in_password(struct visit *v)
{
    struct password_ask *in = ARENA_NEW(v->req->arena, struct password_ask);
    enum err             e;

    in->login = session_login_typed(v);
    in->old = form_value(&v->form, S("old"));
    in->fresh = form_value(&v->form, S("fresh"));
    v->ask.with = in;
    if (!request_is_safe_transport(v->req))
        return ERR_ILLEGAL;
    if (visit_is_toggled(v))
        return ERR_INVALID;
    check_typed(v, in);
    if (v->page.error_count)
        return ERR_INVALID;
    if (session_tries_left(v, in->login))
        return ERR_LIMIT;
    e = password_check(&v->cx, in, &v->page_fault);
    if (e == ERR_INVALID)
        visit_error(v, v->page_fault.field, v->page_fault.msg);
    return e;
}

static void
draw(struct visit *v, int status, struct password_page p)
{
    p.unsafe = !request_is_safe_transport(v->req);
    v->page.path = S("/password");
    password_page_draw(&v->page, &p);
    visit_page(v, status);
}

void
password_first(struct visit *v, struct str login)
{
    draw(v, 200,
        (struct password_page){.login = login, .why = MSG_PASSWORD_FIRST});
}

void
see_password_form(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        draw(v, 200,
            (struct password_page){.login = v->page.reader->account.login});
}

void
see_password(struct visit *v, enum err e, struct answer *answer)
{
    if (e == OK) {
        password_done_page(&v->page, answer->with);
        visit_page(v, 200);
        return;
    }
    if (!err_is_refusal(e)) {
        visit_refused(v, e, answer);
        return;
    }
    if (e == ERR_DENIED)
        visit_error(v, S("old"), MSG_SESSION_WRONG);
    if (e == ERR_LIMIT)
        visit_error(v, S("old"), MSG_COMMON_OFTEN_WHY);
    draw(v, e == ERR_LIMIT ? 429 : 400,
        (struct password_page){.login = visit_text(v, S("login"))});
}

enum err
in_account_reset(struct visit *v)
{
    struct reset_ask *in = ARENA_NEW(v->req->arena, struct reset_ask);

    in->shown = key_password_new(v->req->arena);
    in->hash = key_password_hash(v->req->arena, in->shown);
    v->ask.with = in;
    v->ask.purpose = pack_purpose_for(v->page.pack, S("upkeep"))->id;
    return visit_id(v, 0, ID_ACCOUNT, &v->ask.about);
}

/* Shown once: the page is an answer, and asking for it again gives another
 * password. */
void
see_account_reset(struct visit *v, enum err e, struct answer *answer)
{
    const struct reset_ask *in = v->ask.with;

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    v->page.path = str_cat(v->page.arena, S("/accounts/"),
        id_text(v->page.arena, v->ask.about));
    password_given_page(&v->page, in->shown, v->ask.about);
    visit_page(v, 200);
}
