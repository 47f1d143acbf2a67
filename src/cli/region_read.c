/*
 * Reading and checking a region's file: every mistake is wanted at once, so
 * nothing stops at the first.  Whoever signs in is checked as the page for a
 * new account does.
 */
#include "base/zone.h"
#include "cli/region.h"
#include "record/account.h"

struct reading {
    struct region  *r;
    struct mistakes mistakes;
};

static void
wrong(struct reading *rd, const struct node *at, enum mistake which,
    const struct str args[3])
{
    mistake_add(&rd->mistakes, which, at->file, at->line, args);
}
#define ARG3(a, b, c) ((const struct str[3]){(a), (b), (c)})

/* ---- single values ---- */

/* What must stand there, of the map; else a mistake at the map. */
static struct str
needed(struct reading *rd, const struct node *map, struct str key,
    struct str what)
{
    const struct node *n = node_member(map, key);

    if (!n)
        wrong(rd, map, MISTAKE_MISSING_KEY, ARG3(what, key, S("")));
    else if (n->kind != NODE_SCALAR || !n->text.n)
        wrong(rd, n, MISTAKE_NOT_ONE_VALUE, ARG3(key, S(""), S("")));
    return node_text(n);
}

static struct words
words_of(struct reading *rd, const struct node *map, struct str key,
    struct str what)
{
    const struct node *n = node_member(map, key);
    struct words       w = {.cy = node_text(node_member(n, S("cy"))),
              .en = node_text(node_member(n, S("en")))};

    if (!n)
        wrong(rd, map, MISTAKE_MISSING_KEY, ARG3(what, key, S("")));
    else if (!w.cy.n || !w.en.n)
        wrong(rd, n, MISTAKE_NOT_WORDS, ARG3(key, S(""), S("")));
    return w;
}

static enum lang
lang_of(struct reading *rd, const struct node *map, struct str what)
{
    struct str code = needed(rd, map, S("language"), what);
    enum lang  lang = LANG_CY;

    if (code.n && !lang_find(code, &lang))
        wrong(rd, node_member(map, S("language")), MISTAKE_REGION_LANGUAGE,
            ARG3(code, S(""), S("")));
    return lang;
}

static bool
two_figures(struct str text, size_t at, int8_t *out)
{
    int64_t n;

    if (!str_int(str_sub(text, at, 2), &n) || n < 0)
        return false;
    *out = (int8_t)n;
    return true;
}

/* "2027-03-01T18:00" on the pack's wall clock. */
static struct moment
moment_of(struct reading *rd, const struct node *n)
{
    struct civil c = {0};

    if (n->text.n != 16 || !date_parse(str_sub(n->text, 0, 10), &c.date) ||
        !two_figures(n->text, 11, &c.hour) ||
        !two_figures(n->text, 14, &c.minute) || c.hour > 23 || c.minute > 59) {
        wrong(rd, n, MISTAKE_REGION_TIME, ARG3(n->text, S(""), S("")));
        return (struct moment){0};
    }
    return zone_moment(rd->r->pack->zone, c);
}

/* ---- names ---- */

/* Says that there is no such thing, and which one may have been meant. */
static void
no_such(struct reading *rd, const struct node *at, struct str what,
    const struct str *all, size_t n)
{
    struct str near = mistake_near(at->text, all, n);

    wrong(rd, at, near.n ? MISTAKE_NO_SUCH_NAME_NEAR : MISTAKE_NO_SUCH_NAME,
        ARG3(what, at->text, near));
}
/* The ids of one of the pack's lists. */
#define IDS(rd, out, list, count)                                             \
    struct str *out = ARENA_ARRAY((rd)->r->arena, struct str, (count) + 1);   \
    for (size_t k_ = 0; k_ < (count); k_++)                                   \
        out[k_] = (list)[k_].id

static const struct region_agency *
agency_named(struct reading *rd, const struct node *map, struct str what)
{
    struct region *r = rd->r;
    struct str     name = needed(rd, map, S("of"), what);
    struct str    *all = ARENA_ARRAY(r->arena, struct str, r->agency_count + 1);

    for (size_t i = 0; i < r->agency_count; i++) {
        all[i] = r->agencies[i].name;
        if (str_eq(all[i], name))
            return &r->agencies[i];
    }
    if (name.n)
        no_such(rd, node_member(map, S("of")), S("agency"), all,
            r->agency_count);
    return NULL;
}

