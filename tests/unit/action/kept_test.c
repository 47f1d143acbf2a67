/*
 * kept_test -- what was typed when a session had ended: whose it is, and how
 * long it lasts.
 */
#include "hand.h"

#include "../test.h"

#include "action/kept.h"
#include "base/json.h"
#include "record/account.h"
#include "record/kept.h"

static const struct kept_field typed[] = {
    {S_INIT("reason.0"), S_INIT("She said \"no\".\nTwice.")},
    {S_INIT("outcome.0"), S_INIT("assessment")},
};

/* A session of the worker's that has been ended; token in hex. */
static struct str worker_token;

static enum err
session_over(struct work *w, struct office *o)
{
    struct session s;
    struct str     secret;
    enum err       e;

    if ((e = session_new(w, o->worker, clock_machine(), &secret, &s)))
        return e;
    worker_token = str_dup(o->arena, str_hex(o->arena, s.token));
    return session_end(w, s.hash, clock_machine());
}

static struct kept_form
form_of(struct str token)
{
    return (struct kept_form){.token = token,
        .path = S("/concern/t1/record/decision"),
        .rows = typed,
        .count = 2};
}

static enum err
put(struct office *o, const struct kept_form *form, struct id *id)
{
    struct answer a;
    enum err      e = hand_ask(hand_nobody(o),
             (struct ask){.act = ACT_KEPT_PUT, .with = form}, &a);

    if (e == OK)
        *id = ((const struct kept_id *)a.with)->id;
    return e;
}

static const struct kept_form *
show(struct hand h, struct id id, enum err *e)
{
    struct answer a;

    *e = hand_ask(h, (struct ask){.act = ACT_KEPT_SHOW, .about = id}, &a);
    return a.with;
}

static struct id
kept(struct office *o)
{
    struct kept_form form;
    struct id        id = {0};

    office_do(o, session_over);
    form = form_of(worker_token);
    WANT_OK(put(o, &form, &id));
    return id;
}

TEST(kept_put__is_given_back_to_the_account_of_the_session_alone)
{
    struct office           o;
    const struct kept_form *got;
    struct id               id;
    enum err                e;

    office_open(&o);
    id = kept(&o);
    got = show(hand_as(&o, o.worker), id, &e);
    WANT_OK(e);
    WANT_STR(got->path, "/concern/t1/record/decision");
    WANT_INT(got->count, 2);
    WANT_STR(got->rows[0].name, "reason.0");
    WANT_STR(got->rows[0].text, "She said \"no\".\nTwice.");
    WANT_STR(got->rows[1].text, "assessment");
    WANT(!show(hand_as(&o, o.second), id, &e));
    WANT_ERR(ERR_ABSENT, e);
    WANT(!show(hand_nobody(&o), id, &e));
    WANT_ERR(ERR_SIGN_IN, e);
    office_close(&o);
}

TEST(kept_put__keeps_nothing_for_a_token_that_no_session_gave)
{
    struct office    o;
    struct kept_form form = form_of(S("00112233445566778899aabbccddeeff"
                                      "00112233445566778899aabbccddeeff"));
    struct id        id;

    office_open(&o);
    WANT_ERR(ERR_SIGN_IN, put(&o, &form, &id));
    form.token = S("");
    WANT_ERR(ERR_SIGN_IN, put(&o, &form, &id));
    form.token = S("lost");
    WANT_ERR(ERR_SIGN_IN, put(&o, &form, &id));
    WANT_INT(office_count(&o, "SELECT count(*) FROM kept"), 0);
    office_close(&o);
}

TEST(kept_put__takes_no_more_than_can_be_read_back)
{
    struct office     o;
    struct kept_form  form;
    struct kept_field long_one = {.name = S("reason.0")};
    struct buf        b;
    struct id         id;

    office_open(&o);
    office_do(&o, session_over);
    buf_init(&b, o.arena);
    while (b.n <= 1048576)
        buf_add(&b, S("0123456789abcdef"));
    long_one.text = buf_str(&b);
    form = form_of(worker_token);
    form.rows = &long_one;
    form.count = 1;
    WANT_ERR(ERR_LIMIT, put(&o, &form, &id));
    long_one.text.n = 786432;
    WANT_OK(put(&o, &form, &id));
    office_close(&o);
}

TEST(kept_put__keeps_so_many_of_an_account_and_lets_the_oldest_go)
{
    struct office o;
    struct id     first;
    enum err      e;

    office_open(&o);
    first = kept(&o);
    for (int i = 0; i < KEPT_MOST; i++)
        kept(&o);
    WANT_INT(office_count(&o, "SELECT count(*) FROM kept"), KEPT_MOST);
    WANT(!show(hand_as(&o, o.worker), first, &e));
    office_close(&o);
}

static enum err
grow_old(struct work *w, struct office *o)
{
    static const struct statement older = {
        .sql = "UPDATE kept SET kept_at = kept_at - $1"};

    (void)o;
    return txn_do(w->tx, &older,
        ARGS(A_INT(KEPT_HOURS * INT64_C(3600000000))));
}

static enum err
forget(struct work *w, struct office *o)
{
    (void)o;
    return kept_forget(w, clock_machine());
}

TEST(kept_show__is_over_with_its_time)
{
    struct office o;
    struct id     id;
    enum err      e;

    office_open(&o);
    id = kept(&o);
    office_do(&o, forget);
    WANT_INT(office_count(&o, "SELECT count(*) FROM kept"), 1);
    office_do(&o, grow_old);
    WANT(!show(hand_as(&o, o.worker), id, &e));
    WANT_ERR(ERR_ABSENT, e);
    office_do(&o, forget);
    WANT_INT(office_count(&o, "SELECT count(*) FROM kept"), 0);
    office_close(&o);
}

TEST(kept_drop__goes_with_its_own_form_and_nobody_elses)
{
    struct office    o;
    struct answer    a;
    struct kept_form other = {.path = S("/concern/t1/reporter")};
    struct kept_form own = form_of((struct str){0});
    struct id        id;

    office_open(&o);
    id = kept(&o);
    WANT_OK(hand_ask(hand_as(&o, o.worker),
        (struct ask){.act = ACT_KEPT_DROP, .about = id, .with = &other}, &a));
    WANT_ERR(ERR_ABSENT,
        hand_ask(hand_as(&o, o.second),
            (struct ask){.act = ACT_KEPT_DROP, .about = id, .with = &own}, &a));
    WANT_INT(office_count(&o, "SELECT count(*) FROM kept"), 1);
    WANT_OK(hand_ask(hand_as(&o, o.worker),
        (struct ask){.act = ACT_KEPT_DROP, .about = id, .with = &own}, &a));
    WANT_INT(office_count(&o, "SELECT count(*) FROM kept"), 0);
    office_close(&o);
}
