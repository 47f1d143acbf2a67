/*
 * A first password is hashed before the action is asked: argon2 has no place
 * in a writer's turn (route class SLOW).
 */
#include "web/accounts.h"

#include "action/agencies.h"
#include "action/password.h"
#include "base/key.h"
#include "base/text.h"

enum msg
account_state_msg(const struct account *a)
{
    if (a->ended)
        return MSG_ACCOUNTS_ENDED;
    if (a->first)
        return MSG_ACCOUNTS_FIRST;
    return a->confirmed ? MSG_ACCOUNTS_WORKS : MSG_ACCOUNTS_WAITING;
}

static void
purpose(struct visit *v)
{
    v->ask.purpose = pack_purpose_for(v->page.pack, S("upkeep"))->id;
}

enum err
in_accounts(struct visit *v)
{
    purpose(v);
    return OK;
}

enum err
in_account(struct visit *v)
{
    purpose(v);
    return visit_id(v, 0, ID_ACCOUNT, &v->ask.about);
}

enum err
in_account_grant(struct visit *v)
{
    struct grant_ask *in = ARENA_NEW(v->req->arena, struct grant_ask);
    struct str        desk = visit_text(v, S("desk"));

    in->role = visit_text(v, S("role"));
    if (desk.n && !id_parse(desk, ID_DESK, &in->desk))
        return ERR_ABSENT;
    v->ask.with = in;
    return in_account(v);
}

/* Small letters, digits and full stops. */
static bool
is_login(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!(s.p[i] >= 'a' && s.p[i] <= 'z') &&
            !(s.p[i] >= '0' && s.p[i] <= '9') && s.p[i] != '.')
            return false;
    return s.n != 0;
}

static struct account_typed
typed_of(struct visit *v)
{
    return (struct account_typed){
        .name = visit_text(v, S("name")),
        .login = visit_text(v, S("login")),
        .title_cy = visit_text(v, S("title_cy")),
        .title_en = visit_text(v, S("title_en")),
        .language = visit_text(v, S("language")),
        .day = visit_text(v, S("born-day")),
        .month = visit_text(v, S("born-month")),
        .year = visit_text(v, S("born-year")),
        .home = visit_text(v, S("home")),
    };
}

static void
check_typed(struct visit *v, const struct account_typed *t, struct str password)
{
    if (!t->name.n)
        visit_error(v, S("name"), MSG_ACCOUNTS_NAME_NEEDED);
    if (!is_login(t->login))
        visit_error(v, S("login"), MSG_ACCOUNTS_LOGIN_NEEDED);
    if (!t->title_cy.n || !t->title_en.n)
        visit_error(v, t->title_cy.n ? S("title_en") : S("title_cy"),
            MSG_ACCOUNTS_JOB_NEEDED);
    if (text_length(password) < PASSWORD_LEAST)
        visit_error(v, S("password"), MSG_ACCOUNTS_PASSWORD_NEEDED);
}

/* look: what the form is drawn again from. */
static enum err
account_asked(struct visit *v, struct id agency, enum action look)
{
    struct account      *in = ARENA_NEW(v->req->arena, struct account);
    struct account_typed t = typed_of(v);
    struct str           password = form_value(&v->form, S("password"));

    purpose(v);
    check_typed(v, &t, password);
    if (visit_date(v, S("born"), &in->birth_date) || v->page.error_count ||
        visit_is_toggled(v)) {
        v->ask.about = agency;
        return visit_redraw(v, look);
    }
    in->agency = agency;
    in->name = t.name;
    in->login = t.login;
    in->home = t.home;
    in->title = (struct words){t.title_cy, t.title_en};
    if (!lang_find(t.language, &in->language))
        in->language = LANG_CY;
    in->password = key_password_hash(v->req->arena, password);
    v->ask.with = in;
    return OK;
}

enum err
in_account_new(struct visit *v)
{
    return account_asked(v, (struct id){0}, ACT_ACCOUNT_LIST);
}

enum err
in_account_there(struct visit *v)
{
    purpose(v);
    return visit_id(v, 0, ID_AGENCY, &v->ask.about);
}

/* At an agency that the reader's own looks after. */
enum err
in_account_new_there(struct visit *v)
{
    struct id agency;

    if (visit_id(v, 0, ID_AGENCY, &agency))
        return ERR_ABSENT;
    return account_asked(v, agency, ACT_AGENCY_SHOW);
}

struct str
account_desk_id(struct page *pg, const struct account_role *r)
{
    return id_is_none(r->desk) ? (struct str){0} : id_text(pg->arena, r->desk);
}

struct str
account_desk_words(struct page *pg, const struct account_page *p,
    const struct account_role *r)
{
    for (size_t i = 0; i < p->desk_count; i++)
        if (id_eq(p->desks[i].id, r->desk))
            return words_in(p->desks[i].term->title, pg->lang);
    return (struct str){0};
}

