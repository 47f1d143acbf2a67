/*
 * Whoever gives a password to somebody else gives a first one: it is good
 * for this page alone.  Nothing secret comes near the ledger.
 */
#include "action/password.h"

#include "action/rows.h"
#include "action/session.h"
#include "base/key.h"
#include "base/text.h"
#include "record/notice.h"

enum err
password_check(struct cx *cx, struct password_ask *ask, struct fault *fault)
{
    struct sign_in_ask in = {.login = ask->login, .password = ask->old};
    struct str         name;
    enum err           e;

    if ((e = session_check(cx, &in, &name)))
        return e;
    ask->stored = in.password;
    if (!in.password.n)
        return OK;
    if (str_eq(str_lower(cx->arena, ask->fresh), str_lower(cx->arena, name))) {
        *fault =
            (struct fault){.msg = MSG_PASSWORD_IS_NAME, .field = S("fresh")};
        return ERR_INVALID;
    }
    ask->hash = key_password_hash(cx->arena, ask->fresh);
    return OK;
}

/* The account whose present password was known a moment ago, and still is. */
static enum err
whose(struct work *w, const struct password_ask *in, struct account *a)
{
    enum err e = account_of_login(w, in->login, a);

    if (e && e != ERR_ABSENT)
        return e;
    if (e || a->ended || !in->stored.n || !str_eq(a->password, in->stored))
        return ERR_DENIED;
    return OK;
}

enum err
password_set(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct password_ask *in = ask->with;
    struct password_set       *out = ARENA_NEW(cx->arena, struct password_set);
    struct account             a;
    enum err                   e;

    (void)grant;
    if ((e = whose(w, in, &a))) {
        answer->fault =
            (struct fault){.msg = MSG_SESSION_WRONG, .field = S("old")};
        return e;
    }
    if ((e = account_password(w, a.id, in->hash)) ||
        (e = session_end_others(w, a.id,
             id_eq(cx->account, a.id) ? cx->session : S(""), cx->machine_now)))
        return e;
    if (id_is_none(cx->account))
        cx->reader.account = a; /* for the leaf: it is they */
    out->works = a.confirmed;
    out->lang = a.language;
    answer->with = out;
    answer->detail = a.first ? S("{\"first\":true}") : S("{}");
    answer_discloses(cx, answer, a.id);
    return OK;
}

/* Each giving is a cause of its own: a second one is told as well. */
static enum err
tell_owner(struct work *w, struct id account)
{
    struct notice n = {.cause = txn_id(w->tx, ID_NOTICE),
        .rule = S("password_given"),
        .to_account = account};

    return notice_put(w, &n);
}

enum err
password_give(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct reset_ask *in = ask->with;
    enum err                e;

    (void)grant, (void)answer;
    if ((e = account_reset(w, ask->about, in->hash, cx->reader.account.id)))
        return e;
    if ((e = session_end_others(w, ask->about, S(""), cx->machine_now)))
        return e;
    return tell_owner(w, ask->about);
}
