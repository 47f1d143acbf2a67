/*
 * home_test -- what needs me, and what I began.
 */
#include "action/home.h"
#include "record/kin.h"
#include "record/label.h"
#include "record/notice.h"

#include "../record/folk.h"
#include "door.h"
#include "family.h"

#include "../test.h"

static const struct home *
home_of(struct house *h, struct id who, enum home_which which)
{
    struct answer got;

    WANT_OK(door(h, who, (struct ask){.act = ACT_HOME, .with = &which}, &got));
    return got.with;
}

TEST(home__shows_a_desk_the_concern_that_reached_it)
{
    struct house       h;
    const struct home *home;

    house_open(&h);
    (void)house_concern(&h, house_child(&h, h.school), "urgent");
    home = home_of(&h, h.worker, HOME_FIRST);
    WANT_INT(home->notice_count, 1);
    WANT_INT(home->notices[0].kind, HOME_ENTRY);
    WANT_STR(home->notices[0].title.en, "Report a concern about a child");
    WANT_STR(home->notices[0].desk.en, "Front door");
    WANT(home->notices[0].number > 0);
    house_close(&h);
}

TEST(home__leaves_out_what_its_desk_has_decided_since_until_asked_for_all)
{
    struct house       h;
    struct id          source, thread;
    const struct home *home;

    house_open(&h);
    source = house_child(&h, h.school);
    thread = house_concern(&h, source, "urgent");
    house_at(&h, "2027-03-01T10:00:00Z");
    house_decide(&h, thread, source, "advice");
    home = home_of(&h, h.worker, HOME_FIRST);
    WANT_INT(home->notice_count, 0);
    WANT(home->more);
    home = home_of(&h, h.worker, HOME_ALL);
    WANT(home->notice_count > 0);
    house_close(&h);
}

TEST(home__shows_reporters_their_own_reports_alone)
{
    struct house       h;
    const struct home *home;

    house_open(&h);
    (void)house_concern(&h, house_child(&h, h.school), "urgent");
    home = home_of(&h, h.teacher, HOME_FIRST);
    WANT_INT(home->report_count, 1);
    home = home_of(&h, h.nurse, HOME_FIRST);
    WANT_INT(home->report_count, 0);
    WANT_INT(home->notice_count, 0);
    house_close(&h);
}

/* The teacher's concern about a child with a name. */
static struct id
named_concern(struct house *h, struct id source)
{
    struct house_entry e = {.form = "concern",
        .said = "{\"about_worker\": \"no\", \"urgency\": \"urgent\","
                " \"given_name\": {\"0\": \"Lleucu\"},"
                " \"family_name\": {\"0\": \"Penri\"}}",
        .by = h->teacher,
        .children = {source}};
    struct id          thread;

    (void)house_say(h, &e, &thread);
    return thread;
}

TEST(home__lists_the_children_allocated_to_a_worker_and_to_nobody_else)
{
    struct house       h;
    struct id          source, thread;
    const struct home *home;

    house_open(&h);
    source = house_child(&h, h.school);
    thread = named_concern(&h, source);
    WANT_INT(home_of(&h, h.social, HOME_FIRST)->child_count, 0);
    house_at(&h, "2027-03-01T10:00:00Z");
    house_allocate(&h, thread, source, h.social);
    home = home_of(&h, h.social, HOME_FIRST);
    WANT_INT(home->child_count, 1);
    WANT(id_eq(home->children[0].person, house_person(&h, source)));
    WANT_STR(home->children[0].name, "Lleucu Penri");
    WANT(home->children[0].clock.en.n > 0);
    WANT(home->children[0].due.us > 0);
    WANT_INT(home_of(&h, h.worker, HOME_FIRST)->child_count, 0);
    WANT_INT(home_of(&h, h.teacher, HOME_FIRST)->child_count, 0);
    house_at(&h, "2027-03-12T10:00:00Z");
    WANT(home_of(&h, h.social, HOME_FIRST)->children[0].late);
    house_close(&h);
}

TEST(home__puts_tasks_of_all_roles_in_one_list_by_when_they_are_due)
{
    struct house       h;
    struct id          source, thread;
    const struct home *home;

    house_open(&h);
    source = house_child(&h, h.school);
    thread = named_concern(&h, source);
    house_at(&h, "2027-03-01T10:00:00Z");
    house_allocate(&h, thread, source, h.worker); /* and on the desk */
    home = home_of(&h, h.worker, HOME_FIRST);
    WANT(home->tasks.count >= 1);
    for (size_t i = 1; i < home->tasks.count; i++)
        WANT(home->tasks.rows[i - 1].due.due.us <=
            home->tasks.rows[i].due.due.us);
    WANT_STR(home->tasks.rows[0].child.name, "Lleucu Penri");
    WANT_INT(home_of(&h, h.teacher, HOME_FIRST)->tasks.count, 0);
    house_at(&h, "2027-03-12T10:00:00Z");
    WANT(home_of(&h, h.worker, HOME_FIRST)->tasks.rows[0].due.late);
    house_close(&h);
}

TEST(home__tells_of_own_children_when_they_were_seen)
{
    struct house       h;
    struct id          source, thread;
    const struct home *home;

    house_open(&h);
    source = house_child(&h, h.school);
    thread = named_concern(&h, source);
    house_at(&h, "2027-03-01T10:00:00Z");
    house_allocate(&h, thread, source, h.social);
    WANT(home_of(&h, h.social, HOME_FIRST)->children[0].seen.may);
    (void)house_say(&h,
        &(struct house_entry){.form = "visit",
            .said = "{\"visited_on\": \"2027-02-19\","
                    " \"entry_refused\": \"no\","
                    " \"seen\": {\"0\": \"yes\"}}",
            .by = h.social,
            .children = {source}},
        NULL);
    home = home_of(&h, h.social, HOME_FIRST);
    WANT_INT(home->children[0].seen.days, 10);
    house_close(&h);
}

