/*
 * coverage_test -- what is known of children is counted by agency, for those
 * who may see it, and nothing small leaves (A6, S11).
 */
#include "action/compliance.h"
#include "action/coverage.h"

#include "door.h"
#include "record/account.h"

#include "../test.h"

static const struct id none;

static struct id
somebody(struct house *h, const char *role)
{
    struct account a = {.agency = h->authority,
        .login = str_of(role),
        .name = S("Keeper"),
        .title = {S("Swydd"), S("Post")},
        .password = S("hash")};
    struct id      id;

    WANT_OK(account_new(h->w, &a, none, &id));
    WANT_OK(account_confirm(h->w, id, none));
    WANT_OK(
        account_grant(h->w, id, str_of(role), none, none, (struct moment){0}));
    return id;
}

static enum err
look(struct house *h, struct id by, const char *purpose,
    const struct coverage_page **out)
{
    struct answer got;
    struct ask    ask = {.act = ACT_COVERAGE, .purpose = str_of(purpose)};
    enum err      e = door(h, by, ask, &got);

    *out = got.with;
    return e;
}

static const struct compliance *
compliance(struct house *h, struct id by)
{
    struct answer got;

    WANT_OK(door(h, by, (struct ask){.act = ACT_COMPLIANCE}, &got));
    return got.with;
}

/* n children of the school, with names, and one without any. */
static void
children(struct house *h, int n)
{
    struct house_entry e = {.form = "concern",
        .said = "{\"about_worker\": \"no\", \"urgency\": \"soon\","
                " \"given_name\": {\"0\": \"Non\"},"
                " \"family_name\": {\"0\": \"Llwyd\"},"
                " \"ethnic_group\": {\"0\": \"bangladeshi\"}}",
        .by = h->teacher};

    for (int i = 0; i < n; i++) {
        e.children[0] = house_child(h, h->school);
        (void)house_say(h, &e, NULL);
    }
    (void)house_child(h, h->school);
}

TEST(coverage_look__counts_by_agency_what_is_known)
{
    struct house                h;
    const struct coverage_page *p;

    house_open(&h);
    children(&h, 6);
    for (int i = 0; i < 5; i++)
        (void)house_child(&h, h.school);
    WANT_OK(look(&h, somebody(&h, "administrator"), "upkeep", &p));
    WANT_INT(p->count, 1);
    WANT_INT(p->rows[0].children, 12);
    WANT_INT(p->rows[0].known[COVERAGE_NAME], 6);
    WANT_INT(p->rows[0].share[COVERAGE_NAME], 50);
    WANT_INT(p->rows[0].known[COVERAGE_TRACED], 0);
    WANT_INT(p->rows[0].known[COVERAGE_ETHNICITY], 6);
    WANT_INT(p->rows[0].known[COVERAGE_DISABILITY], 0);
    WANT_INT(p->all.share[COVERAGE_NAME], 50);
    WANT_OK(look(&h, somebody(&h, "auditor"), "oversight", &p));
    WANT_INT(p->rows[0].children, 12);
    house_close(&h);
}

TEST(coverage_look__is_for_keepers_and_auditors_alone)
{
    struct house                h;
    const struct coverage_page *p;

    house_open(&h);
    WANT_ERR(ERR_DENIED, look(&h, h.nurse, "upkeep", &p));
    WANT_ERR(ERR_DENIED, look(&h, h.worker, "oversight", &p));
    WANT_ERR(ERR_DENIED, look(&h, h.custodian, "upkeep", &p));
    house_close(&h);
}

/* Who could put it right sees it: the custodian, and who leads. */
TEST(coverage_look__is_for_the_custodian_and_who_leads)
{
    struct house                h;
    const struct coverage_page *p;
    struct id                   head;

    house_open(&h);
    children(&h, 6);
    head = somebody(&h, "head_of_service");
    WANT_OK(look(&h, h.custodian, "duty", &p));
    WANT_INT(p->count, 1);
    WANT_INT(p->rows[0].children, 7);
    WANT_OK(look(&h, head, "oversight", &p));
    WANT_INT(p->rows[0].children, 7);
    WANT(compliance(&h, head)->sees_coverage);
    WANT_ERR(ERR_DENIED, look(&h, h.nurse, "oversight", &p));
    WANT(!compliance(&h, h.worker)->sees_coverage);
    house_close(&h);
}

TEST(coverage_look__counts_no_child_under_a_label)
{
    struct house                h;
    const struct coverage_page *p;

    house_open(&h);
    children(&h, 6);
    house_sql(&h,
        "INSERT INTO label (source, label, since, set_by, reason)"
        " SELECT id, 'sealed', 1, id, '' FROM source"
        " WHERE agency IS NOT NULL ORDER BY id LIMIT 1");
    WANT_OK(look(&h, somebody(&h, "administrator"), "upkeep", &p));
    WANT_INT(p->rows[0].children, 6);
    house_close(&h);
}

TEST(coverage_publish__says_nothing_small)
{
    struct coverage c = {.children = 100, .known = {100, 0, 96, 4, 95, 5, 50}};
    struct coverage_row r;

    coverage_publish(&c, 5, &r);
    WANT_INT(r.known[0], 100);
    WANT_INT(r.known[1], 0);
    WANT_INT(r.known[2], COVERAGE_HIDDEN); /* four are missing */
    WANT_INT(r.known[3], COVERAGE_HIDDEN);
    WANT_INT(r.known[4], 95);
    WANT_INT(r.share[4], 95);
    WANT_INT(r.known[5], 5);
    c.children = 4;
    coverage_publish(&c, 5, &r);
    WANT_INT(r.children, COVERAGE_HIDDEN);
    WANT_INT(r.known[1], COVERAGE_HIDDEN);
}
