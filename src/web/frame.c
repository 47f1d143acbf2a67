/*
 * Refusals that have no page of their own, and the way to the sign-in page
 * and back.  Absent and hidden are one page.
 */
#include "web/frame.h"

#include "web/kept.h"
#include "web/visit_own.h"

struct str
frame_encode(struct arena *a, struct str text)
{
    static const char hex[] = "0123456789ABCDEF";
    struct buf        b;

    buf_init(&b, a);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];

        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
            (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.') {
            buf_add_byte(&b, (char)c);
        } else {
            buf_add_byte(&b, '%');
            buf_add_byte(&b, hex[c >> 4]);
            buf_add_byte(&b, hex[c & 15]);
        }
    }
    return buf_str(&b);
}

struct str
frame_gone(struct page *pg)
{
    return str_cat(pg->arena, page_url(pg, S("/sign-in?to=")),
        frame_encode(pg->arena, pg->path));
}

struct str
frame_hide(struct page *pg)
{
    return str_cat(pg->arena, page_url(pg, S("/hidden?to=")),
        frame_encode(pg->arena, pg->back));
}

/* What each error that reaches a reader looks like. */
static const struct refusal {
    enum err e;
    int      status;
    enum msg title, why;
} refusals[] = {
    {ERR_ABSENT, 404, MSG_COMMON_ABSENT_TITLE, MSG_COMMON_ABSENT_WHY},
    {ERR_DENIED, 403, MSG_COMMON_DENIED_TITLE, MSG_COMMON_DENIED_WHY},
    {ERR_INVALID, 400, MSG_COMMON_UNREAD_TITLE, MSG_COMMON_UNREAD_WHY},
    {ERR_CONFLICT, 409, MSG_COMMON_CONFLICT_TITLE, MSG_COMMON_CONFLICT_WHY},
    {ERR_ILLEGAL, 409, MSG_COMMON_CONFLICT_TITLE, MSG_COMMON_CONFLICT_WHY},
    {ERR_LIMIT, 429, MSG_COMMON_OFTEN_TITLE, MSG_COMMON_OFTEN_WHY},
    {ERR_BUSY, 503, MSG_COMMON_BUSY_TITLE, MSG_COMMON_BUSY_WHY},
    {ERR_STORE, 503, MSG_COMMON_BUSY_TITLE, MSG_COMMON_BUSY_WHY},
};

static const struct refusal *
refusal_of(enum err e)
{
    size_t n = sizeof(refusals) / sizeof(*refusals);

    for (size_t i = 0; i < n; i++)
        if (refusals[i].e == e)
            return &refusals[i];
    return &refusals[n - 1];
}

/* What is about somebody or something answers alike whether it is hidden or
 * not there: who is refused learns nothing from the refusal. */
void
visit_refused(struct visit *v, enum err e, const struct answer *answer)
{
    bool                  named = !id_is_none(v->ask.about);
    const struct refusal *r =
        refusal_of(e == ERR_ABSENT && named ? ERR_DENIED : e);

    if (e == ERR_SIGN_IN) {
        visit_sign_in_first(v);
        return;
    }
    html_init(&v->html, v->req->arena);
    frame_notice(&v->page, r->title,
        answer->fault.msg ? answer->fault.msg : r->why);
    visit_page(v, r->status);
}

void
visit_sign_in_first(struct visit *v)
{
    struct str kept = kept_put_by(v);
    struct str parts[3] = {S("/sign-in?to="),
        frame_encode(v->req->arena, kept.n ? S("/kept/") : v->page.path), kept};
    bool       goes_on = kept.n || v->req->method == HTTP_GET;

    visit_go(v,
        str_join(v->req->arena, parts, goes_on ? 3 : 1, (struct str){0}));
}

static const struct {
    enum msg title, why;
} server_refusals[REFUSAL_COUNT] = {
    [REFUSED_MALFORMED] = {MSG_COMMON_UNREAD_TITLE, MSG_COMMON_UNREAD_WHY},
    [REFUSED_METHOD] = {MSG_COMMON_ABSENT_TITLE, MSG_COMMON_ABSENT_WHY},
    [REFUSED_BODY] = {MSG_COMMON_LARGE_TITLE, MSG_COMMON_LARGE_WHY},
    [REFUSED_HEADERS] = {MSG_COMMON_LARGE_TITLE, MSG_COMMON_LARGE_WHY},
    [REFUSED_BUSY] = {MSG_COMMON_BUSY_TITLE, MSG_COMMON_BUSY_WHY},
    [REFUSED_LATE] = {MSG_COMMON_BUSY_TITLE, MSG_COMMON_BUSY_WHY},
    [REFUSED_FAILED] = {MSG_COMMON_BUSY_TITLE, MSG_COMMON_BUSY_WHY},
};

void
frame_bare(struct html *out, enum msg title, enum msg why)
{
    struct page pg = {.out = out};

    frame_bare_page(&pg, title, why);
}

/* Somebody checks the register, and is told to ring, whatever the fault
 * (S2). */
static bool
is_check(const struct request *req)
{
    struct str          parts[VISIT_PARTS];
    enum lang           lang;
    const struct route *r = route_find(req->method, req->path, &lang, parts);

    return r && (r->act == ACT_REGISTER_CHECK || r->act == ACT_CALL_CHECK);
}

void
visit_refusal_page(struct site *s, const struct request *req,
    enum http_refusal why, struct response *resp)
{
    enum msg    title = server_refusals[why].title;
    struct html h;

    (void)s;
    html_init(&h, response_arena(resp));
    if (title == MSG_COMMON_BUSY_TITLE && is_check(req))
        frame_bare(&h, MSG_CHECK_RING, MSG_CHECK_RING_TROUBLE);
    else
        frame_bare(&h, title, server_refusals[why].why);
    response_html(resp, html_end(&h));
}