static void
twice(struct reading *rd, const struct node *at, struct str what,
    const struct node *first)
{
    struct str parts[2] = {first->file, str_of_int(rd->r->arena, first->line)};

    wrong(rd, at, MISTAKE_TWICE,
        ARG3(what, at->text, str_join(rd->r->arena, parts, 2, S(":"))));
}

/* Keys that nothing reads are slips of the pen. */
static void
only_keys(struct reading *rd, const struct node *map, struct str what,
    const struct str *keys, size_t n)
{
    if (map->kind != NODE_MAP) {
        wrong(rd, map, MISTAKE_NOT_A_SHAPE, ARG3(what, S(""), S("")));
        return;
    }
    for (const struct node *m = map->child; m; m = m->next) {
        bool       known = rd->r->use == REGION_DEMO;
        struct str near = mistake_near(m->key, keys, n);

        for (size_t i = 0; i < n; i++)
            known = known || str_eq(keys[i], m->key);
        if (!known)
            wrong(rd, m, near.n ? MISTAKE_UNKNOWN_KEY_NEAR : MISTAKE_REGION_KEY,
                ARG3(m->key, what, near));
    }
}
#define ONLY_KEYS(rd, map, what, ...)                                         \
    only_keys(rd, map, what, (const struct str[]){__VA_ARGS__},               \
        sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str))

/* ---- agencies ---- */

/* One of the pack's own agencies: kind and name stand there. */
static void
agency_of_pack(struct reading *rd, const struct node *n, struct agency *a)
{
    const struct pack        *p = rd->r->pack;
    const struct agency_term *t = pack_agency(p, a->term);

    if (!t) {
        IDS(rd, all, p->agencies, p->agencies_count);
        no_such(rd, node_member(n, S("term")), S("agency"), all,
            p->agencies_count);
        return;
    }
    if (!a->kind.n)
        a->kind = t->kind;
    if (!node_member(n, S("name")))
        a->name = t->title;
    if (!str_eq(a->kind, t->kind))
        wrong(rd, n, MISTAKE_REGION_KIND, ARG3(a->term, t->kind, S("")));
}

static void
check_kind(struct reading *rd, const struct node *n)
{
    const struct pack *p = rd->r->pack;
    const struct node *kind = node_member(n, S("kind"));
    IDS(rd, all, p->agency_kinds, p->agency_kinds_count);

    for (size_t i = 0; kind && i < p->agency_kinds_count; i++)
        if (str_eq(all[i], kind->text))
            return;
    if (kind)
        no_such(rd, kind, S("kind of agency"), all, p->agency_kinds_count);
}

static void
read_agency(struct reading *rd, const struct node *n)
{
    struct str            what = S("an agency");
    struct region        *r = rd->r;
    struct region_agency *a = &r->agencies[r->agency_count];

    ONLY_KEYS(rd, n, what, S("agency"), S("kind"), S("of"), S("name"),
        S("term"), S("language"));
    a->item.told = n;
    a->name = needed(rd, n, S("agency"), what);
    a->agency.term = node_text(node_member(n, S("term")));
    a->agency.kind = node_text(node_member(n, S("kind")));
    a->agency.language = lang_of(rd, n, what);
    if (!a->agency.term.n || node_member(n, S("name")))
        a->agency.name = words_of(rd, n, S("name"), what);
    if (a->agency.term.n)
        agency_of_pack(rd, n, &a->agency);
    else
        (void)needed(rd, n, S("kind"), what);
    check_kind(rd, n);
    if (node_member(n, S("of")))
        a->of = agency_named(rd, n, what);
    for (size_t i = 0; a->name.n && i < r->agency_count; i++)
        if (str_eq(r->agencies[i].name, a->name))
            twice(rd, node_member(n, S("agency")), S("agency"),
                r->agencies[i].item.told);
    r->agency_count++;
}

/* ---- desks and registers ---- */

