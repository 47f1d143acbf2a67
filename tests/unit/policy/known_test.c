/*
 * known_test -- what a node remembers of who is who, and when it does not.
 */
#include "../action/office.h"

#include "../test.h"

#include "policy/reader.h"

static size_t the_roles;

static enum err
roles_read(struct txn *tx, void *ctx)
{
    struct office *o = ctx;
    struct work    w = work_in(tx, service_rules(o->service));
    struct reader  r;
    enum err       e = reader_of_account(&w, o->worker, &r);

    the_roles = r.role_count;
    return e;
}

/* How many roles the worker has, as the next look sees it. */
static size_t
roles_seen(struct office *o)
{
    WANT_OK(store_read(service_store(o->service), o->arena, roles_read, o));
    return the_roles;
}

static enum err
revoke(struct work *w, struct office *o)
{
    return account_revoke(w, o->worker, str_of(o->words->worker), o->front_door,
        o->manager);
}

TEST(known__is_not_what_was_before_a_role_was_revoked)
{
    struct office o;
    size_t        before;

    office_open(&o);
    before = roles_seen(&o);
    WANT_INT(roles_seen(&o), before);
    office_do(&o, revoke);
    WANT_INT(roles_seen(&o), before - 1);
    office_close(&o);
}

/* The control: who does not say that something changed is not noticed. */
static enum err
revoke_untold(struct work *w, struct office *o)
{
    static const struct statement end = {
        "UPDATE account_role SET until = since WHERE account = $1", NULL};

    return txn_do(w->tx, &end, ARGS(A_ID(o->worker)));
}

TEST(known__is_kept_while_nothing_says_that_it_changed)
{
    struct office o;
    size_t        before;

    office_open(&o);
    before = roles_seen(&o);
    office_do(&o, revoke_untold);
    WANT_INT(roles_seen(&o), before);
    office_close(&o);
}

static enum err
end_at_noon(struct work *w, struct office *o)
{
    static const struct statement end = {
        "UPDATE account_role SET until = $2 WHERE account = $1", NULL};
    struct moment noon;

    WANT(moment_parse(S("2027-03-01T12:00:00Z"), &noon));
    return txn_do(w->tx, &end, ARGS(A_ID(o->worker), A_TIME(noon)));
}

TEST(known__ends_with_the_time_that_a_role_was_given_for)
{
    struct office o;

    office_open(&o);
    office_do(&o, end_at_noon);
    WANT(roles_seen(&o) > 0);
    office_at(&o, "2027-03-01T11:59:00Z");
    WANT(roles_seen(&o) > 0);
    office_at(&o, "2027-03-01T12:00:01Z");
    WANT_INT(roles_seen(&o), 0);
    office_close(&o);
}
