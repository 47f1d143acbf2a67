/*
 * law_test -- the laws of safety.md over the whole policy tables of both
 * packs: whatever somebody edits in access.yaml, these hold at every place,
 * under every label, listed or not, kin or not.
 */
#include "table.h"

#include "../test.h"

/* What tells something of a child. */
static bool
is_case(const struct table *t, struct str of)
{
    return !str_eq(of, S("ledger")) && !str_eq(of, S("accounts")) &&
        !str_eq(of, S("settings")) && t->ofs;
}

static void
broke(struct table *t, const struct place *p, const char *law)
{
    struct str role = p->who->count ? p->who->roles[0]->id : S("nobody");
    struct str verb = verb_word(p->verb);

    if (t->broken++ < BROKEN_MOST)
        print_error("%s: %.*s %.*s %.*s, %s %.*s, own %d, for %.*s, by "
                    "%.*s\n",
            law, STR_ARG(role), STR_ARG(verb), STR_ARG(p->of),
            link_words[p->link->kind], STR_ARG(p->link->id), (int)p->own,
            STR_ARG(p->purpose), STR_ARG(p->rule));
}

static bool
is_check(enum verb v)
{
    return v == MAY_CHECK || v == MAY_CHECK_DISCREET ||
        v == MAY_CHECK_FOR_CALLER;
}

static bool
who_has(const struct place *p, bool (*is)(const struct role_term *r))
{
    for (size_t i = 0; i < p->who->count; i++)
        if (is(p->who->roles[i]))
            return true;
    return false;
}

static bool
keeps_system(const struct role_term *r)
{
    return r->no_case_data;
}

static bool
audits(const struct role_term *r)
{
    return role_may(r, S("audit"));
}

static bool
is_discreet(const struct role_term *r)
{
    return r->discreet;
}

static bool
is_added(const struct role_term *r)
{
    return r->with_count != 0;
}

static bool
row_names(const struct table *t, struct str rule, struct str of)
{
    for (size_t i = 0; i < t->pack->access_count; i++) {
        const struct access_rule *r = &t->pack->access[i];

        if (!str_eq(r->id, rule) || r->forbid)
            continue;
        for (size_t k = 0; k < r->of_count; k++)
            if (str_eq(r->of[k], of))
                return true;
    }
    return false;
}

/* S3, S4, S5: what nobody of that kind is ever given. */
static void
laws_of_roles(struct table *t, const struct place *p)
{
    bool seeks = p->verb == MAY_SEARCH || p->verb == MAY_LIST ||
        p->verb == MAY_SEE_LOOKERS || p->verb == MAY_OPEN;
    bool tied = p->link->kind == LINK_TIE || p->link->kind == LINK_THREAD ||
        p->own != OWN_NO;

    if (p->who->count == 0)
        broke(t, p, "nobody without a role gets anything");
    if (who_has(p, keeps_system) && is_case(t, p->of))
        broke(t, p, "who keeps the system sees no child");
    if (who_has(p, audits) && p->verb != MAY_AUDIT &&
        p->verb != MAY_SEE_LOOKERS)
        broke(t, p, "an auditor sees no case");
    if (who_has(p, is_discreet) &&
        (p->verb == MAY_CHECK || p->verb == MAY_CHECK_FOR_CALLER))
        broke(t, p, "a discreet role never checks openly");
    if (p->who->count == 1 && p->who->roles[0]->check_only && seeks)
        broke(t, p, "a check-only role looks nobody up");
    if (p->who->count == 1 && p->who->roles[0]->check_only &&
        p->verb == MAY_READ && !tied)
        broke(t, p, "a check-only role reads nothing but its own");
}

/* S7, S8, S12, S18: where somebody is, who reported, how a family is
 * reached. */