static void
check_desk(struct reading *rd, const struct region_desk *d)
{
    const struct node *n = d->item.told;

    if (d->of && d->of->agency.kind.n &&
        !str_eq(d->term->of, d->of->agency.kind))
        wrong(rd, n, MISTAKE_REGION_DESK,
            ARG3(d->term->id, d->term->of, S("")));
    if (rd->r->use == REGION_LIVE && d->term->relay && !d->relay.n)
        wrong(rd, n, MISTAKE_MISSING_KEY,
            ARG3(S("this kind of desk"), S("relay"), S("")));
    for (size_t i = 0; i < rd->r->desk_count; i++)
        if (d->of && rd->r->desks[i].of == d->of &&
            rd->r->desks[i].term == d->term)
            twice(rd, node_member(n, S("desk")), S("desk"),
                rd->r->desks[i].item.told);
}

static void
read_desk(struct reading *rd, const struct node *n)
{
    struct str          what = S("a desk");
    struct region      *r = rd->r;
    struct region_desk *d = &r->desks[r->desk_count];
    struct str          term = needed(rd, n, S("desk"), what);

    ONLY_KEYS(rd, n, what, S("of"), S("desk"), S("telephone"), S("relay"));
    d->item.told = n;
    d->of = agency_named(rd, n, what);
    d->term = pack_desk(r->pack, term);
    d->telephone = needed(rd, n, S("telephone"), what);
    d->relay = node_text(node_member(n, S("relay")));
    if (d->term) {
        check_desk(rd, d);
    } else if (term.n) {
        IDS(rd, all, r->pack->desks, r->pack->desks_count);
        no_such(rd, node_member(n, S("desk")), S("desk"), all,
            r->pack->desks_count);
    }
    r->desk_count++;
}

/* Whether agencies of that kind hold a register that is searched. */
static bool
may_hold(const struct pack *p, struct str kind)
{
    for (size_t i = 0; i < p->registers_count; i++)
        if (p->registers[i].searched && str_eq(p->registers[i].held_by, kind))
            return true;
    return false;
}

static void
read_register(struct reading *rd, const struct node *n)
{
    struct str              what = S("a register");
    struct region          *r = rd->r;
    struct region_register *g = &r->registers[r->register_count];
    const struct node      *as_of = node_member(n, S("as_of"));

    ONLY_KEYS(rd, n, what, S("of"), S("as_of"));
    g->item.told = n;
    g->of = agency_named(rd, n, what);
    if (as_of)
        g->as_of = moment_of(rd, as_of);
    if (g->of && g->of->agency.kind.n && !may_hold(r->pack, g->of->agency.kind))
        wrong(rd, n, MISTAKE_REGION_REGISTER,
            ARG3(g->of->agency.kind, S(""), S("")));
    r->register_count++;
}

/* ---- accounts ---- */

/* A role that belongs with others is written behind one of them. */
static bool
has_with(const struct region_account *a, const struct role_term *t)
{
    if (!t->with_count)
        return true;
    for (size_t i = 0; i < a->role_count; i++)
        if (str_among(a->roles[i].term->id, t->with, t->with_count))
            return true;
    return false;
}

static void
read_role(struct reading *rd, struct region_account *a, const struct node *n)
{
    const struct pack      *p = rd->r->pack;
    const struct role_term *t = pack_role(p, n->text);

    if (!t) {
        IDS(rd, all, p->roles, p->roles_count);
        no_such(rd, n, S("role"), all, p->roles_count);
        return;
    }
    if (a->of && a->of->agency.kind.n &&
        !str_among(a->of->agency.kind, t->agencies, t->agency_count))
        wrong(rd, n, MISTAKE_REGION_ROLE,
            ARG3(t->id, a->of->agency.kind, S("")));
    if (!has_with(a, t))
        wrong(rd, n, MISTAKE_REGION_WITH, ARG3(t->id, t->with[0], S("")));
    if (t->desk.n && a->desk && !str_eq(t->desk, a->desk->term->id))
        wrong(rd, n, MISTAKE_REGION_AT, ARG3(t->id, t->desk, S("")));
    a->roles[a->role_count++].term = t;
}

static void
read_roles(struct reading *rd, struct region_account *a)
{
    const struct node *all = node_member(a->item.told, S("roles"));

    a->roles =
        ARENA_ARRAY(rd->r->arena, struct region_role, node_count(all) + 1);
    for (const struct node *n = node_first(all); n; n = node_next(all, n))
        read_role(rd, a, n);
}

