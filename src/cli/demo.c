/*
 * diogel demo: an invented region, or the digest of one.
 *
 * Only a database that was marked as a demonstration takes it (init --demo),
 * and only once.
 */
#include "cli/demo.h"

#include <stdio.h>

#include "action/service.h"
#include "cli/command.h"
#include "cli/prove.h"
#include "record/digest.h"
#include "record/register.h"
#include "store/meta.h"

enum { PEOPLE_USUAL = 2000, PEOPLE_MOST = 200000, SEED_USUAL = 1 };
/* Behind the numbers that demo/told.yaml gives by itself: 999 300 000x. */
enum { FIRST_NUMBER = 300000 };
#define ROOM ((size_t)2 << 30) /* two hundred thousand people */

struct digesting {
    struct service *service;
    struct digest   digest;
};

static enum err
take_digest(struct txn *tx, void *ctx)
{
    struct digesting *g = ctx;
    struct work       w = work_in(tx, service_rules(g->service));

    return digest_record(&w, &g->digest);
}

int
prove_digest(const struct command_line *c, struct str *hex)
{
    struct digesting g = {0};
    struct arena    *a = arena_new(ROOM);
    enum err         e;

    if (command_open(c, STORE_USE_READ, NULL, &g.service)) {
        arena_free(a);
        return 1;
    }
    e = store_read(service_store(g.service), a, take_digest, &g);
    service_close(g.service);
    arena_free(a);
    if (e)
        return command_failed(c, "no digest", e, NULL);
    *hex = str_hex(c->arena, hash_str(&g.digest));
    return 0;
}

static int
say_digest(const struct command_line *c)
{
    struct str hex;

    if (prove_digest(c, &hex))
        return 1;
    printf("%.*s\n", STR_ARG(hex));
    return 0;
}

/* --- may it be made here? --- */

struct before {
    struct str kept;
};

static enum err
look_before(struct txn *tx, void *ctx)
{
    struct before *b = ctx;

    return meta_get(tx, S("demo_now"), &b->kept);
}

static bool
may_be_made(struct demo *d)
{
    struct before b = {0};

    if (!service_is_demo(d->service)) {
        fprintf(stderr,
            "diogel: this database is not marked as a "
            "demonstration; make one with: diogel init "
            "--demo\n");
        return false;
    }
    if (store_read(service_store(d->service), d->arena, look_before, &b)) {
        command_failed(d->line, "the store does not answer", ERR_STORE, NULL);
        return false;
    }
    if (b.kept.n) {
        fprintf(stderr,
            "diogel: this database has its invented region "
            "already\n");
        return false;
    }
    return true;
}

/* The pack that the region is written for. */
static bool
find_pack(struct demo *d)
{
    const struct rules *rules = service_rules(d->service);
    struct str          want = node_text(node_member(d->region, S("pack")));

    d->pack = rules_on(rules, (struct moment){INT64_MAX});
    if (str_eq(d->pack->id, want))
        return true;
    fprintf(stderr,
        "diogel: the invented region is written for the pack "
        "%.*s\n",
        STR_ARG(want));
    return false;
}

/* --- what it says at the end --- */

static void
say_account(const struct demo_account *a)
{
    struct words title = demo_words(node_member(a->told, S("title")));
    struct str   login = node_text(node_member(a->told, S("login")));

    printf("  %-9.*s %.*s, %.*s, %.*s\n", STR_ARG(login), STR_ARG(a->name),
        STR_ARG(title.en), STR_ARG(a->agency->name.en));
}

/* One account of each role, in the order of demo/region.yaml. */
static void
say_accounts(const struct demo *d)
{
    for (size_t i = 0; i < d->account_count; i++) {
        struct words a =
            demo_words(node_member(d->accounts[i].told, S("title")));
        bool said = false;

        for (size_t k = 0; k < i && !said; k++)
            said = str_eq(a.en,
                demo_words(node_member(d->accounts[k].told, S("title"))).en);
        if (!said)
            say_account(&d->accounts[i]);
    }
}

struct counted {
    struct service *service;
    int64_t         on;
};

static enum err
count(struct txn *tx, void *ctx)
{
    struct counted *c = ctx;
    struct work     w = work_in(tx, service_rules(c->service));

    return register_count(&w, &c->on);
}

static int64_t
people_known(const struct demo *d, bool children)
{
    int64_t n = 0;

    for (size_t i = 0; i < d->family_count; i++) {
        const struct family *f = d->families[i];

        for (size_t k = 0; children && k < f->child_count; k++)
            n += f->children[k].source_count > 0;
        for (size_t k = 0; !children && k < f->adult_count; k++)
            n += f->adults[k].source_count > 0;
    }
    return n;
}

static void
say_all(const struct demo *d)
{
    struct counted c = {.service = d->service};
    struct str     password = node_text(node_member(d->region, S("password")));

    if (store_read(service_store(d->service), d->arena, count, &c))
        c.on = -1;
    printf("An invented region: %lld children and %lld adults in %zu "
           "households,\n%zu entries, %zu checks of the register, %lld "
           "children on it.\n\nPeople to sign in as (password %.*s):\n",
        (long long)people_known(d, true), (long long)people_known(d, false),
        d->family_count, d->done[0], d->done[1], (long long)c.on,
        STR_ARG(password));
    say_accounts(d);
}

/* --- making --- */

static enum err
make(struct demo *d)
{
    const struct node *region;
    enum err           e;

    region = d->region;
    d->begins = demo_moment(d, node_text(node_member(region, S("begins"))));
    d->serves = demo_moment(d, node_text(node_member(region, S("serves"))));
    d->password_hash = key_password_hash(d->arena,
        node_text(node_member(region, S("password"))));
    clock_stand_at(service_clock(d->service), d->begins);
    if ((e = demo_region_make(d)))
        return e;
    demo_families(d);
    demo_plan(d);
    if ((e = demo_play(d)))
        return e;
    return demo_remember(d);
}

static int
make_in(struct demo *d, struct id_source *ids)
{
    int status = 1;

    if (command_open(d->line, STORE_USE_WRITE, ids, &d->service))
        return 1;
    demo_read(d);
    if (may_be_made(d) && find_pack(d) && make(d) == OK) {
        say_all(d);
        status = 0;
    }
    service_close(d->service);
    return status;
}

int
command_demo(const struct command_line *c)
{
    int64_t          seed = command_number(c, "seed", SEED_USUAL);
    struct demo      d = {.line = c,
             .next_number = FIRST_NUMBER,
             .people_wanted = command_number(c, "people", PEOPLE_USUAL)};
    struct id_source ids = {.seeded = true, .seed = (uint64_t)seed};
    int              status;

    if (command_is(c, "digest"))
        return say_digest(c);
    if (seed < 0 || d.people_wanted < 1 || d.people_wanted > PEOPLE_MOST)
        return command_usage("demo");
    d.seed = (uint64_t)seed;
    d.arena = arena_new(ROOM);
    status = make_in(&d, &ids);
    arena_free(d.arena);
    return status;
}