TEST(home__has_no_allocated_child_whose_page_would_not_open)
{
    struct house h;
    struct id    source, thread;

    house_open(&h);
    source = house_child(&h, h.school);
    thread = named_concern(&h, source);
    house_at(&h, "2027-03-01T10:00:00Z");
    house_allocate(&h, thread, source, h.social);
    WANT_INT(home_of(&h, h.social, HOME_FIRST)->child_count, 1);
    WANT_OK(kin_add(h.w, h.social, source, S("declared")));
    WANT_INT(home_of(&h, h.social, HOME_FIRST)->child_count, 0);
    house_close(&h);
}

TEST(home__names_the_child_of_a_deadline_to_those_whose_desk_it_is)
{
    struct house       h;
    const struct home *home;

    house_open(&h);
    (void)named_concern(&h, house_child(&h, h.school));
    home = home_of(&h, h.worker, HOME_FIRST);
    WANT(home->tasks.total > 0);
    WANT_STR(home->tasks.rows[0].child.name, "Lleucu Penri");
    WANT_INT(home_of(&h, h.nurse, HOME_FIRST)->tasks.total, 0);
    house_close(&h);
}

TEST(home__says_of_a_refused_relative_no_more_than_that_there_was_one)
{
    struct house       h;
    struct notice      n = {.rule = S("refused_kin")};
    const struct home *home;

    house_open(&h);
    n.cause = txn_id(h.w->tx, ID_LEAF);
    n.to_account = h.safeguarding;
    WANT_OK(notice_put(h.w, &n));
    home = home_of(&h, h.safeguarding, HOME_FIRST);
    WANT_INT(home->notice_count, 1);
    WANT_INT(home->notices[0].kind, HOME_KIN);
    WANT_STR(home->notices[0].title.en, "");
    WANT_INT(home->notices[0].number, 0);
    house_close(&h);
}

TEST(notice_done__takes_off_only_what_is_for_the_reader)
{
    struct house       h;
    struct answer      got;
    const struct home *home;
    struct id          notice;

    house_open(&h);
    (void)house_concern(&h, house_child(&h, h.school), "urgent");
    notice = home_of(&h, h.worker, HOME_FIRST)->notices[0].notice.id;
    WANT_ERR(ERR_ABSENT,
        door(&h, h.nurse, (struct ask){.act = ACT_NOTICE_READ, .about = notice},
            &got));
    WANT_OK(door(&h, h.worker,
        (struct ask){.act = ACT_NOTICE_READ, .about = notice}, &got));
    home = home_of(&h, h.worker, HOME_FIRST);
    WANT_INT(home->notice_count, 0);
    house_close(&h);
}

static bool
has_rule(const struct home *home, struct str rule)
{
    for (size_t i = 0; i < home->notice_count; i++)
        if (str_eq(home->notices[i].notice.rule, rule))
            return true;
    return false;
}

/* Somebody who may open a child's page is told whose it is, whether or not
 * they may search. */
TEST(home__names_the_child_to_whom_the_page_would_open)
{
    struct house       h;
    struct family      f;
    const struct home *home;

    house_open(&h);
    f = family(&h);
    WANT_OK(notice_put(h.w,
        &(struct notice){.cause = folk_entry(&h),
            .rule = S("not_seen_alone"),
            .to_account = h.social,
            .person = house_person(&h, f.first)}));
    WANT_OK(notice_put(h.w,
        &(struct notice){.cause = folk_entry(&h),
            .rule = S("not_seen_alone"),
            .to_account = h.nurse,
            .person = house_person(&h, f.first)}));
    home = home_of(&h, h.social, HOME_ALL);
    WANT(has_rule(home, S("not_seen_alone")));
    for (size_t i = 0; i < home->notice_count; i++)
        if (str_eq(home->notices[i].notice.rule, S("not_seen_alone")))
            WANT(home->notices[i].child.n);
    home = home_of(&h, h.nurse, HOME_ALL);
    for (size_t i = 0; i < home->notice_count; i++)
        WANT(!home->notices[i].child.n);
    house_close(&h);
}

/* A missed visit is told of the child, in no thread. */
static void
tell_manager(struct house *h, struct id child)
{
    WANT_OK(notice_put(h->w,
        &(struct notice){.cause = folk_entry(h),
            .rule = S("not_seen_alone"),
            .to_account = h->manager,
            .person = house_person(h, child)}));
}

TEST(home__is_silent_about_a_child_whom_a_label_hides)
{
    struct house       h;
    struct id          child;
    const struct home *home;

    house_open(&h);
    child = house_child(&h, h.authority);
    (void)house_concern(&h, child, "urgent");
    tell_manager(&h, child);
    home = home_of(&h, h.manager, HOME_ALL);
    WANT(has_rule(home, S("not_seen_alone")));
    WANT_OK(label_set(h.w, child, LABEL_SEALED, h.custodian, S("-")));
    home = home_of(&h, h.manager, HOME_ALL);
    WANT(!has_rule(home, S("not_seen_alone")));
    WANT_OK(label_admit(h.w, child, h.manager));
    home = home_of(&h, h.manager, HOME_ALL);
    WANT(has_rule(home, S("not_seen_alone")));
    house_close(&h);
}
