/*
 * password_test -- whoever makes or resets an account never holds a password
 * that works (S3).
 */
#include "action/password.h"

#include "action/keep.h"
#include "action/session.h"
#include "base/key.h"
#include "office.h"
#include "record/account.h"

#include "../test.h"

#define FIRST "given-by-somebody"
#define OWN "four words of one's own"

static const struct id none;

static struct id made; /* by the deeds below */

static enum err
make_administrator(struct work *w, struct office *o)
{
    struct account a = {.agency = o->school,
        .login = S("keeps"),
        .name = S("Keeper"),
        .password = S("hash"),
        .title = {S("Swydd"), S("Post")}};
    enum err       e;

    if ((e = account_new(w, &a, none, &made)) ||
        (e = account_confirm(w, made, none)))
        return e;
    return account_grant(w, made, S("administrator"), none, none,
        (struct moment){0});
}

static struct id
administrator(struct office *o)
{
    office_do(o, make_administrator);
    return made;
}

/* A teacher's account, made by the school's administrator. */
static struct id
newcomer(struct office *o, struct id by)
{
    struct account in = {.login = S("mali"),
        .name = S("Mali Wyn Harries"),
        .title = {S("Athro"), S("Teacher")},
        .password = key_password_hash(o->arena, S(FIRST))};
    struct answer  got;

    WANT_OK(office_ask(o, by,
        (struct ask){.act = ACT_ACCOUNT_NEW,
            .purpose = office_purpose(o, "upkeep"),
            .with = &in},
        &got));
    return *(struct id *)got.with;
}

static enum err
act_on(struct office *o, struct id by, enum action act, struct id whom)
{
    struct reset_ask reset = {
        .hash = key_password_hash(o->arena, S("forgotten-again"))};
    struct answer got;

    return office_ask(o, by,
        (struct ask){.act = act,
            .about = whom,
            .purpose = office_purpose(o, "upkeep"),
            .with = &reset},
        &got);
}

static struct cx
nobody(struct office *o)
{
    return (struct cx){.service = o->service,
        .arena = o->arena,
        .machine_now = clock_machine()};
}

static enum err
sign_in_with(struct office *o, const char *password, enum msg *why)
{
    struct cx          cx = nobody(o);
    struct sign_in_ask in = {S("mali"), str_of(password)};
    struct ask         ask = {.act = ACT_SIGN_IN, .with = &in};
    struct answer      got = {0};
    enum err           e;

    WANT_OK(session_check(&cx, &in, NULL));
    e = action_run(&cx, &ask, &got);
    *why = got.fault.msg;
    return e;
}

static enum err
change(struct office *o, const char *old, const char *fresh)
{
    struct cx           cx = nobody(o);
    struct password_ask in = {S("mali"), str_of(old), str_of(fresh),
        {0}, {0}};
    struct ask          ask = {.act = ACT_PASSWORD_SET, .with = &in};
    struct answer       got = {0};
    struct fault        fault = {0};
    enum err            e = password_check(&cx, &in, &fault);

    return e ? e : action_run(&cx, &ask, &got);
}

TEST(sign_in__opens_nothing_with_a_password_that_somebody_else_gave)
{
    struct office o;
    enum msg      why;

    office_open(&o);
    newcomer(&o, administrator(&o));
    WANT_ERR(ERR_ILLEGAL, sign_in_with(&o, FIRST, &why));
    WANT_INT(why, MSG_PASSWORD_FIRST);
    WANT_ERR(ERR_DENIED, sign_in_with(&o, "anything else at all", &why));
    WANT_INT(why, MSG_SESSION_WRONG);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM session"), 0);
    office_close(&o);
}

TEST(account_accept__waits_for_a_password_of_their_own)
{
    struct office o;
    struct id     mali;
    enum msg      why;

    office_open(&o);
    mali = newcomer(&o, administrator(&o));
    WANT_ERR(ERR_ILLEGAL,
        act_on(&o, o.safeguarding, ACT_ACCOUNT_CONFIRM, mali));
    WANT_OK(change(&o, FIRST, OWN));
    WANT_ERR(ERR_DENIED, sign_in_with(&o, OWN, &why));
    WANT_INT(why, MSG_PASSWORD_WAITING);
    WANT_OK(act_on(&o, o.safeguarding, ACT_ACCOUNT_CONFIRM, mali));
    WANT_OK(sign_in_with(&o, OWN, &why));
    WANT_ERR(ERR_DENIED, sign_in_with(&o, FIRST, &why));
    office_close(&o);
}

TEST(password_set__refuses_who_does_not_know_it_and_their_own_name)
{
    struct office o;

    office_open(&o);
    newcomer(&o, administrator(&o));
    WANT_ERR(ERR_DENIED, change(&o, "not-the-password", OWN));
    WANT_ERR(ERR_INVALID, change(&o, FIRST, "mali wyn HARRIES"));
    WANT_ERR(ERR_DENIED, change(&o, "not-the-password", "Mali Wyn Harries"));
    office_close(&o);
}

TEST(password_set__ends_the_other_sessions_and_leaves_no_secret)
{
    struct office o;
    struct id     mali;
    enum msg      why;

    office_open(&o);
    mali = newcomer(&o, administrator(&o));
    WANT_OK(change(&o, FIRST, OWN));
    WANT_OK(act_on(&o, o.safeguarding, ACT_ACCOUNT_CONFIRM, mali));
    WANT_OK(sign_in_with(&o, OWN, &why));
    WANT_OK(change(&o, OWN, "another four words"));
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM session"), 1);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM session WHERE ended_at IS NULL"),
        0);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM ledger_leaf"
                 " WHERE action = 'PASSWORD_SET' AND kind = 'write'"),
        2);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM ledger_leaf"
                 " WHERE detail LIKE '%words%' OR detail LIKE '%argon%'"),
        0);
    office_close(&o);
}

/* An administrator could else become anybody. */
TEST(account_reset__needs_confirming_again_by_somebody_else)
{
    struct office o;
    struct id     keeper;

    office_open(&o);
    keeper = administrator(&o);
    WANT_ERR(ERR_DENIED, act_on(&o, o.teacher, ACT_ACCOUNT_RESET, keeper));
    WANT_ERR(ERR_DENIED, act_on(&o, keeper, ACT_ACCOUNT_RESET, keeper));
    WANT_ERR(ERR_DENIED, act_on(&o, keeper, ACT_ACCOUNT_RESET, o.nurse));
    WANT_OK(act_on(&o, keeper, ACT_ACCOUNT_RESET, o.teacher));
    WANT_ERR(ERR_ILLEGAL,
        act_on(&o, o.safeguarding, ACT_ACCOUNT_CONFIRM, o.teacher));
    WANT_ERR(ERR_DENIED, act_on(&o, keeper, ACT_ACCOUNT_CONFIRM, o.teacher));
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM notice"
                 " WHERE rule = 'password_given'"),
        1);
    WANT_OK(act_on(&o, keeper, ACT_ACCOUNT_RESET, o.teacher));
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM notice"
                 " WHERE rule = 'password_given'"),
        2);
    office_close(&o);
}
