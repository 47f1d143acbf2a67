/*
 * child_legal_test -- where a child stands in law, for those who may see it:
 * what is in force, until when, and that nothing ends unseen (D14).
 */
#include "action/child.h"

#include "../test.h"
#include "door.h"
#include "family.h"

static void
say(struct house *h, const struct family *f, const char *form,
    const char *answers)
{
    (void)house_say(h,
        &(struct house_entry){.form = form,
            .said = answers,
            .by = h->social,
            .children = {f->first}},
        NULL);
}

static const struct child_page *
page_of(struct house *h, struct id who, const struct family *f)
{
    struct child_ask in = {0};
    struct ask       ask = {.act = ACT_CHILD,
              .about = house_person(h, f->first),
              .with = &in};
    struct answer    got;

    WANT_OK(door(h, who, ask, &got));
    return got.with;
}

static const struct child_legal *
legal(struct house *h, const struct family *f)
{
    return &page_of(h, h->social, f)->legal;
}

#define POLICE                                                                \
    "{\"order_kind\": \"police_protection\","                                 \
    " \"order_since\": \"2027-03-01T08:00:00Z\"}"

TEST(child_legal__shows_an_order_until_its_clock_runs_out_and_after)
{
    struct house              h;
    struct family             f;
    const struct child_legal *l;

    house_open(&h);
    f = family(&h);
    WANT_INT(legal(&h, &f)->order_count, 0);
    say(&h, &f, "court_order", POLICE);
    l = legal(&h, &f);
    WANT_INT(l->order_count, 1);
    WANT_STR(l->orders[0].kind.en, "Police protection");
    WANT_STR(moment_text(h.arena, l->orders[0].until), "2027-03-04T08:00:00Z");
    WANT(!l->orders[0].passed);
    WANT(!l->orders[0].soon);
    house_at(&h, "2027-03-03T10:00:00Z");
    WANT(legal(&h, &f)->orders[0].soon);
    house_at(&h, "2027-03-04T08:01:00Z");
    l = legal(&h, &f);
    WANT_INT(l->order_count, 1);
    WANT(l->orders[0].passed);
    house_close(&h);
}

TEST(child_legal__has_one_order_come_in_the_place_of_another)
{
    struct house              h;
    struct family             f;
    const struct child_legal *l;

    house_open(&h);
    f = family(&h);
    say(&h, &f, "court_order", POLICE);
    house_at(&h, "2027-03-02T10:00:00Z");
    say(&h, &f, "court_order",
        "{\"order_kind\": \"emergency_protection\","
        " \"order_since\": \"2027-03-02T09:00:00Z\","
        " \"order_until\": \"2027-03-09\"}");
    say(&h, &f, "court_order",
        "{\"order_kind\": \"bail\","
        " \"order_since\": \"2027-03-02T09:30:00Z\"}");
    l = legal(&h, &f);
    WANT_INT(l->order_count, 2);
    WANT_STR(l->orders[0].kind.en, "Emergency protection order");
    WANT_STR(l->orders[1].kind.en, "Bail conditions");
    house_close(&h);
}

TEST(child_legal__ends_that_kind_of_order_alone)
{
    struct house              h;
    struct family             f;
    const struct child_legal *l;

    house_open(&h);
    f = family(&h);
    say(&h, &f, "court_order",
        "{\"order_kind\": \"interim_care\","
        " \"order_since\": \"2027-03-01T08:00:00Z\"}");
    say(&h, &f, "court_order",
        "{\"order_kind\": \"non_molestation\","
        " \"order_since\": \"2027-03-01T08:30:00Z\"}");
    house_at(&h, "2027-03-02T10:00:00Z");
    say(&h, &f, "order_ended",
        "{\"ended_kind\": \"non_molestation\","
        " \"ended_on\": \"2027-03-02T09:00:00Z\", \"ended_last\": \"no\","
        " \"ended_next\": \"He has moved away.\"}");
    l = legal(&h, &f);
    WANT_INT(l->order_count, 1);
    WANT_STR(l->orders[0].kind.en, "Interim care order");
    house_close(&h);
}

TEST(child_legal__goes_on_from_the_order_of_the_same_kind)
{
    struct house              h;
    struct family             f;
    const struct child_legal *l;

    house_open(&h);
    f = family(&h);
    say(&h, &f, "court_order",
        "{\"order_kind\": \"bail\","
        " \"order_since\": \"2027-03-01T08:00:00Z\","
        " \"order_until\": \"2027-03-10\"}");
    house_at(&h, "2027-03-08T10:00:00Z");
    say(&h, &f, "court_order",
        "{\"order_kind\": \"bail\","
        " \"order_since\": \"2027-03-08T09:00:00Z\","
        " \"order_until\": \"2027-04-12\"}");
    l = legal(&h, &f);
    WANT_INT(l->order_count, 1);
    WANT_STR(moment_text(h.arena, l->orders[0].until), "2027-04-12T22:59:59Z");
    house_close(&h);
}

