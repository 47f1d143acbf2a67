/*
 * tick_until_test -- a clock that is moved brings what a server that had run
 * all the while would have brought, in the same order and at the same time
 * (S20, S21).
 */
#include "force.h"

#include "../test.h"

#include "action/tick.h"
#include "base/buf.h"
#include "record/sweep.h"

/* The server's minutes lie between the times at which things fall due. */
#define FIRST_TICK S("2027-03-01T14:42:30Z")
#define MORNING S("2027-03-03T08:30:00Z")
enum { MINUTE_US = 60000000, FIVE_MINUTES_US = 5 * MINUTE_US };

static struct moment
at(struct str text)
{
    struct moment m;

    WANT(moment_parse(text, &m));
    return m;
}

/* A concern that nobody opens, a notice that nobody looks at, and one that
 * lies unsent: each brings something later, and the second something that
 * runs out in its turn. */
static void
begin(struct office *o)
{
    force_open(o);
    (void)office_concern(o,
        "{\"given_name\":{\"0\":\"Lleucu\"}, \"about_worker\":\"no\","
        " \"urgency\":\"urgent\"}");
    office_at(o, "2027-03-01T14:40:00Z");
    (void)force_handed_in(o);
    (void)force_written(o, "no", "no");
}

struct told {
    struct arena *arena;
    struct buf    out;
};

static const struct statement everything = {
    .sql = "SELECT n.rule, COALESCE(a.login, 'a desk'), n.step, n.made_at"
           " FROM notice n LEFT JOIN account a ON a.id = n.to_account"
           " UNION ALL SELECT 'entry', form, 0, recorded_at FROM entry"
           " ORDER BY 4, 1, 2, 3"};

/* The tick that brings what falls due then; a tick takes its own time. */
static struct moment
tick_of(struct moment m)
{
    int64_t first = at(FIRST_TICK).us, late = m.us - MINUTE_US - first;

    if (late <= 0)
        return (struct moment){first};
    late += FIVE_MINUTES_US - 1;
    return (struct moment){first + late - late % FIVE_MINUTES_US};
}

/* What was told and recorded, by the tick that it came with. */
static enum err
tell_all(struct txn *tx, void *ctx)
{
    struct told *t = ctx;
    struct rows  r;
    enum err     e = txn_rows(tx, &everything, NO_ARGS, &r);

    while (!e && rows_next(&r)) {
        buf_add(&t->out, moment_text(t->arena, tick_of(row_time(&r, 3))));
        buf_add(&t->out, S(" "));
        buf_add(&t->out, str_dup(t->arena, row_text(&r, 0)));
        buf_add(&t->out, S(" "));
        buf_add(&t->out, str_dup(t->arena, row_text(&r, 1)));
        buf_add(&t->out, S("\n"));
    }
    return e;
}

static struct str
all_of(struct office *o, struct arena *a)
{
    struct told t = {.arena = a};

    buf_init(&t.out, a);
    WANT_OK(store_read(service_store(o->service), a, tell_all, &t));
    return buf_str(&t.out);
}

static enum err
move(struct work *w, struct office *o)
{
    return tick_until(w->tx, o->service, at(MORNING));
}

/* What the program did before: only the last moment is looked at. */
static enum err
jump(struct work *w, struct office *o)
{
    struct work then;
    enum err    e;

    txn_later(w->tx, at(MORNING));
    then = work_in(w->tx, service_rules(o->service));
    if ((e = tick_work(&then)))
        return e;
    return sweep_all(&then);
}

static void
run_all_the_while(struct office *o)
{
    for (struct moment m = at(FIRST_TICK); m.us <= at(MORNING).us;
         m.us += FIVE_MINUTES_US) {
        office_at(o, str_c(o->arena, moment_text(o->arena, m)));
        WANT_OK(tick_run(o->service, o->arena));
    }
}

static struct str
what_comes(struct arena *a, office_work *by)
{
    struct office o;
    struct str    all;

    begin(&o);
    if (by)
        office_do(&o, by);
    else
        run_all_the_while(&o);
    all = all_of(&o, a);
    office_close(&o);
    return all;
}

TEST(tick_until__brings_what_a_running_server_would_have_brought)
{
    struct arena *a = arena_new(0);
    struct str    ran = what_comes(a, NULL), moved = what_comes(a, move);

    WANT(str_find(ran, S("2027-03-01T15:02:30Z entry police_notice")) >= 0);
    WANT(str_find(ran, S("notice_went_unchecked police_practitioner")) >= 0);
    WANT(str_find(ran, S("unsent_notice_to_supervisor")) >= 0);
    WANT(str_find(ran, S("concern_to_desk manager")) >= 0);
    WANT_SAME(moved, ran);
    WANT(!str_eq(what_comes(a, jump), ran));
    arena_free(a);
}
