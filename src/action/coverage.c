/*
 * Figures are made small here and not on the page, so that none can leave by
 * another way.
 */
#include "action/coverage.h"

#include "action/rows.h"

#define HUNDRED 100 /* shares are in percent */

/* Whoever looks after settings, the register or teams sees those of the area;
 * an auditor all. */
enum err
ground_coverage(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    if (reader_may(&cx->reader, MAY_ADMINISTER))
        return ground_settings(w, cx, ask, out);
    if (reader_may(&cx->reader, MAY_AUDIT))
        return ground_audit(w, cx, ask, out);
    out->question.verb =
        reader_may(&cx->reader, MAY_IMPORT) ? MAY_IMPORT : MAY_OVERSEE;
    out->question.of = S("register");
    return OK;
}

enum err
coverage_is_seen(struct work *w, struct cx *cx, bool *yes)
{
    struct question q = {.verb = MAY_OVERSEE,
        .of = S("register"),
        .purpose = pack_purpose_for(w->pack, S("oversight"))->id};
    struct grant    g;
    enum err        e = policy_ask(w, &cx->reader, &q, &g);

    *yes = e == OK;
    return e && !err_is_refusal(e) ? e : OK;
}

static struct id
area_of(const struct reader *r)
{
    if (!reader_may(r, MAY_ADMINISTER) && reader_may(r, MAY_AUDIT))
        return (struct id){0};
    return id_is_none(r->agency.authority) ? r->agency.id : r->agency.authority;
}

static bool
is_small(int64_t n, int64_t under)
{
    return n > 0 && n < under;
}

void
coverage_publish(const struct coverage *c, int64_t under,
    struct coverage_row *out)
{
    bool few = c->children < under;

    *out = (struct coverage_row){.agency = c->agency,
        .children = few ? COVERAGE_HIDDEN : c->children};
    for (int i = 0; i < COVERAGE_FIELDS; i++) {
        int64_t known = c->known[i];

        if (few || is_small(known, under) ||
            is_small(c->children - known, under)) {
            out->known[i] = COVERAGE_HIDDEN;
            continue;
        }
        out->known[i] = known;
        if (c->children)
            out->share[i] = (int)(known * HUNDRED / c->children);
    }
}

enum err
coverage_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct coverage_page *p = ARENA_NEW(cx->arena, struct coverage_page);
    struct id             area = area_of(&cx->reader);
    struct coverage      *found, all;
    enum err              e;

    (void)ask, (void)grant;
    if ((e = coverage_list(w, area, &found, &p->count)) ||
        (e = coverage_all(w, area, &all)))
        return e;
    p->under = pack_limit(w->pack, S("publish_under"))->times;
    p->rows = ARENA_ARRAY(cx->arena, struct coverage_row, p->count + 1);
    for (size_t i = 0; i < p->count; i++)
        coverage_publish(&found[i], p->under, &p->rows[i]);
    coverage_publish(&all, p->under, &p->all);
    answer->with = p;
    return OK;
}
