/*
 * team_test -- whose work somebody answers for, and what policy makes of it.
 */
#include "../house.h"

#include "../test.h"

#include "policy/policy.h"
#include "record/kin.h"

/* Somebody else of the authority in that role, at no desk or the desk. */
static struct id
somebody(struct house *h, const char *login, const char *role, struct id desk)
{
    struct account a = {.agency = h->authority,
        .login = str_of(login),
        .name = str_of(login),
        .language = LANG_EN};
    struct id      id;

    WANT_OK(account_new(h->w, &a, (struct id){0}, &id));
    WANT_OK(account_confirm(h->w, id, (struct id){0}));
    WANT_OK(account_grant(h->w, id, str_of(role), desk, (struct id){0},
        (struct moment){0}));
    return id;
}

static bool
leads(struct house *h, struct id who, struct id person)
{
    struct reader r;
    struct team   t;
    bool          yes;

    WANT_OK(reader_of_account(h->w, who, &r));
    WANT_OK(reader_leads(h->pack, h->arena, &r, &t));
    WANT_OK(team_has(h->w, &t, person, &yes));
    return yes;
}

TEST(team_has__what_those_have_who_answer_to_the_account)
{
    struct house h;
    struct id    source, person, thread, gwen, alun, other;

    house_open(&h);
    gwen = somebody(&h, "gwen", "team_manager", (struct id){0});
    alun = somebody(&h, "alun", "head_of_service", (struct id){0});
    other = somebody(&h, "heledd", "reviewing_officer", (struct id){0});
    source = house_child(&h, h.school);
    person = house_person(&h, source);
    thread = house_concern(&h, source, "today");
    WANT(!leads(&h, gwen, person));
    house_allocate(&h, thread, source, h.social);
    WANT(leads(&h, gwen, person));
    WANT(leads(&h, alun, person)); /* the manager's manager */
    WANT(!leads(&h, h.social, person));
    WANT(!leads(&h, other, person));
    /* whoever has left leaves nothing out of sight */
    house_at(&h, "2027-03-02T09:00:00Z");
    WANT_OK(account_end(h.w, h.social, gwen));
    WANT(leads(&h, gwen, person));
    house_close(&h);
}

/* May the manager open the child's casework, for that purpose? */
static enum err
may_read(struct house *h, struct id who, struct id person)
{
    struct reader   r;
    struct grant    g;
    struct question q = {.verb = MAY_READ,
        .of = pack_form(h->pack, S("note"))->group,
        .person = person,
        .purpose = pack_purpose_for(h->pack, S("casework"))->id};

    WANT_OK(reader_of_account(h->w, who, &r));
    return policy_ask(h->w, &r, &q, &g);
}

TEST(policy__lets_a_manager_in_where_their_team_has_the_child_and_no_further)
{
    struct house h;
    struct id    source, person, thread, gwen;

    house_open(&h);
    gwen = somebody(&h, "gwen", "team_manager", (struct id){0});
    source = house_child(&h, h.school);
    person = house_person(&h, source);
    thread = house_concern(&h, source, "today");
    WANT_ERR(ERR_DENIED, may_read(&h, gwen, person));
    house_allocate(&h, thread, source, h.social);
    WANT_OK(may_read(&h, gwen, person));
    WANT_OK(kin_add(h.w, gwen, source, S("declared")));
    WANT(may_read(&h, gwen, person) != OK);
    house_close(&h);
}