static void
laws_of_sealed(struct table *t, const struct place *p)
{
    bool place = str_eq(p->of, S("location"));

    if (!place && !str_eq(p->of, S("reporter")) &&
        !str_eq(p->of, S("safe_contact")))
        return;
    if (p->verb != MAY_OPEN)
        broke(t, p, "what is sealed is opened and not read");
    if (p->link->kind != LINK_TIE)
        broke(t, p, "what is sealed is opened by somebody with a tie");
    if (!row_names(t, p->rule, p->of))
        broke(t, p, "what is sealed is given by a row that names it");
    if (place && !who_has(p, is_added))
        broke(t, p, "location takes a grant of its own");
}

/* What the label leaves, whatever was given without it. */
static void
law_of_label(struct table *t, const struct place *p,
    const struct policy_facts *f, enum err e, const struct grant *g)
{
    const struct label_rule *l = &t->pack->labels[f->label];
    bool hidden = !f->listed && f->label && l->others == OTHERS_ABSENT;

    if (g->depth > p->depth || (e == OK && p->depth == DEPTH_NONE))
        broke(t, p, "a label or kin never widens");
    if ((e == OK) != (g->depth != DEPTH_NONE))
        broke(t, p, "a refusal has no depth, a permit has one");
    if (f->kin && e == OK)
        broke(t, p, "kin are refused");
    if (f->kin && !g->tell.n)
        broke(t, p, "somebody is told of kin");
    if (hidden && !is_check(f->verb) && (e != ERR_ABSENT || !g->hide))
        broke(t, p, "what is hidden is absent");
    if ((!hidden || is_check(f->verb)) && (g->hide || e == ERR_ABSENT))
        broke(t, p, "nothing else is absent");
    if (is_check(f->verb) &&
        g->rings != (f->label && !f->listed && l->check_rings))
        broke(t, p, "a check rings for the sealed and for no others");
    if (f->label && !f->listed && l->others == OTHERS_EXISTS &&
        !is_check(f->verb) && g->depth > DEPTH_EXISTS)
        broke(t, p, "of a shielded child no more than that it is there");
    if (f->label && !f->listed && l->seal_location &&
        (str_eq(f->of, S("location")) || str_eq(f->of, S("safe_contact"))) &&
        e == OK)
        broke(t, p, "a sealed place is opened for nobody");
    if (g->relay != (f->label && !f->listed && l->relay))
        broke(t, p, "the relay number stands for the team");
}

static bool
may_at_all(const struct place *p)
{
    for (size_t i = 0; i < p->who->count; i++)
        if (role_may(p->who->roles[i], verb_word(p->verb)))
            return true;
    return false;
}

/* Listed and kin only where there is something that they could change. */
static void
laws_of_labels(struct table *t, const struct place *p)
{
    struct policy_facts f = table_facts(p);
    int                 most = may_at_all(p) ? 2 : 1;

    for (enum label_kind l = 0; l < LABEL_COUNT; l++)
        for (int listed = 0; listed < most; listed++)
            for (int kin = 0; kin < most; kin++) {
                struct grant g;
                enum err     e;

                f.label = l;
                f.listed = listed;
                f.kin = kin;
                e = table_decide(t, p->who, &f, &g);
                law_of_label(t, p, &f, e, &g);
            }
}

/* S15, and what is not known. */
static void
laws_of_facts(struct table *t, const struct place *p)
{
    struct policy_facts f = table_facts(p);
    struct grant        g;

    f.only_elsewhere = true;
    if (table_decide(t, p->who, &f, &g) != ERR_ABSENT || !g.hide || g.depth)
        broke(t, p, "what is for one desk alone is absent elsewhere");
    f.only_elsewhere = false;
    f.complete = false;
    if (table_decide(t, p->who, &f, &g) != ERR_DENIED || g.depth)
        broke(t, p, "what is not known is a no");
}

static void
laws(struct table *t, struct place *p, void *ctx)
{
    (void)ctx;
    if (p->depth) {
        laws_of_roles(t, p);
        laws_of_sealed(t, p);
    }
    laws_of_labels(t, p);
    laws_of_facts(t, p);
}

static void
want_laws(const char *pack)
{
    struct table t;

    table_open(&t, pack);
    table_each(&t, laws, NULL);
    WANT_INT(t.broken, 0);
    WANT(t.decided > 1000000);
    table_close(&t);
}

