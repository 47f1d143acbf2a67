/*
 * shared_clock_test -- two services on one demonstration tell one practice
 * time: after it was moved on one of them, and after one begins again.
 */
#include "action/shared_clock.h"
#include "office.h"

#include "../test.h"

#include "action/session.h"
#include "action/tour.h"
#include "store/meta.h"

#define NIGHT "2027-03-02T03:07:00Z"
#define NEXT_DAY "2027-03-03T08:30:00Z"
enum { SECOND_US = 1000000 };

/* The office's service writes, the other one only reads. */
struct two {
    struct office   o;
    struct service *other;
};

static enum err
mark_demo(struct work *w, struct office *o)
{
    (void)o;
    return meta_mark_demo(w->tx);
}

static struct service *
service_at(const struct office *o, enum store_mode mode, struct str now)
{
    const struct service_options so = {.url = o->shop.url,
        .key_file = o->key_file,
        .mode = mode,
        .readers = 2,
        .now = now};
    struct service              *s = NULL;
    struct fault                 fault = {0};

    WANT_OK(service_open(&so, &s, &fault));
    return s;
}

/* As `diogel serve` does. */
static void
begin_again(struct two *t)
{
    service_close(t->o.service);
    t->o.service = service_at(&t->o, STORE_ALONE, S(NIGHT));
    WANT_OK(service_clock_begin(t->o.service, t->o.arena));
}

static void
two_open(struct two *t)
{
    *t = (struct two){0};
    office_open(&t->o);
    office_do(&t->o, mark_demo);
    begin_again(t);
    t->other = service_at(&t->o, STORE_READ, S(NIGHT));
}

static void
two_close(struct two *t)
{
    service_close(t->other);
    office_close(&t->o);
}

/* What it tells, to the second; the test itself takes less than a minute. */
static bool
tells(struct service *s, const char *text)
{
    const int64_t minute = INT64_C(60) * SECOND_US;
    struct moment want;
    int64_t       since;

    WANT(moment_parse(str_of(text), &want));
    since = clock_practice(service_clock(s)).us - want.us;
    return since >= 0 && since < minute;
}

/* A request of nobody's. */
static void
request(struct two *t, struct service *s)
{
    struct cx  cx = cx_service(s, t->o.arena, (struct id){0});
    struct str token;

    WANT_ERR(ERR_SIGN_IN, session_enter(&cx, S(""), &token));
}

static void
press(struct two *t, const char *said)
{
    struct clock_ask in = {.step = CLOCK_WORKING_DAY};
    struct answer    answer;

    WANT(moment_parse(str_of(said), &in.said));
    WANT_OK(office_ask(&t->o, t->o.worker,
        (struct ask){.act = ACT_CLOCK_MOVE, .with = &in}, &answer));
    request(t, t->o.service);
}

TEST(shared_clock__is_told_by_the_other_node_at_its_next_request)
{
    struct two t;

    two_open(&t);
    WANT(tells(t.o.service, NIGHT));
    press(&t, NEXT_DAY);
    WANT(tells(t.o.service, NEXT_DAY));
    WANT(tells(t.other, NIGHT)); /* nobody has asked it anything */
    request(&t, t.other);
    WANT(tells(t.other, NEXT_DAY));
    two_close(&t);
}

TEST(shared_clock__is_told_by_a_node_that_begins_again)
{
    struct two t;

    two_open(&t);
    press(&t, NEXT_DAY);
    begin_again(&t);
    request(&t, t.o.service);
    WANT(tells(t.o.service, NEXT_DAY));
    two_close(&t);
}

TEST(shared_clock__is_moved_once_by_a_button_that_is_pressed_twice)
{
    struct two t;

    two_open(&t);
    press(&t, NEXT_DAY);
    press(&t, NEXT_DAY);
    WANT(tells(t.o.service, NEXT_DAY));
    press(&t, "2027-03-04T08:30:00Z");
    WANT(tells(t.o.service, "2027-03-04T08:30:00Z"));
    two_close(&t);
}

/* ---- from when it goes on ---- */

static int64_t the_age; /* microseconds that the row is older than it is */

static enum err
make_older(struct work *w, struct office *o)
{
    struct str    kept, was, machine;
    struct str    parts[2];
    struct moment m;
    enum err      e = meta_get(w->tx, S("demo_clock"), &kept);

    if (e)
        return e;
    WANT(str_cut(kept, ' ', &was, &machine) && str_int(machine, &m.us));
    parts[0] = was;
    parts[1] = str_of_int(o->arena, m.us - the_age);
    return meta_set(w->tx, S("demo_clock"),
        str_join(o->arena, parts, 2, S(" ")));
}

static void
begin_after(struct two *t, int64_t minutes)
{
    the_age = minutes * 60 * SECOND_US;
    office_do(&t->o, make_older);
    begin_again(t);
    request(t, t->o.service);
}

TEST(shared_clock__goes_on_when_a_node_begins_while_others_serve)
{
    struct two t;

    two_open(&t);
    begin_after(&t, 20);
    WANT(tells(t.o.service, "2027-03-02T03:27:00Z"));
    request(&t, t.other);
    WANT(tells(t.other, "2027-03-02T03:27:00Z"));
    two_close(&t);
}

TEST(shared_clock__stands_while_nobody_uses_the_demonstration)
{
    struct two t;

    two_open(&t);
    press(&t, NEXT_DAY);
    begin_after(&t, 600);
    WANT(tells(t.o.service, NEXT_DAY));
    two_close(&t);
}

/* ---- moved while somebody reads ---- */

struct reading {
    struct two *t;
    enum err    e;
    bool        moves, ended;
};

static void
read_ready(void *ctx, enum err e, struct answer *answer)
{
    struct reading *r = ctx;

    (void)answer;
    WANT_OK(e);
    if (r->moves)
        press(r->t, NEXT_DAY);
}

static void
read_done(void *ctx, enum err e, struct answer *answer)
{
    struct reading *r = ctx;

    (void)answer;
    r->e = e;
    r->ended = true;
}

static enum err
nothing(struct work *w, struct office *o)
{
    (void)w, (void)o;
    return OK;
}

/* What a look is told whose leaf comes behind the move, or before it. */
static enum err
look(struct two *t, bool moves)
{
    struct reading r = {.t = t, .moves = moves};
    struct ask     ask = {.act = ACT_CLOCK_LOOK};
    struct cx      cx = cx_service(t->o.service, t->o.arena, t->o.worker);

    action_start(&cx, &ask, (struct action_park){read_ready, read_done, &r});
    office_do(&t->o, nothing); /* behind the leaf's job */
    WANT(r.ended);
    return r.e;
}

/* Else no audit of this demonstration would ever verify again. */
TEST(shared_clock__is_moved_and_no_older_leaf_follows)
{
    struct two t;

    two_open(&t);
    WANT_OK(look(&t, false));
    WANT_ERR(ERR_STORE, look(&t, true));
    WANT_OK(look(&t, false));
    two_close(&t);
}

TEST(shared_clock__costs_a_live_service_nothing)
{
    struct office       o;
    struct store_counts before, after;
    struct cx           cx;
    struct str          token;

    office_open(&o);
    WANT_OK(service_clock_begin(o.service, o.arena));
    before = store_counts(service_store(o.service));
    cx = cx_service(o.service, o.arena, (struct id){0});
    WANT_ERR(ERR_SIGN_IN, session_enter(&cx, S(""), &token));
    after = store_counts(service_store(o.service));
    WANT(!o.shop.file || after.statements == before.statements);
    office_close(&o);
}
