/*
 * The web door: finds the route, knows who is there, turns the form into an
 * ask, sends it through the one door, and lets the page draw the answer.
 *
 * A LOOK is drawn at once and its page let go by the writer once its leaf
 * is durable; a DO waits for the writer on its own worker.
 */
#include "web/site.h"

#include "action/session.h"
#include "http/static.h"
#include "web/frame.h"
#include "web/kept.h"
#include "web/lost.h"
#include "web/visit.h"
#include "web/visit_own.h"

#define BODY_USUAL 65536
#define LIMIT_KEYS 4096

struct site {
    struct arena       *arena;
    struct service     *service;
    struct limits      *limits;
    struct static_files files;
};

struct service *
site_service(struct site *s)
{
    return s->service;
}

struct limits *
site_limits(struct site *s)
{
    return s->limits;
}

enum err
site_new(struct service *service, struct site **out)
{
    struct arena *a = arena_new(0);
    struct site  *s = ARENA_NEW(a, struct site);

    s->arena = a;
    s->service = service;
    s->limits = limits_new(LIMIT_KEYS);
    static_init(&s->files, assets, assets_count);
    *out = s;
    return OK;
}

void
site_free(struct site *s)
{
    if (!s)
        return;
    limits_free(s->limits);
    arena_free(s->arena); /* s lies in it */
}

static size_t
limit(void *ctx, enum http_method method, struct str path)
{
    struct str          parts[VISIT_PARTS];
    enum lang           lang;
    const struct route *r;

    (void)ctx;
    if (method != HTTP_POST)
        return 0;
    r = route_find(method, path, &lang, parts);
    return r && r->body ? r->body : BODY_USUAL;
}

static enum http_class
classify(void *ctx, const struct request *req)
{
    struct str          parts[VISIT_PARTS];
    enum lang           lang;
    const struct route *r;

    (void)ctx;
    if (static_is(req->path))
        return HTTP_INLINE;
    r = route_find(req->method, req->path, &lang, parts);
    return r ? r->class : HTTP_LOOK;
}

/* "/" and paths without a language go to the reader's own, a language alone
 * to its home; what cannot
 * stand in an address of ours leads nowhere. */
static bool
to_language(const struct request *req, struct response *resp)
{
    enum lang  lang;
    struct str code = request_segment(req, 0);
    struct str path[2], to;

    if (req->method != HTTP_GET)
        return false;
    if (lang_find(code, &lang)) {
        if (req->path.n > sizeof("/cy/") - 1)
            return false;
        response_redirect(resp,
            lang == LANG_CY ? S("/cy/home") : S("/en/home"));
        return true;
    }
    if (!lang_find(request_cookie(req, S("lng")), &lang))
        lang = str_starts(req->accept_language, S("cy")) ? LANG_CY : LANG_EN;
    path[0] = lang == LANG_CY ? S("/cy") : S("/en");
    path[1] = str_eq(req->path, S("/")) ? S("/home") : req->path;
    to = str_join(req->arena, path, 2, (struct str){0});
    if (!response_path_is_own(to))
        return false;
    response_redirect(resp, to);
    return true;
}

static void
look_ready(void *ctx, enum err e, struct answer *answer)
{
    struct visit *v = ctx;

    visit_see_any(v, e, answer);
}

/* Refused when its leaf was written: the page that was drawn is dropped. */
static enum http_next
draw_again(void *ctx, const struct request *req, struct response *resp)
{
    struct visit *v = ctx;

    (void)resp;
    html_init(&v->html, req->arena);
    visit_see_any(v, v->refused, v->refused_answer);
    return HTTP_ANSWER;
}

static void
look_done(void *ctx, enum err e, struct answer *answer)
{
    struct visit *v = ctx;

    if (e && err_is_refusal(e)) {
        v->refused = e;
        v->refused_answer = answer;
        response_continue(v->resp, draw_again, v);
        return;
    }
    if (e)
        response_fail(v->resp);
    response_finish(v->resp);
}

