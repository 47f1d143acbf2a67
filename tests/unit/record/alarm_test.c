/*
 * alarm_test -- a date that a register states and nobody keeps tells the
 * co-ordinator, then a manager (D5, D11).
 */
#include "record/alarm.h"

#include "waiting.h"

#include "../test.h"

/* As a server's minute does, twice. */
static void
tick_at(struct house *h, const char *moment)
{
    house_at(h, moment);
    for (int i = 0; i < 2; i++) {
        WANT_OK(sweep_all(h->w));
    }
}

static size_t
told_of(struct house *h, struct id whom, const char *rule, struct notice *last)
{
    struct notice *all;
    size_t         n, k = 0;

    WANT_OK(notice_list(h->w, &whom, 1, &all, &n));
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].rule, str_of(rule))) {
            *last = all[i];
            k++;
        }
    return k;
}

static size_t
told(struct house *h, struct id whom, struct notice *last)
{
    return told_of(h, whom, "visit_date_missed", last);
}

TEST(alarm_look__tells_the_co_ordinator_of_a_date_that_nobody_kept)
{
    struct house  h;
    struct notice n;
    struct id     source;
    bool          stands = false;

    house_open(&h);
    source = house_child(&h, h.school);
    waiting_visit_of(&h, source, "2027-03-10");
    tick_at(&h, "2027-03-10T20:00:00Z");
    WANT_INT(told(&h, h.social, &n), 0);
    tick_at(&h, "2027-03-11T09:00:00Z");
    WANT_INT(told(&h, h.social, &n), 1);
    WANT(id_eq(n.person, house_person(&h, source)));
    WANT(id_is_none(n.thread)); /* on nobody's list of concerns */
    WANT_OK(alarm_stands(h.w, &n, &stands));
    WANT(stands);
    house_close(&h);
}

/* A conference of that type is called, and no report is shared before it. */
static int64_t
late_reports(const char *type, const char *after)
{
    struct house       h;
    struct house_entry called = {.form = "meeting_called"};
    struct id          source, thread;
    struct str         said[] = {S("{\"called_type\": \""), str_of(type),
                S("\", \"called_at\": \"2027-03-30T09:00:00Z\"}")};
    int64_t            n;

    house_open(&h);
    source = house_child(&h, h.school);
    thread = house_concern(&h, source, "today");
    house_decide(&h, thread, source, "assessment");
    house_allocate(&h, thread, source, h.social);
    called.said = str_c(h.arena, str_join(h.arena, said, 3, S("")));
    called.by = h.social;
    called.children[0] = source;
    (void)house_say(&h, &called, NULL);
    tick_at(&h, after);
    n = house_count(&h,
        "SELECT COUNT(*) FROM notice"
        " WHERE rule = 'report_late_to_family'");
    house_close(&h);
    return n;
}

/* Two dates, either of which may be missed: of a first conference and of a
 * review. */
TEST(alarm_look__tells_of_each_deadline_that_a_signal_watches)
{
    WANT_INT(late_reports("called_initial", "2027-03-20T09:00:00Z"), 0);
    WANT_INT(late_reports("called_initial", "2027-03-26T09:00:00Z") > 0, 1);
    WANT_INT(late_reports("called_review", "2027-03-18T09:00:00Z"), 0);
    WANT_INT(late_reports("called_review", "2027-03-26T09:00:00Z") > 0, 1);
}

TEST(ladder_look__tells_the_manager_when_the_co_ordinator_reads_nothing)
{
    struct house  h;
    struct notice n;
    struct id     manager;

    house_open(&h);
    manager = house_account(&h, h.authority, "leads", "team_manager");
    (void)waiting_visit(&h, "2027-03-10");
    tick_at(&h, "2027-03-11T09:00:00Z");
    WANT_INT(told(&h, manager, &n), 0);
    tick_at(&h, "2027-03-15T09:00:00Z");
    WANT_INT(told(&h, manager, &n), 1);
    WANT_INT(n.step, 1);
    WANT_INT(told(&h, h.social, &n), 1);
    house_close(&h);
}

TEST(ladder_look__leaves_the_manager_alone_once_another_date_is_stated)
{
    struct house  h;
    struct notice n;
    struct id     manager, source;
    bool          stands = true;

    house_open(&h);
    manager = house_account(&h, h.authority, "leads", "team_manager");
    source = house_child(&h, h.school);
    waiting_visit_of(&h, source, "2027-03-10");
    tick_at(&h, "2027-03-11T09:00:00Z");
    waiting_visit_of(&h, source, "2027-03-24");
    tick_at(&h, "2027-03-15T09:00:00Z");
    WANT_INT(told(&h, manager, &n), 0);
    WANT_INT(told(&h, h.social, &n), 1);
    WANT_OK(alarm_stands(h.w, &n, &stands));
    WANT(!stands);
    tick_at(&h, "2027-03-25T09:00:00Z"); /* nor is that one kept */
    WANT_INT(told(&h, h.social, &n), 2);
    house_close(&h);
}

static void
born(struct house *h, struct id source, const char *on)
{
    struct str parts[] = {S("{\"birth_date\": \""), str_of(on), S("\"}")};

    (void)house_say(h,
        &(struct house_entry){.form = "person_details",
            .said = str_c(h->arena, str_join(h->arena, parts, 3, S(""))),
            .by = h->worker,
            .children = {source}},
        NULL);
}

/* Eighteen on 12 September. */
TEST(alarm_look__sees_an_eighteenth_birthday_coming)
{
    struct house  h;
    struct notice n;
    struct moment next = {INT64_MAX};
    struct id     source;
    bool          stands = false;

    house_open(&h);
    source = house_child(&h, h.school);
    born(&h, source, "2009-09-12");
    waiting_visit_of(&h, source, "2027-09-20");
    WANT_OK(sweep_all(h.w));
    WANT_OK(sweep_next(h.w, &next));
    WANT(next.us < h.w->now.us + (int64_t)12 * 24 * 3600 * 1000000);
    tick_at(&h, "2027-03-10T20:00:00Z");
    WANT_INT(told_of(&h, h.social, "grown_up_soon", &n), 0);
    tick_at(&h, "2027-03-13T09:00:00Z");
    WANT_INT(told_of(&h, h.social, "grown_up_soon", &n), 1);
    WANT_OK(alarm_stands(h.w, &n, &stands));
    WANT(stands);
    WANT_INT(told_of(&h, h.custodian, "grown_up_soon", &n), 1);
    WANT_INT(told_of(&h, h.social, "grown_up_on_register", &n), 0);
    tick_at(&h, "2027-09-13T09:00:00Z");
    WANT_INT(told_of(&h, h.social, "grown_up_on_register", &n), 1);
    WANT_INT(told_of(&h, h.social, "grown_up_soon", &n), 1);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM register_spell WHERE off_at IS NULL"),
        1);
    house_close(&h);
}
