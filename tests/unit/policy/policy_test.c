/*
 * policy_test -- deciding, on small packs made here: each rule on its own.
 * The whole tables of both packs are table_test.c's.
 */
#include "../test.h"

#include "policy/policy.h"

static const struct str verb_texts[] = {
    S_INIT("read"), S_INIT("check"), S_INIT("report"), S_INIT("open"),
    S_INIT("decide")};
static const struct role_term worker = {
    .id = S_INIT("worker"), .may = verb_texts, .may_count = 5};
static const struct role_term reader_only = {
    .id = S_INIT("reader_only"), .may = verb_texts, .may_count = 1};
static const struct role_term *const both[] = {&worker, &reader_only};

static const struct str notes[] = {S_INIT("notes")};
static const struct str places[] = {S_INIT("location")};
static const struct str calls[] = {S_INIT("call")};
static const struct str work[] = {S_INIT("work")};

#define BIT(verb) (UINT32_C(1) << (verb))
#define ROW(...) {.id = S_INIT("row"), __VA_ARGS__}
#define OF(list) .of = (list), .of_count = 1

static const struct label_rule labels[LABEL_COUNT] = {
    [LABEL_NORMAL] = {.label = LABEL_NORMAL},
    [LABEL_RESTRICTED] = {.label = LABEL_RESTRICTED,
        .others = OTHERS_ABSENT},
    [LABEL_SHIELDED] = {.label = LABEL_SHIELDED,
        .others = OTHERS_EXISTS,
        .seal_location = true,
        .relay = true},
    [LABEL_SEALED] = {.label = LABEL_SEALED,
        .others = OTHERS_ABSENT,
        .seal_location = true,
        .relay = true,
        .check_rings = true},
};

static struct pack
pack_of(const struct access_rule *rows, size_t n)
{
    struct pack p = {.access = rows, .access_count = n};

    memcpy(p.labels, labels, sizeof labels);
    return p;
}
#define PACK(rows) pack_of((rows), sizeof(rows) / sizeof(*(rows)))

/* A worker who reads notes, nothing special known. */
static struct policy_facts
asked(void)
{
    return (struct policy_facts){.roles = both,
        .role_count = 1,
        .complete = true,
        .verb = MAY_READ,
        .of = S("notes"),
        .purpose = S("work")};
}

static const struct access_rule reads_notes[] = {
    ROW(.role = S_INIT("worker"), .may = BIT(MAY_READ), OF(notes),
        .depth = DEPTH_FULL),
};

TEST(policy_decide__gives_what_a_row_gives)
{
    struct pack         p = PACK(reads_notes);
    struct policy_facts f = asked();
    struct grant        g;

    WANT_OK(policy_decide(&p, &f, &g));
    WANT_INT(g.depth, DEPTH_FULL);
    WANT_STR(g.rule, "row");
    f.of = S("plans");
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    WANT_INT(g.depth, DEPTH_NONE);
    WANT(!g.hide);
    f = asked();
    f.verb = MAY_DECIDE;
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
}

TEST(policy_decide__denies_when_something_is_not_known)
{
    struct pack         p = PACK(reads_notes);
    struct policy_facts f = asked();
    struct grant        g;

    f.complete = false;
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    WANT_INT(g.depth, DEPTH_NONE);
}

TEST(policy_decide__denies_without_a_role_even_when_a_row_asks_for_none)
{
    static const struct access_rule rows[] = {
        ROW(.any = true, OF(notes), .depth = DEPTH_FULL)};
    struct pack         p = PACK(rows);
    struct policy_facts f = asked();
    struct grant        g;

    WANT_OK(policy_decide(&p, &f, &g));
    f.role_count = 0;
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
}

TEST(policy_decide__takes_a_row_that_names_nobody_for_nobodys)
{
    static const struct access_rule permit[] = {
        ROW(OF(notes), .depth = DEPTH_FULL)};
    static const struct access_rule forbid[] = {
        ROW(.any = true, OF(notes), .depth = DEPTH_FULL),
        ROW(.forbid = true, OF(notes))};
    struct pack         p = PACK(permit);
    struct policy_facts f = asked();
    struct grant        g;

    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    p = PACK(forbid); /* but a forbid that names nobody is for all */
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
}

TEST(policy_decide__needs_the_verb_in_the_very_role_that_the_row_names)
{
    static const struct access_rule rows[] = {
        ROW(.role = S_INIT("reader_only"), .may = BIT(MAY_DECIDE),
            OF(notes), .depth = DEPTH_FULL)};
    struct pack         p = PACK(rows);
    struct policy_facts f = asked();
    struct grant        g;

    f.role_count = 2; /* the worker may decide, the row is not theirs */
    f.verb = MAY_DECIDE;
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
}

