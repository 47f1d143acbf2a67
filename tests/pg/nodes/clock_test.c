/*
 * clock_test -- two services on one demonstration: its clock moved on both
 * at once, and moved on one while the other begins.
 */
#include "branches.h"

#include "test.h"

#include <time.h>

#include "action/session.h"
#include "action/shared_clock.h"
#include "action/tour.h"
#include "store/meta.h"

enum { ROUNDS = 4 };

static const char *const mornings[ROUNDS + 1] = {"2027-03-01T10:00:00Z",
    "2027-03-02T08:30:00Z", "2027-03-03T08:30:00Z", "2027-03-04T08:30:00Z",
    "2027-03-05T08:30:00Z"};

static enum err
mark_demo(struct work *w, struct office *o)
{
    (void)o;
    return meta_mark_demo(w->tx);
}

/* As `diogel serve` does. */
static void
begin(struct branches *b, int which)
{
    struct service_options so = {.url = b->office.shop.url,
        .key_file = b->office.key_file,
        .mode = STORE_SERVE,
        .readers = 2,
        .now = str_of(mornings[0])};
    struct fault           fault = {0};

    service_close(b->at[which].service);
    b->at[which].service = NULL;
    b->e[which] = service_open(&so, &b->at[which].service, &fault);
    if (!b->e[which])
        b->e[which] =
            service_clock_begin(b->at[which].service, b->at[which].arena);
}

static void
demo_open(struct branches *b)
{
    branches_open(b);
    office_do(&b->at[0], mark_demo);
    for (int i = 0; i < 2; i++) {
        begin(b, i);
        WANT_OK(b->e[i]);
    }
}

/* A request begins on each; then both tell the time of that morning. */
static bool
both_tell(struct branches *b, const char *morning)
{
    struct moment want, now[2];

    WANT(moment_parse(str_of(morning), &want));
    for (int i = 0; i < 2; i++) {
        struct office *o = &b->at[i];
        struct cx      cx = cx_service(o->service, o->arena, (struct id){0});
        struct str     token;

        WANT_ERR(ERR_SIGN_IN, session_enter(&cx, S(""), &token));
        now[i] = clock_practice(service_clock(o->service));
    }
    return now[0].us >= want.us && now[1].us - want.us < 60000000 &&
        now[1].us >= now[0].us && now[1].us - now[0].us < 1000000;
}

struct pressing {
    struct branches *b;
    const char      *said;
    bool             begins; /* instead, on the first */
};

static void
press(struct pressing *p, int which)
{
    struct office   *o = &p->b->at[which];
    struct clock_ask in = {.step = CLOCK_WORKING_DAY};
    struct answer    answer;

    (void)moment_parse(str_of(p->said), &in.said); /* or nothing was said */
    p->b->e[which] = office_ask(o, o->worker,
        (struct ask){.act = ACT_CLOCK_MOVE, .with = &in}, &answer);
}

static void
press_or_begin(void *ctx, int which)
{
    struct pressing *p = ctx;

    if (p->begins && which == 0)
        begin(p->b, 0);
    else
        press(p, which);
}

static void
race_through_mornings(struct pressing *p)
{
    for (int i = 1; i <= ROUNDS; i++) {
        p->said = mornings[i];
        pair_race(press_or_begin, p);
        WANT_OK(p->b->e[0]);
        WANT_OK(p->b->e[1]);
        WANT(both_tell(p->b, mornings[i]));
    }
}

TEST(shared_clock__is_moved_once_when_both_nodes_are_asked_at_once)
{
    struct branches b;
    struct pressing p = {.b = &b};

    demo_open(&b);
    WANT(both_tell(&b, mornings[0]));
    race_through_mornings(&p);
    branches_close(&b);
}

TEST(shared_clock__is_moved_also_while_another_node_begins)
{
    struct branches b;
    struct pressing p = {.b = &b, .begins = true};

    demo_open(&b);
    race_through_mornings(&p);
    branches_close(&b);
}

/* ---- who does not say where from ---- */

static void
press_again(void *ctx, int which)
{
    press(ctx, which);
}

#define WAITING "SELECT COUNT(*) FROM ledger_leaf WHERE number IS NULL"
#define DISORDER                                                              \
    "SELECT COUNT(*) FROM ledger_leaf a JOIN ledger_leaf b"                   \
    " ON b.number > a.number AND b.at < a.at - 120000000"

/* Each goes on from where the other has come to; else the second would write
 * leaves of days that the first has passed. */
TEST(shared_clock__is_moved_twice_when_two_press_one_after_the_other)
{
    struct branches b;
    struct pressing p = {.b = &b, .said = ""};

    demo_open(&b);
    for (int i = 2; i <= ROUNDS; i += 2) {
        pair_race(press_again, &p);
        WANT_OK(b.e[0]);
        WANT_OK(b.e[1]);
        WANT(both_tell(&b, mornings[i]));
    }
    while (office_count(&b.at[0], WAITING))
        ;
    WANT_INT(office_count(&b.at[0], DISORDER), 0);
    branches_close(&b);
}

/* ---- moved while a deed waits ---- */

#define DECIDED                                                               \
    "{\"outcome\": {\"0\": \"assessment\"}, \"crime\": \"no\","               \
    " \"reason\": {\"0\": \"Pedwerydd adroddiad\"},"                          \
    " \"tell_reporter\": \"outcome\"}"
#define DECIDED_LATER                                                         \
    "SELECT COUNT(*) FROM entry WHERE form = 'concern_decision'"              \
    " AND recorded_at > (SELECT MIN(at) FROM ledger_leaf) + 1000000000000"
#define MONTH_US INT64_C(2592000000000)
enum { FIRST_MS = 100 }; /* that somebody comes before */

static void
sleep_ms(long ms)
{
    const struct timespec some = {.tv_nsec = ms * 1000000};

    nanosleep(&some, NULL);
}

/* What the deed is about is taken by somebody, and the clock goes on. */
static enum err
hold(struct txn *tx, void *ctx)
{
    struct branches *b = ctx;
    struct str       thread = id_text(txn_arena(tx), b->child.thread);
    enum err         e = txn_lock(tx, thread, TXN_ALONE);

    sleep_ms(3 * FIRST_MS);
    clock_advance(service_clock(b->at[0].service), MONTH_US);
    return e;
}

static void
hold_or_decide(void *ctx, int which)
{
    struct branches *b = ctx;
    struct office   *o = &b->at[0];

    if (which) {
        b->e[1] =
            store_write(service_store(o->service), b->at[1].arena, hold, b);
        return;
    }
    sleep_ms(FIRST_MS);
    b->e[0] = office_record(o, o->worker, &b->child, USE_DECIDE, DECIDED,
        (struct id){0});
}

/* It is done again from the time that it is then. */
TEST(shared_clock__is_moved_and_no_older_deed_follows)
{
    struct branches b;

    demo_open(&b);
    b.at[0].pack = rules_on(service_rules(b.at[0].service),
        clock_practice(service_clock(b.at[0].service)));
    b.child = office_concern(&b.at[0], "{\"about_worker\": \"no\"}");
    pair_race(hold_or_decide, &b);
    WANT_OK(b.e[0]);
    WANT_OK(b.e[1]);
    WANT_INT(office_count(&b.at[0], DECIDED_LATER), 1);
    branches_close(&b);
}
