/*
 * A page of days; the next begins where this one ends, as a moment in the
 * address: it tells nothing that the page does not.
 */
#include "web/child_looked.h"

#include "web/child.h"
#include "web/frame.h"

enum err
in_child_looked(struct visit *v)
{
    struct child_looked_ask *in =
        ARENA_NEW(v->req->arena, struct child_looked_ask);

    v->form = v->req->query;
    in->purpose = visit_text(v, S("purpose"));
    if (!moment_parse(visit_text(v, S("before")), &in->before))
        in->before.us = INT64_MAX;
    v->ask.with = in;
    return visit_id(v, 0, ID_PERSON, &v->ask.about);
}

static struct str
url(struct page *pg, const struct child_lookers *c, struct str what)
{
    struct str parts[4] = {page_url_id(pg, S("/child/"), c->person), what,
        S("?purpose="), frame_encode(pg->arena, c->purpose)};

    return str_join(pg->arena, parts, 4, (struct str){0});
}

struct str
child_looked_back(struct page *pg, const struct child_lookers *c)
{
    return url(pg, c, (struct str){0});
}

struct str
child_looked_earlier(struct page *pg, const struct child_lookers *c)
{
    struct str parts[3] = {url(pg, c, S("/looked")), S("&before="),
        frame_encode(pg->arena, moment_text(pg->arena, c->earlier))};

    return str_join(pg->arena, parts, 3, (struct str){0});
}

void
see_child_looked(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    child_looked_page(&v->page, answer->with);
    visit_page(v, 200);
}