TEST(policy_decide__lets_a_forbid_beat_every_permit)
{
    static const struct access_rule rows[] = {
        ROW(.role = S_INIT("worker"), OF(notes), .depth = DEPTH_FULL),
        {.forbid = true,
            .id = S_INIT("never"),
            .kin = S_INIT("any"),
            .tell = S_INIT("role.lead")},
    };
    struct pack         p = PACK(rows);
    struct policy_facts f = asked();
    struct grant        g;

    WANT_OK(policy_decide(&p, &f, &g));
    f.kin = true;
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    WANT_STR(g.rule, "never");
    WANT_STR(g.tell, "role.lead");
    WANT_INT(g.depth, DEPTH_NONE);
}

TEST(policy_decide__takes_the_deepest_row_that_fits)
{
    static const struct access_rule rows[] = {
        {.id = S_INIT("a"), .any = true, OF(notes), .depth = DEPTH_EXISTS},
        {.id = S_INIT("b"), .any = true, OF(notes), .depth = DEPTH_FULL},
        {.id = S_INIT("c"), .any = true, OF(notes),
            .depth = DEPTH_SUMMARY},
    };
    struct pack         p = PACK(rows);
    struct policy_facts f = asked();
    struct grant        g;

    WANT_OK(policy_decide(&p, &f, &g));
    WANT_INT(g.depth, DEPTH_FULL);
    WANT_STR(g.rule, "b");
}

/* ---- who ---- */

TEST(policy_decide__wants_every_key_of_who)
{
    static const struct access_rule rows[] = {
        ROW(.role = S_INIT("worker"), .tie = S_INIT("t"),
            .thread = S_INIT("h"), .desk = S_INIT("d"), OF(notes),
            .depth = DEPTH_FULL)};
    static const struct str t[] = {S_INIT("s"), S_INIT("t")};
    static const struct str h[] = {S_INIT("h")};
    static const struct str d[] = {S_INIT("d")};
    struct pack         p = PACK(rows);
    struct policy_facts f = asked();
    struct grant        g;

    for (int has = 0; has < 16; has++) {
        f.role_count = has & 1;
        f.ties = t;
        f.tie_count = has & 2 ? 2 : 1;
        f.thread_roles = h;
        f.thread_role_count = has & 4 ? 1 : 0;
        f.desks = d;
        f.desk_count = has & 8 ? 1 : 0;
        WANT_ERR(has == 15 ? OK : ERR_DENIED, policy_decide(&p, &f, &g));
    }
}

TEST(policy_decide__tells_own_from_the_agencys_and_from_others)
{
    static const struct access_rule mine[] = {
        ROW(.any = true, OF(notes), .depth = DEPTH_FULL, .own = OWN_READER)};
    static const struct access_rule ours[] = {
        ROW(.any = true, OF(notes), .depth = DEPTH_FULL, .own = OWN_AGENCY)};
    static const struct access_rule area[] = {
        ROW(.any = true, OF(notes), .depth = DEPTH_FULL, .own = OWN_AREA)};
    struct pack         p = PACK(mine), q = PACK(ours), s = PACK(area);
    struct policy_facts f = asked();
    struct grant        g;

    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    WANT_ERR(ERR_DENIED, policy_decide(&q, &f, &g));
    WANT_ERR(ERR_DENIED, policy_decide(&s, &f, &g));
    f.own_area = true;
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    WANT_ERR(ERR_DENIED, policy_decide(&q, &f, &g));
    WANT_OK(policy_decide(&s, &f, &g));
    f.own_area = false;
    f.own_agency = true;
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    WANT_OK(policy_decide(&q, &f, &g));
    WANT_OK(policy_decide(&s, &f, &g));
    f.own_agency = false;
    f.own = true;
    WANT_OK(policy_decide(&p, &f, &g));
    WANT_OK(policy_decide(&q, &f, &g));
}

/* ---- what ---- */

TEST(policy_decide__leaves_out_what_a_row_excepts)
{
    static const struct access_rule rows[] = {
        ROW(.any = true, .depth = DEPTH_FULL, .except = notes,
            .except_count = 1)};
    struct pack         p = PACK(rows);
    struct policy_facts f = asked();
    struct grant        g;

    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    f.of = S("plans");
    WANT_OK(policy_decide(&p, &f, &g));
}

TEST(policy_decide__gives_location_and_reporter_only_where_they_are_named)
{
    static const struct access_rule all[] = {
        ROW(.any = true, .depth = DEPTH_FULL)};
    static const struct access_rule named[] = {
        ROW(.any = true, OF(places), .depth = DEPTH_FULL)};
    static const struct str kept[] = {S_INIT("location"),
        S_INIT("reporter"), S_INIT("words_withheld")};
    struct pack         p = PACK(all), q = PACK(named);
    struct policy_facts f = asked();
    struct grant        g;

    f.verb = MAY_OPEN;
    WANT_OK(policy_decide(&p, &f, &g));
    for (size_t i = 0; i < 3; i++) {
        f.of = kept[i];
        WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    }
    f.of = S("location");
    WANT_OK(policy_decide(&q, &f, &g));
}

