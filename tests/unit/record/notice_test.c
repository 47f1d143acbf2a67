/*
 * notice_test -- who must be told of what, once, and by when.
 */
#include "../house.h"

#include "../test.h"

#include "record/notice.h"

/* How many notices of that rule somebody has; the first in first. */
static size_t
notices(struct house *h, struct id whom, const char *rule, struct notice *first)
{
    struct notice *all;
    size_t         n, found = 0;

    WANT_OK(notice_list(h->w, &whom, 1, &all, &n));
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].rule, str_of(rule)) && found++ == 0 && first)
            *first = all[i];
    return found;
}

TEST(record_append__tells_the_desk_and_who_reported_at_once)
{
    struct house  h;
    struct notice n;
    struct id     child, thread;

    house_open(&h);
    child = house_child(&h, h.school);
    thread = house_concern(&h, child, "today");
    WANT_INT(notices(&h, h.front_door, "concern_to_desk", &n), 1);
    WANT(id_eq(n.thread, thread));
    WANT(id_eq(n.person, house_person(&h, child)));
    WANT_INT(n.due.us, n.made_at.us); /* at once */
    WANT_INT(n.read_at.us, 0);
    WANT_INT(notices(&h, h.teacher, "acknowledgement_to_reporter", NULL), 1);
    WANT_INT(notices(&h, h.officer_desk, "worker_concern_to_officer", NULL), 0);
    house_close(&h);
}

TEST(record_append__says_by_when_somebody_must_be_told)
{
    struct house  h;
    struct notice n;
    struct id     child, thread;

    house_open(&h);
    child = house_child(&h, h.school);
    thread = house_concern(&h, child, "today");
    (void)house_decide(&h, thread, child, "advice");
    (void)house_say(&h,
        &(struct house_entry){.form = "feedback",
            .by = h.worker,
            .thread = thread,
            .children = {child}},
        NULL);
    WANT_INT(notices(&h, h.teacher, "outcome_to_reporter", &n), 1);
    WANT_STR(moment_text(h.arena, n.due), "2027-03-10T23:59:59Z");
    house_close(&h);
}

TEST(record_append__tells_out_of_hours_whoever_stands_in)
{
    struct house h;

    house_open(&h);
    house_at(&h, "2027-03-02T22:00:00Z");
    (void)house_concern(&h, house_child(&h, h.school), "urgent");
    WANT_INT(notices(&h, h.duty, "concern_to_desk", NULL), 1);
    WANT_INT(notices(&h, h.front_door, "concern_to_desk", NULL), 0);
    house_close(&h);
}

TEST(record_append__tells_of_a_worker_only_its_author_and_one_desk)
{
    struct house h;
    struct id    child, thread;

    house_open(&h);
    house_at(&h, "2027-03-02T22:00:00Z");
    child = house_child(&h, h.school);
    (void)house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"about_worker\": \"yes\"}",
            .by = h.teacher,
            .children = {child}},
        &thread);
    WANT_INT(notices(&h, h.officer_desk, "worker_concern_to_officer", NULL), 1);
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM notice"), 2);
    /* what the officer decides reaches the reporter, and nobody else */
    (void)house_say(&h,
        &(struct house_entry){.form = "concern_decision",
            .said = "{\"outcome\": {\"0\":"
                    " \"no_further_action\"}}",
            .by = h.officer,
            .thread = thread,
            .children = {child}},
        NULL);
    (void)house_say(&h,
        &(struct house_entry){.form = "feedback",
            .by = h.officer,
            .thread = thread,
            .children = {child}},
        NULL);
    WANT_INT(notices(&h, h.teacher, "outcome_to_reporter", NULL), 1);
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM notice"), 3);
    house_close(&h);
}

TEST(record_append__tells_who_is_tied_to_each_child_of_an_entry)
{
    struct house  h;
    struct notice n;
    struct id     mali, macsen, thread;
    struct str    said;

    house_open(&h);
    mali = house_child(&h, h.school);
    macsen = house_child(&h, h.school);
    (void)house_say(&h,
        &(struct house_entry){.form = "concern",
            .by = h.teacher,
            .children = {mali, macsen}},
        &thread);
    said = str_join(h.arena,
        (const struct str[]){S("{\"outcome\": {\"0\": \"assessment\","
                               " \"1\": \"strategy\"}, \"allocated_to\":"
                               " {\"0\": \""),
            id_text(h.arena, h.social), S("\", \"1\": \""),
            id_text(h.arena, h.worker), S("\"}}")},
        5, S(""));
    (void)house_say(&h,
        &(struct house_entry){.form = "concern_decision",
            .said = str_c(h.arena, said),
            .by = h.manager,
            .thread = thread,
            .children = {mali, macsen}},
        NULL);
    WANT_INT(notices(&h, h.social, "concern_to_allocated_worker", &n), 1);
    WANT(id_is_none(n.person)); /* it was about two */
    WANT_INT(notices(&h, h.worker, "concern_to_allocated_worker", NULL), 1);
    house_close(&h);
}