/* Who is there; for a POST also whether it comes from a page of ours:
 * ERR_CONFLICT when it does, with a token that no longer fits. */
static enum err
admit(struct visit *v)
{
    enum err e = session_enter(&v->cx, request_cookie(v->req, S("session")),
        &v->page.token);

    if (e && e != ERR_SIGN_IN)
        return e;
    visit_time(v);
    if (v->req->method != HTTP_POST)
        return OK;
    if ((e = request_form(v->req, (struct form_limits){0}, &v->form,
             &v->page_fault)))
        return e;
    if (!request_is_same_origin(v->req))
        return ERR_DENIED;
    v->page.kept = form_value(&v->form, S("kept"));
    if (v->cx.kind == READER_ACCOUNT &&
        !str_eq(form_value(&v->form, S("csrf")), v->page.token))
        return ERR_CONFLICT;
    return OK;
}

static void
not_admitted(struct visit *v, enum err e)
{
    struct answer nothing = {0};

    if (e == ERR_CONFLICT)
        lost_token(v);
    else if (e == ERR_LIMIT)
        lost_too_large(v);
    else if (!err_is_refusal(e))
        visit_see_any(v, e, &nothing); /* a check still says: ring */
    else
        visit_refused(v, e, &nothing);
}

/* A form that the language toggle sent is drawn again as one with a mistake
 * is, but nothing is said to be wrong. */
static enum err
toggled(struct visit *v, enum err e)
{
    if (!visit_is_toggled(v) || (e && e != ERR_INVALID))
        return e;
    v->page.error_count = 0;
    v->page_fault = (struct fault){0};
    return v->redraws ? OK : ERR_INVALID;
}

static enum http_next
serve(struct visit *v)
{
    struct answer answer = {0};
    enum err      e;

    e = admit(v);
    if (kept_is_due(v, e)) {
        visit_sign_in_first(v);
        return HTTP_ANSWER;
    }
    if (e) {
        not_admitted(v, e);
        return HTTP_ANSWER;
    }
    if ((e = toggled(v, v->route->in(v)))) {
        answer.fault = v->page_fault;
        visit_see_any(v, e, &answer);
        return HTTP_ANSWER;
    }
    if (action_class_of(v->ask.act) == DO) {
        e = action_run(&v->cx, &v->ask, &answer);
        if (e == OK)
            kept_is_done(v);
        visit_see_any(v, e, &answer);
        return HTTP_ANSWER;
    }
    action_start(&v->cx, &v->ask,
        (struct action_park){look_ready, look_done, v});
    return HTTP_PARK;
}

static enum http_next
handle(void *ctx, const struct request *req, struct response *resp)
{
    struct site  *s = ctx;
    struct visit *v;

    if (static_is(req->path)) {
        if (!static_answer(&s->files, req, resp))
            response_status(resp, 404);
        return HTTP_ANSWER;
    }
    if (to_language(req, resp))
        return HTTP_ANSWER;
    v = visit_begin(s, req, resp);
    if (!v->route) {
        struct answer nothing = {0};

        visit_refused(v, ERR_ABSENT, &nothing);
        return HTTP_ANSWER;
    }
    return serve(v);
}

static void
refuse(void *ctx, const struct request *req, enum http_refusal why,
    struct response *resp)
{
    visit_refusal_page(ctx, req, why, resp);
}

/* Checks that wait together read one snapshot. */
static void *
gather(void *ctx)
{
    const struct site *s = ctx;

    return store_snapshot(service_store(s->service));
}

static void
scatter(void *ctx, void *together)
{
    (void)ctx;
    snapshot_end(together);
}

struct http_handler
site_handler(struct site *s)
{
    return (struct http_handler){.ctx = s,
        .limit = limit,
        .classify = classify,
        .handle = handle,
        .gather = gather,
        .scatter = scatter,
        .refuse = refuse};
}
