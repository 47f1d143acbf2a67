/*
 * ask_test -- policy asked about a real house: what is gathered there, and
 * what comes of it.
 */
#include "../record/folk.h"

#include "../test.h"

#include "policy/policy.h"
#include "record/kin.h"

static const struct id none;

/* A house in which the teacher has reported a concern about one child. */
struct reported {
    struct house h;
    struct id    source, person, thread;
};

static void
reported_open(struct reported *r)
{
    house_open(&r->h);
    r->source = folk_child(&r->h, r->h.school, "Lowri", "Penri", "2019-04-02");
    r->person = house_person(&r->h, r->source);
    r->thread = house_concern(&r->h, r->source, "today");
}

static enum err
ask_as(struct house *h, struct id who, struct question q, struct grant *g)
{
    struct reader r;

    WANT_OK(reader_of_account(h->w, who, &r));
    return policy_ask(h->w, &r, &q, g);
}

static enum err
reads(struct reported *r, struct id who, struct str of, struct str purpose)
{
    struct question q = {.verb = MAY_READ,
        .of = of,
        .purpose = purpose,
        .person = r->person,
        .thread = r->thread};
    struct grant    g;

    return ask_as(&r->h, who, q, &g);
}

#define OWN S("own_report")
#define DUTY S("duty")

TEST(policy_ask__lets_the_reporter_read_the_own_concern_and_nobody_beside)
{
    struct reported r;
    struct id       colleague;

    reported_open(&r);
    colleague = folk_account(&r.h, r.h.school, "other", "practitioner", none);
    WANT_OK(reads(&r, r.h.teacher, S("concern"), OWN));
    WANT_ERR(ERR_DENIED, reads(&r, colleague, S("concern"), OWN));
    WANT_ERR(ERR_DENIED, reads(&r, r.h.nurse, S("concern"), OWN));
    WANT_ERR(ERR_DENIED, reads(&r, r.h.teacher, S("decision"), OWN));
    WANT_ERR(ERR_DENIED, reads(&r, r.h.teacher, S("register"), OWN));
    house_close(&r.h);
}

TEST(policy_ask__lets_the_safeguarding_person_read_the_agencys_concerns)
{
    struct reported r;
    struct id       far, person;

    reported_open(&r);
    far = folk_agency(&r.h, "school", r.h.authority);
    person =
        folk_account(&r.h, far, "far", "designated_safeguarding_person", none);
    WANT_OK(reads(&r, r.h.safeguarding, S("concern"), OWN));
    WANT_ERR(ERR_DENIED, reads(&r, person, S("concern"), OWN));
    house_close(&r.h);
}

TEST(policy_ask__lets_the_desk_that_holds_it_read_and_no_other)
{
    struct reported r;

    reported_open(&r);
    WANT_OK(reads(&r, r.h.worker, S("concern"), DUTY));
    WANT_OK(reads(&r, r.h.manager, S("concern"), DUTY));
    WANT_ERR(ERR_DENIED, reads(&r, r.h.worker, S("concern"), S("")));
    WANT_ERR(ERR_DENIED, reads(&r, r.h.social, S("concern"), DUTY));
    WANT_ERR(ERR_DENIED, reads(&r, r.h.officer, S("concern"), DUTY));
    house_close(&r.h);
}

TEST(policy_ask__refuses_kin_and_says_who_is_told)
{
    struct reported r;
    struct question q = {.verb = MAY_READ, .of = S("concern"), .purpose = DUTY};
    struct grant    g;

    reported_open(&r);
    q.person = r.person;
    q.thread = r.thread;
    WANT_OK(kin_add(r.h.w, r.h.worker, r.source, S("declared")));
    WANT_ERR(ERR_DENIED, ask_as(&r.h, r.h.worker, q, &g));
    WANT_STR(g.tell, "designated_safeguarding_person");
    WANT_OK(ask_as(&r.h, r.h.manager, q, &g));
    house_close(&r.h);
}