TEST(policy_decide__asks_for_the_purpose)
{
    static const struct access_rule permit[] = {ROW(.any = true, OF(notes),
        .depth = DEPTH_FULL, .purposes = work, .purpose_count = 1)};
    static const struct access_rule forbid[] = {
        ROW(.any = true, OF(notes), .depth = DEPTH_FULL),
        ROW(.forbid = true, .any = true, .purposes = work,
            .purpose_count = 1)};
    struct pack         p = PACK(permit), q = PACK(forbid);
    struct policy_facts f = asked();
    struct grant        g;

    WANT_OK(policy_decide(&p, &f, &g));
    WANT_ERR(ERR_DENIED, policy_decide(&q, &f, &g));
    f.purpose = S("play");
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    WANT_OK(policy_decide(&q, &f, &g));
    f.purpose = S(""); /* not known: against the asker both times */
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    WANT_ERR(ERR_DENIED, policy_decide(&q, &f, &g));
}

/* ---- labels ---- */

static const struct access_rule all_rows[] = {
    ROW(.any = true, .depth = DEPTH_FULL),
    ROW(.any = true, OF(places), .depth = DEPTH_FULL),
    {.forbid = true, .id = S_INIT("kin"), .kin = S_INIT("any"),
        .tell = S_INIT("role.lead")},
};

TEST(policy_decide__hides_restricted_and_sealed_from_who_is_not_listed)
{
    struct pack         p = PACK(all_rows);
    struct policy_facts f = asked();
    struct grant        g;

    for (int kin = 0; kin < 2; kin++)
        for (int roles = 0; roles < 2; roles++)
            for (enum label_kind l = 0; l < LABEL_COUNT; l++) {
                if (l != LABEL_RESTRICTED && l != LABEL_SEALED)
                    continue;
                f.label = l;
                f.kin = kin;
                f.role_count = (size_t)roles;
                WANT_ERR(ERR_ABSENT, policy_decide(&p, &f, &g));
                WANT(g.hide);
                WANT_INT(g.depth, DEPTH_NONE);
            }
    f = asked();
    f.label = LABEL_SEALED;
    f.listed = true;
    WANT_OK(policy_decide(&p, &f, &g));
    WANT_INT(g.depth, DEPTH_FULL);
    WANT(!g.relay);
}

TEST(policy_decide__tells_of_hidden_kin_all_the_same)
{
    struct pack         p = PACK(all_rows);
    struct policy_facts f = asked();
    struct grant        g;

    f.label = LABEL_SEALED;
    f.kin = true;
    WANT_ERR(ERR_ABSENT, policy_decide(&p, &f, &g));
    WANT_STR(g.tell, "role.lead");
}

TEST(policy_decide__shows_of_a_shielded_child_that_it_is_there)
{
    struct pack         p = PACK(all_rows);
    struct policy_facts f = asked();
    struct grant        g;

    f.label = LABEL_SHIELDED;
    WANT_OK(policy_decide(&p, &f, &g));
    WANT_INT(g.depth, DEPTH_EXISTS);
    WANT(g.relay);
    f.verb = MAY_REPORT; /* worries about them are always welcome */
    WANT_OK(policy_decide(&p, &f, &g));
    f.verb = MAY_DECIDE; /* who sees nothing decides nothing */
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    f.verb = MAY_OPEN;
    f.of = S("location");
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    f.listed = true;
    WANT_OK(policy_decide(&p, &f, &g));
}

TEST(policy_decide__rings_when_a_sealed_child_is_checked)
{
    struct pack         p = PACK(all_rows);
    struct policy_facts f = asked();
    struct grant        g;

    f.verb = MAY_CHECK;
    f.of = S("register");
    WANT_OK(policy_decide(&p, &f, &g));
    WANT(!g.rings);
    f.label = LABEL_SEALED;
    WANT_OK(policy_decide(&p, &f, &g));
    WANT(g.rings && !g.hide);
    f.kin = true; /* refused, and still known to be one that rings */
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
    WANT(g.rings);
    f.kin = false;
    f.label = LABEL_SHIELDED;
    WANT_OK(policy_decide(&p, &f, &g));
    WANT(!g.rings && g.relay);
}

TEST(policy_decide__keeps_a_sealed_place_where_others_see_all)
{
    struct pack         p = PACK(all_rows);
    struct policy_facts f = asked();
    struct grant        g;

    p.labels[LABEL_SHIELDED].others = OTHERS_FULL;
    f.label = LABEL_SHIELDED;
    WANT_OK(policy_decide(&p, &f, &g));
    WANT_INT(g.depth, DEPTH_FULL);
    f.of = S("location");
    f.verb = MAY_OPEN;
    WANT_ERR(ERR_DENIED, policy_decide(&p, &f, &g));
}