void
see_accounts(struct visit *v, enum err e, struct answer *answer)
{
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    accounts_page_draw(&v->page, answer->with);
    visit_page(v, 200);
}

bool
account_may_grant(const struct account_page *p)
{
    return !p->self && !p->account.ended && p->role_count;
}

static void
draw_account(struct visit *v, const struct account_page *p)
{
    struct account_wish wish = {.role = visit_text(v, S("role")),
        .desk = visit_text(v, S("desk"))};

    account_page_draw(&v->page, p, &wish);
    visit_page(v, 200);
}

/* The page once more, with what was chosen on it. */
static void
account_again(struct visit *v)
{
    const struct account_page *p =
        visit_look_again(v, ACT_ACCOUNT_SHOW, v->ask.about);

    if (p)
        draw_account(v, p);
}

void
see_account(struct visit *v, enum err e, struct answer *answer)
{
    if (e == ERR_INVALID)
        account_again(v);
    else if (e)
        visit_refused(v, e, answer);
    else
        draw_account(v, answer->with);
}

static enum msg
title_of(enum action act)
{
    return act == ACT_ACCOUNT_LEAVES ? MSG_LEAVERS_DAY
        : act == ACT_ACCOUNT_GRANT   ? MSG_ACCOUNTS_GRANT
                                     : MSG_ACCOUNTS_CONFIRM;
}

/* What cannot be granted or confirmed is said in words, with the way back. */
static enum msg
why_not(enum action act, enum err e)
{
    if (act == ACT_ACCOUNT_CONFIRM && e == ERR_ILLEGAL)
        return MSG_ACCOUNTS_CONFIRM_FIRST;
    if (act == ACT_ACCOUNT_LEAVES)
        return e == ERR_INVALID ? MSG_LEAVERS_DAY_WRONG : MSG_NONE;
    if (act != ACT_ACCOUNT_GRANT)
        return MSG_NONE;
    return e == ERR_INVALID ? MSG_ACCOUNTS_ROLE_NEEDED
        : e == ERR_ILLEGAL  ? MSG_ACCOUNTS_GRANT_WRONG
        : e == ERR_CONFLICT ? MSG_ACCOUNTS_GRANT_TWICE
                            : MSG_NONE;
}

void
see_account_done(struct visit *v, enum err e, struct answer *answer)
{
    struct str back = str_cat(v->req->arena, S("/accounts/"),
        id_text(v->req->arena, v->ask.about));
    enum msg   why = why_not(v->ask.act, e);

    v->page.path = back;
    if (e == OK) {
        visit_go(v, back);
    } else if (visit_is_toggled(v)) {
        account_again(v);
    } else if (why != MSG_NONE) {
        account_wrong_page(&v->page, title_of(v->ask.act), why, v->ask.about);
        visit_page(v, e == ERR_INVALID ? 400 : 409);
    } else {
        visit_refused(v, e, answer);
    }
}

/* Whoever may not make one sees no form. */
void
see_account_form(struct visit *v, enum err e, struct answer *answer)
{
    struct account_typed        t = typed_of(v);
    const struct accounts_page *p = answer->with;

    if (e == OK && !p->may_make)
        e = ERR_DENIED;
    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    account_form_page(&v->page, p->agency, S("/accounts/new"), &t);
    visit_page(v, v->redraws ? 400 : 200);
}

void
see_account_there(struct visit *v, enum err e, struct answer *answer)
{
    struct account_typed      t = typed_of(v);
    const struct agency_page *p = answer->with;
    struct str at[3] = {S("/agencies/"), v->parts[0], S("/accounts")};

    if (e) {
        visit_refused(v, e, answer);
        return;
    }
    account_form_page(&v->page, p->agency.name,
        str_join(v->req->arena, at, 3, (struct str){0}), &t);
    visit_page(v, v->redraws ? 400 : 200);
}

/* The name may be somebody's already, in any agency. */
static void
login_taken(struct visit *v)
{
    struct account_typed t = typed_of(v);

    visit_error(v, S("login"), MSG_ACCOUNTS_LOGIN_TAKEN);
    account_form_page(&v->page, v->page.reader->agency.name, v->page.path, &t);
    visit_page(v, 409);
}

void
see_account_new(struct visit *v, enum err e, struct answer *answer)
{
    const struct id *made = answer->with;

    if (v->redraws && v->ask.act == ACT_AGENCY_SHOW)
        see_account_there(v, e, answer);
    else if (v->redraws)
        see_account_form(v, e, answer);
    else if (e == ERR_CONFLICT)
        login_taken(v);
    else if (e)
        visit_refused(v, e, answer);
    else
        visit_go(v,
            str_cat(v->req->arena, S("/accounts/"),
                id_text(v->req->arena, *made)));
}