static const struct region_desk *
desk_at(struct reading *rd, const struct region_account *a)
{
    const struct node *n = node_member(a->item.told, S("desk"));
    struct region     *r = rd->r;
    struct str *all = ARENA_ARRAY(r->arena, struct str, r->desk_count + 1);
    size_t      count = 0;

    for (size_t i = 0; n && i < r->desk_count; i++) {
        if (!a->of || r->desks[i].of != a->of || !r->desks[i].term)
            continue;
        if (str_eq(r->desks[i].term->id, n->text))
            return &r->desks[i];
        all[count++] = r->desks[i].term->id;
    }
    if (n && a->of)
        no_such(rd, n, S("desk of that agency in this file,"), all, count);
    return NULL;
}

/* As on the page for a new account. */
static bool
is_login(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!(s.p[i] >= 'a' && s.p[i] <= 'z') &&
            !(s.p[i] >= '0' && s.p[i] <= '9') && s.p[i] != '.')
            return false;
    return s.n != 0;
}

static void
check_login(struct reading *rd, const struct region_account *a)
{
    const struct node *n = node_member(a->item.told, S("login"));
    struct region     *r = rd->r;

    if (!n)
        return;
    if (!is_login(n->text))
        wrong(rd, n, MISTAKE_REGION_LOGIN, ARG3(n->text, S(""), S("")));
    for (size_t i = 0; i < r->account_count; i++)
        if (str_eq(r->accounts[i].account.login, n->text))
            twice(rd, n, S("sign-in name"), r->accounts[i].item.told);
}

static void
read_account(struct reading *rd, const struct node *n)
{
    struct str             what = S("an account");
    struct region         *r = rd->r;
    struct region_account *a = &r->accounts[r->account_count];
    struct str             born = needed(rd, n, S("born"), what);

    ONLY_KEYS(rd, n, what, S("login"), S("name"), S("of"), S("title"),
        S("language"), S("born"), S("lives_at"), S("roles"), S("desk"));
    a->item.told = n;
    a->account = (struct account){.login = needed(rd, n, S("login"), what),
        .name = needed(rd, n, S("name"), what),
        .title = words_of(rd, n, S("title"), what),
        .language = lang_of(rd, n, what),
        .home = node_text(node_member(n, S("lives_at"))),
        .first = r->use == REGION_LIVE};
    check_login(rd, a);
    if (born.n && !date_parse(born, &a->account.birth_date))
        wrong(rd, node_member(n, S("born")), MISTAKE_NOT_A_DATE,
            ARG3(born, S(""), S("")));
    a->of = agency_named(rd, n, what);
    a->desk = desk_at(rd, a);
    a->confirm = r->use == REGION_DEMO;
    a->later = r->use == REGION_DEMO && node_member(n, S("from"));
    read_roles(rd, a);
    r->account_count++;
}

/* ---- the whole ---- */

typedef void read_item(struct reading *rd, const struct node *n);

static void
read_list(struct reading *rd, const struct node *list, read_item *item)
{
    for (const struct node *n = node_first(list); n; n = node_next(list, n))
        item(rd, n);
}

enum err
region_read(struct region *r, const struct node *told,
    struct pack_mistakes *mistakes)
{
    struct reading     rd = {.r = r, .mistakes.arena = r->arena};
    const struct node *agencies = node_member(told, S("agencies"));
    const struct node *desks = node_member(told, S("desks"));
    const struct node *registers = node_member(told, S("registers"));
    const struct node *accounts = node_member(told, S("accounts"));

    r->agencies =
        ARENA_ARRAY(r->arena, struct region_agency, node_count(agencies) + 1);
    r->desks = ARENA_ARRAY(r->arena, struct region_desk, node_count(desks) + 1);
    r->registers = ARENA_ARRAY(r->arena, struct region_register,
        node_count(registers) + 1);
    r->accounts =
        ARENA_ARRAY(r->arena, struct region_account, node_count(accounts) + 1);
    ONLY_KEYS(&rd, told, S("a region"), S("agencies"), S("desks"),
        S("registers"), S("accounts"));
    read_list(&rd, agencies, read_agency);
    read_list(&rd, desks, read_desk);
    read_list(&rd, registers, read_register);
    read_list(&rd, accounts, read_account);
    *mistakes = mistakes_end(&rd.mistakes);
    return mistakes->count ? ERR_INVALID : OK;
}
