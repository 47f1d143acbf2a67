/*
 * The form is drawn again by its own route, as the language toggle has it
 * drawn: as it was typed, nothing done and nothing said to be wrong, and with
 * what the reader may see today.  Where a route cannot do that, what was
 * written is shown and sent with one press.
 *
 * It could have waited in the browser; but a cookie is too small for what
 * people write, and a shared computer is no place for it.
 */
#include "web/kept.h"

#include "web/frame.h"
#include "web/lost.h"
#include "web/visit_own.h"

static const struct str prefix = S_INIT("/kept/");

bool
kept_is_path(struct str path)
{
    return str_starts(path, prefix);
}

bool
kept_is_due(const struct visit *v, enum err e)
{
    if (v->req->method != HTTP_POST || (e && e != ERR_CONFLICT))
        return false;
    if (form_has(&v->form, S("keep")))
        return true;
    return v->cx.kind == READER_NOBODY && v->route->act != ACT_DRAFT_SAVE &&
        form_value(&v->form, S("csrf")).n != 0 && lost_has_text(v);
}

static struct kept_form
form_sent(struct visit *v)
{
    size_t                 n;
    const struct page_row *all = lost_rows(v, &n);
    struct kept_field     *rows =
        ARENA_ARRAY(v->req->arena, struct kept_field, n + 1);

    for (size_t i = 0; i < n; i++)
        rows[i] = (struct kept_field){all[i].name, all[i].text};
    return (struct kept_form){.token = form_value(&v->form, S("csrf")),
        .path = v->page.path,
        .rows = rows,
        .count = n};
}

struct str
kept_put_by(struct visit *v)
{
    struct kept_form form;
    struct answer    answer = {0};
    struct ask       ask = {.act = ACT_KEPT_PUT, .with = &form};
    struct cx        cx = v->cx;

    if (v->req->method != HTTP_POST || !lost_has_text(v))
        return (struct str){0};
    form = form_sent(v);
    if (!form.token.n || action_run(&cx, &ask, &answer))
        return (struct str){0};
    return id_text(v->req->arena, ((const struct kept_id *)answer.with)->id);
}

void
kept_is_done(struct visit *v)
{
    struct kept_form form = {.path = v->page.path};
    struct ask       ask = {.act = ACT_KEPT_DROP, .with = &form};
    struct answer    answer = {0};
    struct cx        cx = v->cx;

    /* if it cannot be dropped it goes with its time */
    if (id_parse(v->page.kept, ID_KEPT, &ask.about))
        (void)!action_run(&cx, &ask, &answer);
}

enum err
in_kept(struct visit *v)
{
    return visit_id(v, 0, ID_KEPT, &v->ask.about);
}

/* The visit becomes that of the form, sent by the language toggle. */
static bool
begin_again(struct visit *v, const struct kept_form *k)
{
    struct form_value *rows =
        ARENA_ARRAY(v->req->arena, struct form_value, k->count + 1);
    enum lang           lang;
    const struct route *r = route_find(HTTP_POST,
        str_cat(v->req->arena, S("/en"), k->path), &lang, v->parts);

    if (!r)
        return false;
    for (size_t i = 0; i < k->count; i++)
        rows[i] =
            (struct form_value){FORM_TEXT, k->rows[i].name, k->rows[i].text};
    rows[k->count] =
        (struct form_value){FORM_TEXT, S("switch"), lang_code(v->cx.lang)};
    v->form = (struct form_values){rows, k->count + 1};
    v->page.kept = id_text(v->req->arena, v->ask.about);
    v->page.path = k->path;
    v->page.nav = r->nav;
    v->route = r;
    v->ask = (struct ask){.act = r->act};
    return true;
}

/* Its own route draws it, when it is one that the toggle sends. */
static bool
draw_again(struct visit *v)
{
    struct answer answer = {0};
    enum err      e = v->route->in(v);

    v->page.error_count = 0;
    v->page_fault = (struct fault){0};
    if (e && e != ERR_INVALID)
        return false;
    v->route->see(v, ERR_INVALID, &answer);
    return v->page.toggle_sends.n != 0 || response_status_is(v->resp) == 303;
}

static void
show_written(struct visit *v)
{
    size_t                 n;
    const struct page_row *all = lost_rows(v, &n);

    html_init(&v->html, v->req->arena);
    kept_page(&v->page, all, n);
    visit_page(v, 200);
}

void
see_kept(struct visit *v, enum err e, struct answer *answer)
{
    if (e && e != ERR_ABSENT) {
        visit_refused(v, e, answer);
        return;
    }
    if (e || !begin_again(v, answer->with)) {
        frame_notice(&v->page, MSG_KEPT_GONE, MSG_KEPT_GONE_WHY);
        visit_page(v, 404);
        return;
    }
    if (!draw_again(v))
        show_written(v);
}
