/*
 * Sessions are rows; the cookie holds a secret whose hash finds the row.
 * "Seen" is written at most once a minute, so that looking costs no write.
 *
 * A login that does not exist takes as long as a wrong password: the same
 * hash is computed against a fixed one.
 */
#include "action/session.h"

#include "action/rows.h"
#include "action/service.h"
#include "store/meta.h"

struct entering {
    struct cx     *cx;
    struct str     secret;
    struct session session;
};

/* Here each request begins, also nobody's: it is told the time. */
static enum err
find_session(struct txn *tx, void *ctx)
{
    struct entering *in = ctx;
    struct service  *s = in->cx->service;
    struct work      w = work_in(tx, service_rules(s));
    enum err         e = ERR_SIGN_IN, told;

    if (in->secret.n)
        e = session_find(&w, in->secret, in->cx->machine_now, &in->session);
    if (e && e != ERR_SIGN_IN)
        return e;
    told = service_clock_follow(s, &w);
    return told ? told : e;
}

static enum err
touch_session(struct txn *tx, void *ctx)
{
    struct entering *in = ctx;
    struct work      w = work_in(tx, service_rules(in->cx->service));

    return session_touch(&w, in->session.hash, in->cx->machine_now);
}

enum err
session_enter(struct cx *cx, struct str secret, struct str *token)
{
    struct entering in = {.cx = cx, .secret = secret};
    struct store   *s = service_store(cx->service);
    enum err        e;

    if (secret.n == 0 && !service_is_demo(cx->service))
        return ERR_SIGN_IN;
    if ((e = cx_read(cx, find_session, &in)))
        return e;
    if (cx->machine_now.us - in.session.seen_at.us > SESSION_TOUCH_US &&
        (e = store_write(s, cx->arena, touch_session, &in)))
        return e;
    cx->kind = READER_ACCOUNT;
    cx->account = in.session.account;
    cx->session = in.session.hash;
    *token = str_hex(cx->arena, in.session.token);
    return OK;
}

struct cx
cx_service(struct service *s, struct arena *a, struct id account)
{
    return (struct cx){
        .service = s,
        .arena = a,
        .lang = LANG_EN,
        .account = account,
        .kind = id_is_none(account) ? READER_SERVICE : READER_ACCOUNT,
        .machine_now = clock_machine(),
    };
}

/* A well-formed hash that no password fits, for logins that are not. */
static const struct str hash_of_nobody =
    S_INIT("$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
           "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

/* What keeps somebody out, who knows the password or does not.  Of a first
 * password, and of waiting, only whoever knows it is told. */
static enum err
kept_out(const struct account *a, const struct sign_in_ask *in,
    struct fault *fault)
{
    enum msg why = MSG_NONE;

    if (a->ended || !in->password.n || !str_eq(a->password, in->password))
        why = MSG_SESSION_WRONG;
    else if (a->first)
        why = MSG_PASSWORD_FIRST;
    else if (!a->confirmed)
        why = MSG_PASSWORD_WAITING;
    *fault = (struct fault){.msg = why, .field = S("login")};
    if (why == MSG_PASSWORD_FIRST)
        return ERR_ILLEGAL;
    return why == MSG_NONE ? OK : ERR_DENIED;
}

/*
 * The password is compared before the write transaction: argon2 has no place
 * in a writer's turn.  So SIGN_IN is asked with what session_check() found.
 */
enum err
sign_in(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct sign_in_ask *in = ask->with;
    struct sign_in_answer    *out;
    struct account            account = {.ended = true};
    struct session            session;
    enum err                  e;

    (void)grant;
    if ((e = account_of_login(w, in->login, &account)) && e != ERR_ABSENT)
        return e;
    if ((e = kept_out(&account, in, &answer->fault)))
        return e;
    out = ARENA_NEW(cx->arena, struct sign_in_answer);
    if ((e = session_new(w, account.id, cx->machine_now, &out->secret,
             &session)))
        return e;
    out->account = account.id;
    out->lang = account.language;
    cx->reader.account = account;
    answer->with = out;
    answer_discloses(cx, answer, account.id);
    return OK;
}

struct hash_look {
    struct cx     *cx;
    struct str     login;
    struct account account;
};

static enum err
read_account(struct txn *tx, void *ctx)
{
    struct hash_look *l = ctx;
    struct work       w = work_in(tx, service_rules(l->cx->service));

    return account_of_login(&w, l->login, &l->account);
}

enum err
session_check(struct cx *cx, struct sign_in_ask *ask, struct str *name)
{
    struct hash_look l = {.cx = cx, .login = ask->login};
    enum err         e =
        store_read(service_store(cx->service), cx->arena, read_account, &l);
    struct str hash;

    if (e && e != ERR_ABSENT)
        return e;
    hash = e ? hash_of_nobody : l.account.password;
    if (key_password_fits(hash, ask->password) && e == OK)
        ask->password = hash;
    else
        ask->password = (struct str){0};
    if (name)
        *name = l.account.name;
    return OK;
}

enum err
sign_out(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    (void)ask, (void)grant, (void)answer;
    return session_end(w, cx->session, cx->machine_now);
}

enum err
language_set(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const enum lang *lang = ask->with;

    (void)grant, (void)answer;
    return account_language(w, cx->account, *lang);
}

/* The password of a demonstration is no secret: it is kept in clear. */
enum err
sign_in_page(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct demo_people *people;
    struct account     *all;
    struct agency       agency;
    struct str          password;
    size_t              n;
    enum err            e;

    (void)ask, (void)grant;
    if ((e = meta_get(w->tx, S("demo_password"), &password)))
        return e;
    if (!password.n)
        return OK;
    if ((e = account_list(w, (struct id){0}, &all, &n)))
        return e;
    people = ARENA_NEW(cx->arena, struct demo_people);
    people->password = password;
    people->rows = ARENA_ARRAY(cx->arena, struct demo_person, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (all[i].ended || !all[i].confirmed || !all[i].role_count)
            continue;
        if ((e = agency_load(w, all[i].agency, &agency)))
            return e;
        people->rows[people->count++] =
            (struct demo_person){.login = all[i].login,
                .name = all[i].name,
                .title = all[i].title,
                .agency = agency.name};
    }
    answer->with = people;
    return OK;
}

/* A page that holds nothing of anybody: help, the blank screen. */
enum err
plain_page(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    (void)w, (void)cx, (void)ask, (void)grant, (void)answer;
    return OK;
}