TEST(record_append__tells_a_role_at_the_agency_or_at_its_authority)
{
    struct house h;
    struct id    child, thread;

    house_open(&h);
    child = house_child(&h, h.school);
    thread = house_concern(&h, child, "today");
    (void)house_decide(&h, thread, child, "advice");
    (void)house_say(&h,
        &(struct house_entry){.form = "challenge",
            .said = "{\"stage\": \"managers\","
                    " \"resolved\": \"no\"}",
            .by = h.teacher,
            .thread = thread,
            .children = {child}},
        NULL);
    WANT_INT(notices(&h, h.manager, "disagreement_to_managers", NULL), 1);
    house_close(&h);
}

TEST(record_append__never_takes_who_took_a_call_for_who_reported)
{
    struct house h;
    struct id    child, thread;

    house_open(&h);
    child = house_child(&h, h.school);
    (void)house_say(&h,
        &(struct house_entry){.form = "telephone_report",
            .said = "{\"caller\": \"professional\"}",
            .by = h.worker,
            .children = {child}},
        &thread);
    WANT_INT(notices(&h, h.worker, "written_report_asked", NULL), 0);
    (void)house_say(&h,
        &(struct house_entry){.form = "concern",
            .by = h.nurse,
            .thread = thread,
            .children = {child}},
        NULL);
    WANT_INT(notices(&h, h.nurse, "acknowledgement_to_reporter", NULL), 1);
    WANT_INT(notices(&h, h.worker, "acknowledgement_to_reporter", NULL), 0);
    house_close(&h);
}

TEST(record_append__follows_every_notice_with_the_correction)
{
    struct house h;
    struct id    child, other, first;

    house_open(&h);
    child = house_child(&h, h.school);
    other = house_child(&h, h.school);
    first = house_say(&h,
        &(struct house_entry){.form = "concern",
            .by = h.teacher,
            .children = {child}},
        NULL);
    WANT_INT(notices(&h, h.front_door, "concern_to_desk", NULL), 1);
    (void)house_say(&h,
        &(struct house_entry){.by = h.teacher,
            .corrects = first,
            .correction = "subject",
            .reason = "his twin",
            .children = {other}},
        NULL);
    WANT_INT(notices(&h, h.front_door, "concern_to_desk", NULL), 2);
    (void)house_say(&h,
        &(struct house_entry){.by = h.teacher,
            .corrects = first,
            .correction = "withdraw",
            .reason = "sent twice"},
        NULL);
    WANT_INT(notices(&h, h.front_door, "concern_to_desk", NULL), 3);
    house_close(&h);
}

TEST(record_append__follows_nobody_else_once_it_is_for_one_desk_alone)
{
    struct house h;
    struct id    child, first;

    house_open(&h);
    child = house_child(&h, h.school);
    first = house_say(&h,
        &(struct house_entry){.form = "concern",
            .by = h.teacher,
            .children = {child}},
        NULL);
    (void)house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"about_worker\": \"yes\"}",
            .by = h.teacher,
            .corrects = first,
            .correction = "answers",
            .reason = "he coaches at the club"},
        NULL);
    WANT_INT(notices(&h, h.front_door, "concern_to_desk", NULL), 1);
    WANT_INT(notices(&h, h.officer_desk, "worker_concern_to_officer", NULL), 1);
    WANT_INT(notices(&h, h.teacher, "acknowledgement_to_reporter", NULL), 2);
    house_close(&h);
}

TEST(notice_put__says_a_thing_once)
{
    struct house  h;
    struct notice n;

    house_open(&h);
    n = (struct notice){.cause = txn_id(h.w->tx, ID_ENTRY),
        .rule = S("rule"),
        .to_account = h.teacher};
    WANT_OK(notice_put(h.w, &n));
    WANT_OK(notice_put(h.w, &n));
    WANT_INT(notices(&h, h.teacher, "rule", NULL), 1);
    n.to_account = h.nurse;
    WANT_OK(notice_put(h.w, &n));
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM notice"), 2);
    house_close(&h);
}

TEST(notice_list__shows_what_is_unread_first_and_the_newest_of_it)
{
    struct house   h;
    struct notice *all;
    struct id      whom[2];
    size_t         n;

    house_open(&h);
    whom[0] = h.teacher;
    whom[1] = h.school_desk;
    for (int i = 0; i < 3; i++) {
        struct notice put = {.cause = txn_id(h.w->tx, ID_ENTRY),
            .rule = S("rule"),
            .to_account = i ? h.teacher : (struct id){0},
            .to_desk = i ? (struct id){0} : h.school_desk};

        WANT_OK(notice_put(h.w, &put));
        house_at(&h, i ? "2027-03-03T09:00:00Z" : "2027-03-02T09:00:00Z");
    }
    WANT_OK(notice_list(h.w, whom, 2, &all, &n));
    WANT_INT(n, 3);
    WANT(all[0].made_at.us > all[1].made_at.us);
    WANT_OK(notice_read(h.w, all[0].id, h.teacher));
    WANT_OK(notice_read(h.w, all[0].id, h.nurse)); /* the first reader stays */
    WANT_OK(notice_list(h.w, whom, 2, &all, &n));
    WANT(all[2].read_at.us > 0);
    WANT_OK(notice_unread(h.w, whom, 2, &all, &n));
    WANT_INT(n, 2);
    WANT(!all[0].read_at.us && !all[1].read_at.us);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM notice n JOIN account a"
                 " ON a.id = n.read_by"
                 " WHERE a.login = 'teacher'"),
        1);
    house_close(&h);
}