TEST(policy_ask__refuses_kin_of_a_brother_in_the_same_thread)
{
    struct reported    r;
    struct id          brother;
    struct house_entry e = {.form = "concern",
        .said = "{\"about_worker\": \"no\", \"urgency\": \"today\"}"};

    reported_open(&r);
    brother = folk_child(&r.h, r.h.school, "Huw", "Penri", "2016-01-09");
    e.by = r.h.teacher;
    e.children[0] = r.source;
    e.children[1] = brother;
    (void)house_say(&r.h, &e, &r.thread);
    WANT_OK(reads(&r, r.h.worker, S("concern"), DUTY));
    WANT_OK(kin_add(r.h.w, r.h.worker, brother, S("declared")));
    WANT_ERR(ERR_DENIED, reads(&r, r.h.worker, S("concern"), DUTY));
    house_close(&r.h);
}

TEST(policy_ask__about_a_thread_gives_the_strictest_of_its_children)
{
    struct reported    r;
    struct id          brother;
    struct house_entry e = {.form = "concern",
        .said = "{\"about_worker\": \"no\", \"urgency\": \"today\"}"};

    reported_open(&r);
    brother = folk_child(&r.h, r.h.school, "Huw", "Penri", "2016-01-09");
    e.by = r.h.teacher;
    e.children[0] = r.source;
    e.children[1] = brother;
    (void)house_say(&r.h, &e, &r.thread);
    r.person = none;
    WANT_OK(reads(&r, r.h.worker, S("concern"), DUTY));
    WANT_OK(label_set(r.h.w, brother, LABEL_SEALED, r.h.custodian, S("why")));
    WANT_ERR(ERR_ABSENT, reads(&r, r.h.worker, S("concern"), DUTY));
    r.person = house_person(&r.h, r.source); /* named, it is let in */
    WANT_OK(reads(&r, r.h.worker, S("concern"), DUTY));
    house_close(&r.h);
}

TEST(policy_ask__hides_a_sealed_child_from_all_but_the_list)
{
    struct reported r;

    reported_open(&r);
    WANT_OK(label_set(r.h.w, r.source, LABEL_SEALED, r.h.custodian, S("why")));
    WANT_OK(label_admit(r.h.w, r.source, r.h.manager));
    WANT_ERR(ERR_ABSENT, reads(&r, r.h.worker, S("concern"), DUTY));
    WANT_ERR(ERR_ABSENT, reads(&r, r.h.nurse, S("concern"), DUTY));
    WANT_OK(reads(&r, r.h.manager, S("concern"), DUTY));
    house_close(&r.h);
}

TEST(policy_ask__keeps_a_concern_about_a_colleague_to_author_and_officer)
{
    struct reported    r;
    struct house_entry e = {.form = "concern",
        .said = "{\"about_worker\": \"yes\", \"urgency\": \"today\"}"};

    reported_open(&r);
    e.by = r.h.teacher;
    e.children[0] = r.source;
    (void)house_say(&r.h, &e, &r.thread);
    WANT_OK(reads(&r, r.h.teacher, S("concern"), OWN));
    WANT_OK(reads(&r, r.h.officer, S("concern"), DUTY));
    WANT_ERR(ERR_ABSENT, reads(&r, r.h.safeguarding, S("concern"), OWN));
    WANT_ERR(ERR_ABSENT, reads(&r, r.h.worker, S("concern"), DUTY));
    WANT_ERR(ERR_ABSENT, reads(&r, r.h.manager, S("concern"), DUTY));
    WANT_ERR(ERR_ABSENT, reads(&r, r.h.custodian, S("concern"), DUTY));
    house_close(&r.h);
}

TEST(policy_ask__knows_nobody_who_is_not_there)
{
    struct reported r;

    reported_open(&r);
    r.person = txn_id(r.h.w->tx, ID_PERSON);
    WANT_ERR(ERR_ABSENT, reads(&r, r.h.worker, S("concern"), DUTY));
    r.person = none;
    r.thread = txn_id(r.h.w->tx, ID_THREAD);
    WANT_ERR(ERR_ABSENT, reads(&r, r.h.worker, S("concern"), DUTY));
    house_close(&r.h);
}