TEST(child_legal__says_how_far_the_medical_has_come)
{
    struct house              h;
    struct family             f;
    const struct child_legal *l;

    house_open(&h);
    f = family(&h);
    WANT(!legal(&h, &f)->medical);
    say(&h, &f, "child_medical",
        "{\"medical_step\": {\"0\": \"requested\"},"
        " \"medical_on\": \"2027-03-01T08:00:00Z\"}");
    l = legal(&h, &f);
    WANT(l->medical);
    WANT(!date_is_none(l->asked));
    WANT(date_is_none(l->done));
    WANT(l->medical_due.us != 0 && !l->medical_late);
    house_at(&h, "2027-03-03T10:00:00Z");
    WANT(legal(&h, &f)->medical_late);
    say(&h, &f, "child_medical",
        "{\"medical_step\": {\"0\": \"done\"},"
        " \"medical_on\": \"2027-03-03T08:00:00Z\"}");
    l = legal(&h, &f);
    WANT(!date_is_none(l->done));
    WANT(!l->medical_late);
    house_at(&h, "2027-03-04T10:00:00Z");
    say(&h, &f, "child_medical",
        "{\"medical_step\": {\"0\": \"shared\"},"
        " \"medical_on\": \"2027-03-04T08:00:00Z\"}");
    l = legal(&h, &f);
    WANT(!date_is_none(l->shared));
    WANT_INT(l->medical_due.us, 0);
    house_close(&h);
}

TEST(child_legal__shows_nothing_that_rests_on_what_is_hidden)
{
    struct house              h;
    struct family             f;
    const struct child_legal *l;

    house_open(&h);
    f = family(&h);
    say(&h, &f, "child_medical",
        "{\"medical_step\": {\"0\": \"requested\"},"
        " \"medical_on\": \"2027-03-01T08:00:00Z\"}");
    say(&h, &f, "court_order", POLICE);
    house_at(&h, "2027-03-02T10:00:00Z");
    say(&h, &f, "child_medical",
        "{\"medical_step\": {\"0\": \"done\"},"
        " \"medical_on\": \"2027-03-02T08:00:00Z\"}");
    l = legal(&h, &f);
    WANT(l->medical);
    WANT_INT(l->order_count, 1);
    house_sql(&h,
        "UPDATE entry SET label = 'sealed' WHERE form = 'court_order'"
        " OR (form = 'child_medical' AND recorded_at ="
        " (SELECT MAX(recorded_at) FROM entry))");
    l = legal(&h, &f);
    WANT(!l->medical); /* asked for and never done would be untrue */
    WANT_INT(l->order_count, 0);
    house_close(&h);
}

TEST(child_legal__tells_a_core_group_nothing_of_orders)
{
    struct house             h;
    struct family            f;
    const struct child_page *p;

    house_open(&h);
    f = family(&h);
    family_member(&h, f.first, h.safeguarding);
    say(&h, &f, "court_order", POLICE);
    say(&h, &f, "legal_status",
        "{\"status_kind\": \"looked_after\","
        " \"status_since\": \"2027-02-01\"}");
    p = page_of(&h, h.safeguarding, &f);
    WANT(p->reg.on);
    WANT_INT(p->legal.order_count, 0);
    WANT_INT(p->legal.status_count, 0);
    WANT_INT(legal(&h, &f)->status_count, 1);
    house_close(&h);
}

TEST(child_legal__joins_the_looked_after_review_with_a_meeting_of_that_day)
{
    struct house              h;
    struct family             f;
    const struct child_legal *l;

    house_open(&h);
    f = family(&h);
    (void)house_say(&h,
        &(struct house_entry){.form = "migrated_register_entry",
            .said = "{\"movement\": \"changes\","
                    " \"took_effect\": \"2027-03-01\","
                    " \"authority\": \"conwy\","
                    " \"categories\": [\"neglect\"],"
                    " \"next_review\": \"2027-05-12\"}",
            .by = h.custodian,
            .children = {f.first}},
        NULL);
    say(&h, &f, "legal_status",
        "{\"status_kind\": \"looked_after\","
        " \"status_since\": \"2027-02-01\","
        " \"status_review\": \"2027-05-12\"}");
    l = legal(&h, &f);
    WANT_INT(l->status_count, 1);
    WANT(l->statuses[0].with.en.n > 0);
    say(&h, &f, "legal_status",
        "{\"status_kind\": \"looked_after\","
        " \"status_since\": \"2027-02-01\","
        " \"status_until\": \"2027-03-02\"}");
    WANT_INT(legal(&h, &f)->status_count, 1);
    house_at(&h, "2027-03-03T10:00:00Z");
    WANT_INT(legal(&h, &f)->status_count, 0);
    house_close(&h);
}
