/*
 * table -- see table.h.
 */
#include "table.h"

#include "../test.h"

const char *const link_words[] = {"", "tie", "thread", "desk"};

/* ---- making ---- */

static const char *const kernel_words[] = {"register", "people", "location",
    "reporter", "safe_contact", "words_withheld", "papers", "ledger", "lookers",
    "accounts", "settings"};
static void
of_add(struct table *t, struct str of)
{
    for (size_t i = 0; i < t->ofs; i++)
        if (str_eq(t->of[i], of))
            return;
    WANT(t->ofs < OFS_MOST);
    t->of[t->ofs++] = of;
}

static void
link_add(struct table *t, enum link_kind kind, struct str id)
{
    for (size_t i = 0; i < t->links; i++)
        if (t->link[i].kind == kind && str_eq(t->link[i].id, id))
            return;
    WANT(t->links < LINKS_MOST);
    t->link[t->links++] = (struct link){kind, id};
}

static void
who_add(struct table *t, const struct role_term *x, const struct role_term *y)
{
    WANT(t->whos < WHOS_MOST);
    t->who[t->whos++] = (struct who){{x, y}, (size_t)(x != NULL) + (y != NULL)};
}

static void
whos_make(struct table *t)
{
    const struct pack *p = t->pack;

    who_add(t, NULL, NULL);
    for (size_t i = 0; i < p->roles_count; i++) {
        const struct role_term *r = &p->roles[i];

        who_add(t, r, NULL);
        for (size_t k = 0; k < r->with_count; k++)
            who_add(t, pack_role(p, r->with[k]), r);
    }
}

static void
links_make(struct table *t)
{
    const struct pack *p = t->pack;

    link_add(t, LINK_NONE, S(""));
    for (size_t i = 0; i < p->ties_count; i++)
        link_add(t, LINK_TIE, p->ties[i].id);
    for (size_t i = 0; i < p->threads_count; i++)
        for (size_t k = 0; k < p->threads[i].role_count; k++)
            link_add(t, LINK_THREAD, p->threads[i].roles[k].id);
    for (size_t i = 0; i < p->desks_count; i++)
        link_add(t, LINK_DESK, p->desks[i].id);
}

static void
purposes_make(struct table *t)
{
    const struct pack *p = t->pack;

    WANT(p->purposes_count < 32);
    for (size_t i = 0; i < p->purposes_count; i++)
        t->purpose[t->purposes++] = p->purposes[i].id;
}

void
table_open(struct table *t, const char *name)
{
    struct pack_mistakes mistakes = {0};
    struct fault         fault = {0};
    struct str           bundle;

    *t = (struct table){.arena = arena_new(0)};
    WANT_OK(pack_read(t->arena,
        str_c(t->arena,
            str_cat(t->arena, S(TEST_SOURCE_ROOT "/practice/"), str_of(name))),
        &bundle, &fault));
    WANT_OK(pack_load(t->arena, bundle, &t->pack, &mistakes));
    whos_make(t);
    links_make(t);
    purposes_make(t);
    for (size_t i = 0; i < t->pack->groups_count; i++)
        of_add(t, t->pack->groups[i].id);
    for (size_t i = 0; i < sizeof kernel_words / sizeof *kernel_words; i++)
        of_add(t, str_of(kernel_words[i]));
}

void
table_close(struct table *t)
{
    pack_free(t->pack);
    arena_free(t->arena);
}

/* ---- asking ---- */

struct policy_facts
table_facts(const struct place *p)
{
    struct policy_facts f = {
        .roles = p->who->roles,
        .role_count = p->who->count,
        .own = p->own == OWN_READER,
        .own_agency = p->own == OWN_READER || p->own == OWN_AGENCY,
        .own_area = p->own != OWN_NO,
        .complete = true,
        .verb = p->verb,
        .of = p->of,
        .purpose = p->purpose,
    };

    switch (p->link->kind) {
    case LINK_TIE:
        f.ties = &p->link->id;
        f.tie_count = 1;
        break;
    case LINK_THREAD:
        f.thread_roles = &p->link->id;
        f.thread_role_count = 1;
        break;
    case LINK_DESK:
        f.desks = &p->link->id;
        f.desk_count = 1;
        break;
    case LINK_NONE:
        break;
    }
    return f;
}

static bool
speaks_of(const struct access_rule *r, const struct who *who, enum verb v)
{
    bool named = r->role.n == 0;

    for (size_t i = 0; i < who->count; i++)
        named |= str_eq(who->roles[i]->id, r->role);
    return named && (!r->may || (r->may & (UINT32_C(1) << v)));
}

static void
come_near(struct table *t, const struct who *who, enum verb v)
{
    struct access_rule *rows = (struct access_rule *)t->near.access;

    if (!rows)
        rows = ARENA_ARRAY(t->arena, struct access_rule, t->pack->access_count);
    t->near = *t->pack;
    t->near.access = rows;
    t->near.access_count = 0;
    for (size_t i = 0; i < t->pack->access_count; i++)
        if (speaks_of(&t->pack->access[i], who, v))
            rows[t->near.access_count++] = t->pack->access[i];
    t->near_who = who;
    t->near_verb = v;
}

enum err
table_decide(struct table *t, const struct who *who,
    const struct policy_facts *f, struct grant *g)
{
    struct grant whole;
    enum err     e;

    if (t->near_who != who || t->near_verb != f->verb)
        come_near(t, who, f->verb);
    e = policy_decide(&t->near, f, g);
    if (t->decided++ % 101 == 0) {
        WANT_ERR(e, policy_decide(t->pack, f, &whole));
        WANT_INT(g->depth, whole.depth);
        WANT_SAME(g->rule, whole.rule);
    }
    return e;
}

/* Finds the purpose that gives most there. */
void
table_ask(struct table *t, struct place *p)
{
    p->depth = DEPTH_NONE;
    p->purpose = t->purpose[0];
    for (size_t i = 0; i < t->purposes; i++) {
        struct place        q = *p;
        struct policy_facts f;
        struct grant        g;

        q.purpose = t->purpose[i];
        f = table_facts(&q);
        if (table_decide(t, p->who, &f, &g) || g.depth <= p->depth)
            continue;
        p->depth = g.depth;
        p->rule = g.rule;
        p->purpose = q.purpose;
    }
}

/* What is one's own is one's agency's too: from the least to the most. */
static const enum access_own owns[] = {
    OWN_NO, OWN_AREA, OWN_AGENCY, OWN_READER};

/* Every link and every kind of own, for one who, verb and thing. */
void
table_each_link(struct table *t, struct place *p, place_fn *fn, void *ctx)
{
    for (size_t l = 0; l < t->links; l++)
        for (size_t o = 0; o < sizeof owns / sizeof *owns; o++) {
            p->link = &t->link[l];
            p->own = owns[o];
            table_ask(t, p);
            fn(t, p, ctx);
        }
}

void
table_each(struct table *t, place_fn *fn, void *ctx)
{
    for (size_t w = 0; w < t->whos; w++)
        for (enum verb v = 0; v < VERB_COUNT; v++)
            for (size_t o = 0; o < t->ofs; o++) {
                struct place p = {
                    .who = &t->who[w], .verb = v, .of = t->of[o]};

                table_each_link(t, &p, fn, ctx);
            }
}

void
table_who(struct table *t, struct str role)
{
    t->whos = 0;
    who_add(t, pack_role(t->pack, role), NULL);
}