/* ---- about no thread ---- */

TEST(policy_ask__what_somebody_makes_is_their_own)
{
    struct house    h;
    struct grant    g;
    struct question q = {.verb = MAY_REPORT,
        .of = S("concern"),
        .purpose = S("concern")};

    house_open(&h);
    WANT_OK(ask_as(&h, h.teacher, q, &g));
    WANT_INT(g.depth, DEPTH_FULL);
    q.author = h.nurse; /* but not what somebody else made */
    WANT_ERR(ERR_DENIED, ask_as(&h, h.teacher, q, &g));
    q.author = h.teacher;
    WANT_OK(ask_as(&h, h.teacher, q, &g));
    house_close(&h);
}

TEST(policy_ask__grants_go_to_the_own_agency)
{
    struct house    h;
    struct grant    g;
    struct question q = {.verb = MAY_GRANT,
        .of = S("accounts"),
        .purpose = S("upkeep")};

    house_open(&h);
    WANT_ERR(ERR_DENIED, ask_as(&h, h.safeguarding, q, &g));
    q.agency = h.hospital;
    WANT_ERR(ERR_DENIED, ask_as(&h, h.safeguarding, q, &g));
    q.agency = h.school;
    WANT_OK(ask_as(&h, h.safeguarding, q, &g));
    house_close(&h);
}

TEST(policy_ask__lists_are_for_those_at_the_desk)
{
    struct house    h;
    struct grant    g;
    struct question q = {
        .verb = MAY_LIST, .of = S("concern"), .purpose = DUTY};

    house_open(&h);
    WANT_OK(ask_as(&h, h.worker, q, &g));
    WANT_INT(g.depth, DEPTH_SUMMARY);
    WANT_ERR(ERR_DENIED, ask_as(&h, h.nurse, q, &g));
    WANT_ERR(ERR_DENIED, ask_as(&h, h.social, q, &g));
    q.purpose = OWN;
    WANT_OK(ask_as(&h, h.safeguarding, q, &g));
    WANT_ERR(ERR_DENIED, ask_as(&h, h.teacher, q, &g));
    house_close(&h);
}

TEST(policy_ask__at_night_the_stand_in_lists_what_the_shut_desk_holds)
{
    struct reported r;
    struct id       night;
    struct grant    g;
    struct question q = {
        .verb = MAY_LIST, .of = S("concern"), .purpose = DUTY};

    reported_open(&r);
    night = folk_account(
        &r.h, r.h.authority, "night", "emergency_duty_worker", r.h.duty);
    q.person = r.person;
    q.thread = r.thread;
    WANT_ERR(ERR_DENIED, ask_as(&r.h, night, q, &g));
    house_at(&r.h, "2027-03-01T23:00:00Z");
    WANT_OK(ask_as(&r.h, night, q, &g));
    WANT_INT(g.depth, DEPTH_SUMMARY);
    house_close(&r.h);
}

TEST(policy_ask__lets_only_a_tie_and_a_grant_of_its_own_open_a_location)
{
    struct reported r;
    struct grant    g;
    struct question q = {
        .verb = MAY_OPEN, .of = S("location"), .purpose = DUTY};

    reported_open(&r);
    q.person = r.person;
    WANT_ERR(ERR_DENIED, ask_as(&r.h, r.h.worker, q, &g));
    WANT_OK(account_grant(r.h.w, r.h.worker, S("location_reader"), none,
        none, (struct moment){0}));
    WANT_OK(ask_as(&r.h, r.h.worker, q, &g));
    WANT_OK(label_set(
        r.h.w, r.source, LABEL_SHIELDED, r.h.custodian, S("why")));
    WANT_ERR(ERR_DENIED, ask_as(&r.h, r.h.worker, q, &g));
    WANT(g.relay);
    house_close(&r.h);
}
