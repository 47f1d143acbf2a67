/*
 * What relied on an undone file, child by child, each with a reason.
 */
#include "web/import_relied.h"

struct str
import_settle_name(struct page *pg, int64_t line, struct id item)
{
    struct str parts[4] = {S("why-"), str_of_int(pg->arena, line), S("-"),
        id_is_none(item) ? S("all") : id_text(pg->arena, item)};

    return str_join(pg->arena, parts, 4, (struct str){0});
}

struct str
import_relied_url(struct page *pg, const struct import_page *p)
{
    return str_cat(pg->arena, import_url(pg, &p->batch, S("/relied?after=")),
        str_of_int(pg->arena, p->relied.next));
}

enum err
in_import_relied(struct visit *v)
{
    struct import_show_ask *in =
        ARENA_NEW(v->req->arena, struct import_show_ask);

    in->part = REPORT_RELIED;
    if (!str_int(form_value(&v->req->query, S("after")), &in->after) ||
        in->after < 0)
        in->after = 0;
    v->ask.with = in;
    return visit_id(v, 0, ID_BATCH, &v->ask.about);
}

enum err
in_import_settle(struct visit *v)
{
    struct import_settle_ask *in =
        ARENA_NEW(v->req->arena, struct import_settle_ask);
    struct str item = visit_text(v, S("item"));

    v->ask.with = in;
    if (!str_int(visit_text(v, S("line")), &in->line))
        return ERR_ABSENT;
    if (item.n && !id_parse(item, ID_ENTRY, &in->item) &&
        !id_parse(item, ID_LEAF, &in->item))
        return ERR_ABSENT;
    in->reason = visit_text(v, S("reason"));
    return visit_id(v, 0, ID_BATCH, &v->ask.about);
}

void
see_import_relied(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    import_relied_draw(&v->page, answer->with);
    visit_page(v, v->page.error_count ? 400 : 200);
}

static struct str
path_of(struct visit *v)
{
    struct str parts[3] = {S("/import/"), id_text(v->req->arena, v->ask.about),
        S("/relied")};

    return str_join(v->req->arena, parts, 3, (struct str){0});
}

/* The page again, from that child on, with the mistake beside it. */
static void
draw_again(struct visit *v, enum msg wrong)
{
    const struct import_settle_ask *was = v->ask.with;
    struct import_show_ask in = {.part = REPORT_RELIED, .after = was->line - 1};
    struct ask             ask = {.act = ACT_IMPORT_SHOW,
                    .about = v->ask.about,
                    .with = &in};
    struct answer          answer = {0};
    enum err               e = action_run(&v->cx, &ask, &answer);

    v->page.path = path_of(v);
    visit_error(v, import_settle_name(&v->page, was->line, was->item), wrong);
    see_import_relied(v, e, &answer);
}

void
see_import_settled(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID)
        draw_again(v, answer->fault.msg);
    else if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v, path_of(v));
}