TEST(policy__breaks_no_law_anywhere_in_the_table_of_wales)
{
    want_laws("wales");
}

TEST(policy__breaks_no_law_anywhere_in_the_table_of_england)
{
    want_laws("england");
}

/* The laws can be broken: each of these rows breaks one. */
TEST(policy_table__finds_a_row_that_breaks_a_law)
{
    static const struct str         reg[] = {S_INIT("register")};
    static const struct str         place[] = {S_INIT("location")};
    static const struct access_rule bad[] = {
        {.id = S_INIT("b"), .role = S_INIT("emergency_practitioner"),
            .may = UINT32_C(1) << MAY_READ, .of = reg, .of_count = 1,
            .depth = DEPTH_SUMMARY},
        {.id = S_INIT("b"), .role = S_INIT("social_worker"),
            .may = UINT32_C(1) << MAY_OPEN, .of = place, .of_count = 1,
            .depth = DEPTH_FULL},
    };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct table        t;
        struct pack         p;
        struct pack        *whole;
        struct access_rule *rows;

        table_open(&t, "wales");
        whole = t.pack;
        p = *whole;
        rows = ARENA_ARRAY(t.arena, struct access_rule, p.access_count + 1);
        memcpy(rows, p.access, p.access_count * sizeof *rows);
        rows[p.access_count++] = bad[i];
        p.access = rows;
        t.pack = &p;
        table_who(&t, bad[i].role);
        t.broken = BROKEN_MOST; /* count on, print nothing */
        table_each(&t, laws, NULL);
        WANT(t.broken > BROKEN_MOST);
        t.pack = whole;
        table_close(&t);
    }
}

/* ---- more rules ---- */

struct other {
    struct pack pack;
    size_t      wider;
};

static void
not_wider(struct table *t, struct place *p, void *ctx)
{
    struct other       *o = ctx;
    struct policy_facts f = table_facts(p);
    struct grant        g;

    (void)t;
    if (policy_decide(&o->pack, &f, &g) == OK && g.depth > p->depth)
        o->wider++;
}

static void
each_place_of_rules(struct table *t, struct other *o)
{
    static const enum verb some[] = {
        MAY_CHECK, MAY_READ, MAY_REPORT, MAY_DECIDE, MAY_OPEN};

    for (size_t w = 0; w < t->whos; w++)
        for (size_t v = 0; v < sizeof some / sizeof *some; v++)
            for (size_t k = 0; k < t->ofs; k++) {
                struct place p = {
                    .who = &t->who[w], .verb = some[v], .of = t->of[k]};

                for (size_t l = 0; l < t->links; l++) {
                    p.link = &t->link[l];
                    p.own = OWN_READER;
                    table_ask(t, &p);
                    not_wider(t, &p, o);
                }
            }
}

/* Every ninth row made a forbid, and every ninth taken away. */
static void
want_not_wider(const char *name)
{
    struct table        t;
    struct other        o = {0};
    struct access_rule *rows;
    size_t              n;

    table_open(&t, name);
    n = t.pack->access_count;
    rows = ARENA_ARRAY(t.arena, struct access_rule, 2 * n);
    memcpy(rows, t.pack->access, n * sizeof *rows);
    o.pack = *t.pack;
    o.pack.access = rows;
    for (size_t i = 0; i < n; i += 9) {
        rows[o.pack.access_count] = rows[i];
        rows[o.pack.access_count++].forbid = true;
    }
    each_place_of_rules(&t, &o);
    WANT_INT(o.wider, 0);
    o.pack.access_count = 0;
    for (size_t i = 0; i < n; i++)
        if (t.pack->access[i].forbid || i % 9)
            rows[o.pack.access_count++] = t.pack->access[i];
    WANT(o.pack.access_count < n);
    each_place_of_rules(&t, &o);
    WANT_INT(o.wider, 0);
    table_close(&t);
}

TEST(policy__is_never_widened_by_a_forbid_or_by_fewer_permits)
{
    want_not_wider("wales");
    want_not_wider("england");
}