TEST(policy_decide__hides_what_is_for_its_author_and_one_desk)
{
    struct pack         p = PACK(all_rows);
    struct policy_facts f = asked();
    struct grant        g;

    f.only_elsewhere = true;
    for (enum verb v = 0; v < VERB_COUNT; v++) {
        f.verb = v;
        f.kin = v % 2;
        WANT_ERR(ERR_ABSENT, policy_decide(&p, &f, &g));
        WANT(g.hide);
    }
}

/* ---- forms ---- */

TEST(policy_verb__comes_from_what_a_form_yields)
{
    static const struct {
        enum yield_kind yields;
        enum verb       want;
    } rows[] = {
        {YIELD_DECIDE, MAY_DECIDE},
        {YIELD_CONCERN, MAY_REPORT},
        {YIELD_CHALLENGE, MAY_CHALLENGE},
        {YIELD_LINK, MAY_LINK},
        {YIELD_UNLINK, MAY_LINK},
        {YIELD_NOT_SAME, MAY_LINK},
        {YIELD_TWINS, MAY_LINK},
        {YIELD_PARTING, MAY_LINK},
        {YIELD_PARTING_OVER, MAY_LINK},
        {YIELD_WITHDRAWN, MAY_IMPORT},
        {YIELD_TOLD, MAY_RECORD}, /* whom, is not told by the yield alone */
        {YIELD_NOTE, MAY_RECORD},
        {YIELD_IDENTITY, MAY_RECORD},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct yield_rule y = {.kind = rows[i].yields};
        struct form       f = {.yields = &y, .yield_count = 1};

        WANT_INT(policy_verb(&f), rows[i].want);
    }
    WANT_INT(policy_verb(&(struct form){0}), MAY_RECORD);
}

/* ---- asking, without an account ---- */

TEST(policy_ask__nobody_must_sign_in)
{
    struct pack     p = PACK(all_rows);
    struct work     w = {.pack = &p};
    struct reader   r = {.kind = READER_NOBODY};
    struct question q = {.verb = MAY_READ, .of = S("notes")};
    struct grant    g;

    WANT_ERR(ERR_SIGN_IN, policy_ask(&w, &r, &q, &g));
    WANT_INT(g.depth, DEPTH_NONE);
}

TEST(policy_ask__the_service_writes_and_never_looks)
{
    struct pack            p = PACK(all_rows);
    struct work            w = {.pack = &p};
    struct reader          r = {.kind = READER_SERVICE};
    struct question        q = {.of = S("notes")};
    struct grant           g;
    static const enum verb never[] = {MAY_READ, MAY_OPEN, MAY_SEARCH, MAY_LIST,
        MAY_OVERSEE, MAY_CHECK, MAY_CHECK_DISCREET, MAY_CHECK_FOR_CALLER,
        MAY_SEE_LOOKERS, MAY_AUDIT};

    for (enum verb v = 0; v < VERB_COUNT; v++) {
        enum err want = OK;

        for (size_t i = 0; i < sizeof never / sizeof *never; i++)
            if (never[i] == v)
                want = ERR_DENIED;
        q.verb = v;
        WANT_ERR(want, policy_ask(&w, &r, &q, &g));
    }
}

TEST(policy_ask__an_invite_reports_about_nobody_known_and_no_more)
{
    static const struct yield_rule yields = {.kind = YIELD_CONCERN};
    static const struct form       forms[] = {
        {.group = S_INIT("notes"), .yields = &yields, .yield_count = 1,
            .one_time_link = true},
        {.group = S_INIT("call"), .yields = &yields, .yield_count = 1}};
    struct pack     p = PACK(all_rows);
    struct work     w = {.pack = &p};
    struct reader   r = {.kind = READER_INVITE};
    struct question q = {.verb = MAY_REPORT, .of = S("notes")};
    struct grant    g;

    p.forms = forms;
    p.forms_count = 2;
    WANT_OK(policy_ask(&w, &r, &q, &g));
    WANT_INT(g.depth, DEPTH_FULL);
    q.of = calls[0];
    WANT_ERR(ERR_DENIED, policy_ask(&w, &r, &q, &g));
    q.of = S("notes");
    q.person.kind = ID_PERSON;
    WANT_ERR(ERR_DENIED, policy_ask(&w, &r, &q, &g));
    q.person.kind = ID_NONE;
    q.thread.kind = ID_THREAD;
    WANT_ERR(ERR_DENIED, policy_ask(&w, &r, &q, &g));
    q.thread.kind = ID_NONE;
    q.verb = MAY_READ;
    WANT_ERR(ERR_DENIED, policy_ask(&w, &r, &q, &g));
}
