/*
 * Sign-in is limited by account and address together, so that a flood from
 * one place slows that place, and nobody can lock somebody else out.
 */
#include "web/session.h"

#include "base/clock.h"
#include "web/frame.h"
#include "web/kept.h"
#include "web/password.h"
#include "web/visit_own.h"

static const struct limit_rule sign_in_rule = {
    .most = 10, .refill_us = INT64_C(30000000)};

/* Where to go afterwards: a path of ours, else home. */
static struct str
target(struct visit *v, struct str to)
{
    (void)v;
    return to.n > 1 && response_path_is_own(to) ? to : S("/home");
}

enum err
in_sign_in_page(struct visit *v)
{
    (void)v;
    return OK;
}

struct str
session_login_typed(struct visit *v)
{
    return str_lower(v->req->arena, str_trim(visit_text(v, S("login"))));
}

int64_t
session_tries_left(struct visit *v, struct str login)
{
    struct str parts[2] = {login, v->req->peer};
    struct str key = str_join(v->req->arena, parts, 2, S(" "));

    return limit_take(site_limits(v->site), key, sign_in_rule,
        clock_monotonic());
}

enum err
in_sign_in(struct visit *v)
{
    struct sign_in_ask *in = ARENA_NEW(v->req->arena, struct sign_in_ask);

    in->login = session_login_typed(v);
    in->password = form_value(&v->form, S("password"));
    v->ask.with = in;
    if (!request_is_safe_transport(v->req))
        return ERR_ILLEGAL;
    if (!in->login.n || !in->password.n) {
        visit_error(v, S("login"), MSG_SESSION_NEEDED);
        return ERR_INVALID;
    }
    if (session_tries_left(v, in->login))
        return ERR_LIMIT;
    return session_check(&v->cx, in, NULL);
}

static void
draw_sign_in(struct visit *v, int status, const struct demo_people *people)
{
    struct sign_in_page s = {
        .login = visit_text(v, S("login")),
        .to = target(v, v->req->method == HTTP_POST
                            ? visit_text(v, S("to"))
                            : form_value(&v->req->query, S("to"))),
        .unsafe = !request_is_safe_transport(v->req),
    };

    s.kept = kept_is_path(s.to);
    session_sign_in_page(&v->page, &s, people);
    visit_page(v, status);
}

void
see_sign_in_page(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        draw_sign_in(v, 200, answer->with);
}

void
see_sign_in(struct visit *v, enum err e, struct answer *answer)
{
    struct sign_in_answer *in = answer->with;
    struct str             path[2];

    if (e && !err_is_refusal(e)) {
        visit_refused(v, e, answer);
        return;
    }
    if (e == ERR_ILLEGAL && answer->fault.msg == MSG_PASSWORD_FIRST) {
        password_first(v, session_login_typed(v));
        return;
    }
    if (e) {
        if (e == ERR_DENIED)
            visit_error(v, S("login"),
                answer->fault.msg ? answer->fault.msg : MSG_SESSION_WRONG);
        if (e == ERR_LIMIT)
            visit_error(v, S("login"), MSG_COMMON_OFTEN_WHY);
        draw_sign_in(v, e == ERR_LIMIT ? 429 : 400, NULL);
        return;
    }
    response_cookie(v->resp, S("session"), in->secret, COOKIE_UNTIL_CLOSED);
    response_cookie(v->resp, S("lng"), lang_code(v->cx.lang),
        INT64_C(31536000));
    path[0] = v->cx.lang == LANG_CY ? S("/cy") : S("/en");
    path[1] = target(v, visit_text(v, S("to")));
    response_redirect(v->resp,
        str_join(v->req->arena, path, 2, (struct str){0}));
}

void
see_sign_out_page(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    session_sign_out_page(&v->page);
    visit_page(v, 200);
}

void
see_sign_out(struct visit *v, enum err e, struct answer *answer)
{
    if (e && e != ERR_SIGN_IN) {
        visit_refused(v, e, answer);
        return;
    }
    response_cookie(v->resp, S("session"), S("none"), COOKIE_GONE);
    response_header(v->resp, S("Clear-Site-Data"), S("\"cache\""));
    visit_go(v, S("/sign-in"));
}

void
see_hidden(struct visit *v, enum err e, struct answer *answer)
{
    (void)e, (void)answer;
    session_hidden_page(&v->page,
        target(v, form_value(&v->req->query, S("to"))));
    visit_page(v, 200);
}

/* Asking at all is being there; the door has noted it by now. */
void
see_stay(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else if (v->cx.reader.kind != READER_ACCOUNT)
        visit_sign_in_first(v);
    else
        response_body(v->resp, S("text/plain"), S("ok\n"));
}
