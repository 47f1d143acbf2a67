/*
 * thread_test -- lists of concerns: who may list what, sorting, pages; what
 * somebody is in a thread; references.
 */
#include "../house.h"

#include "../test.h"

#include "record/thread.h"

static size_t
list(struct house *h, struct thread_query q, struct thread_row **out)
{
    size_t  n;
    int64_t total;

    if (!q.limit)
        q.limit = 50;
    WANT_OK(thread_list(h->w, &q, out, &n, &total));
    WANT(total >= (int64_t)n);
    return n;
}

static size_t
listed_by(struct house *h, struct id key)
{
    struct thread_row *rows;

    return list(h,
        (struct thread_query){.scope = &key,
            .scope_count = 1,
            .which = THREAD_ALL},
        &rows);
}

TEST(thread_list__shows_a_concern_to_desk_author_and_the_authors_agency)
{
    struct house h;

    house_open(&h);
    (void)house_concern(&h, house_child(&h, h.school), "today");
    WANT_INT(listed_by(&h, h.front_door), 1);
    WANT_INT(listed_by(&h, h.teacher), 1);
    WANT_INT(listed_by(&h, h.school), 1);
    WANT_INT(listed_by(&h, h.hospital), 0);
    WANT_INT(listed_by(&h, h.nurse), 0);
    WANT_INT(listed_by(&h, h.authority), 0);
    house_close(&h);
}

TEST(thread_list__sorts_by_risk_by_what_is_due_and_by_arrival)
{
    struct house        h;
    struct thread_row  *rows;
    struct id           soon, urgent, today;
    struct thread_query q;

    house_open(&h);
    soon = house_concern(&h, house_child(&h, h.school), "soon");
    house_at(&h, "2027-03-02T09:00:00Z");
    urgent = house_concern(&h, house_child(&h, h.school), "urgent");
    house_at(&h, "2027-03-03T09:00:00Z");
    today = house_concern(&h, house_child(&h, h.school), "today");
    q = (struct thread_query){.scope = &h.front_door, .scope_count = 1};
    q.sort = THREAD_BY_RISK;
    WANT_INT(list(&h, q, &rows), 3);
    WANT(id_eq(rows[0].thread, urgent));
    WANT(id_eq(rows[1].thread, today));
    WANT(id_eq(rows[2].thread, soon));
    WANT_INT(rows[0].risk, 2);
    WANT(rows[0].due.us > 0);
    WANT_STR(rows[0].due_clock, "concern.opened");
    q.sort = THREAD_BY_DUE;
    WANT_INT(list(&h, q, &rows), 3);
    WANT(rows[0].due.us <= rows[1].due.us && rows[1].due.us <= rows[2].due.us);
    q.sort = THREAD_BY_RECEIVED;
    WANT_INT(list(&h, q, &rows), 3);
    WANT(id_eq(rows[0].thread, today));
    WANT(id_eq(rows[2].thread, soon));
    house_close(&h);
}

TEST(thread_list__filters_and_counts_before_it_pages)
{
    struct house        h;
    struct thread_row  *rows;
    struct thread_query q;
    struct id           child, thread;
    int64_t             total;
    size_t              n;

    house_open(&h);
    child = house_child(&h, h.school);
    for (int i = 0; i < 5; i++)
        thread = house_concern(&h, child, i % 2 ? "urgent" : "soon");
    (void)house_decide(&h, thread, child, "strategy");
    q = (struct thread_query){.scope = &h.front_door,
        .scope_count = 1,
        .limit = 2,
        .skip = 2};
    WANT_OK(thread_list(h.w, &q, &rows, &n, &total));
    WANT_INT(n, 2);
    WANT_INT(total, 4); /* one is decided */
    q.which = THREAD_DECIDED;
    q.skip = 0;
    WANT_INT(list(&h, q, &rows), 1);
    WANT_STR(rows[0].outcome, "strategy");
    WANT(id_eq(rows[0].decided_by, h.worker));
    q.which = THREAD_FEEDBACK_DUE;
    WANT_INT(list(&h, q, &rows), 1);
    q.which = THREAD_ALL;
    q.limit = 50;
    q.urgency = S("urgent");
    WANT_INT(list(&h, q, &rows), 2);
    q.urgency = (struct str){0};
    q.outcome = S("strategy");
    WANT_INT(list(&h, q, &rows), 1);
    q.outcome = (struct str){0};
    q.person = house_person(&h, house_child(&h, h.school));
    WANT_INT(list(&h, q, &rows), 0);
    q.person = house_person(&h, child);
    q.author = h.teacher;
    q.desk = h.front_door;
    WANT_INT(list(&h, q, &rows), 5);
    q.author = h.nurse;
    WANT_INT(list(&h, q, &rows), 0);
    house_close(&h);
}

TEST(thread_list__takes_no_more_keys_than_it_has_places_for)
{
    struct house       h;
    struct id          keys[THREAD_SCOPE_MOST + 1];
    struct thread_row *rows;
    size_t             n;
    int64_t            total;

    house_open(&h);
    for (size_t i = 0; i < THREAD_SCOPE_MOST + 1; i++)
        keys[i] = h.front_door;
    WANT_ERR(ERR_LIMIT,
        thread_list(h.w,
            &(struct thread_query){.scope = keys,
                .scope_count = THREAD_SCOPE_MOST + 1,
                .limit = 1},
            &rows, &n, &total));
    house_close(&h);
}

/* ---- parts ---- */

static struct thread_part
part(struct house *h, struct id thread, struct id account, struct id agency,
    struct id desk)
{
    struct thread_part p;
    struct desk        d;

    WANT_OK(desk_load(h->w, desk, &d));
    WANT_OK(thread_part_of(h->w, thread, account, agency, &d, 1, &p));
    return p;
}

TEST(thread_part_of__knows_who_reported_and_which_desk_holds_it)
{
    struct house       h;
    struct thread_part p;
    struct id          thread;

    house_open(&h);
    thread = house_concern(&h, house_child(&h, h.school), "today");
    p = part(&h, thread, h.teacher, h.school, h.school_desk);
    WANT_INT(p.role_count, 2);
    WANT_STR(p.roles[0], "reporter");
    WANT_STR(p.roles[1], "author");
    WANT(p.own && p.own_agency);
    WANT_INT(p.desk_count, 0);
    p = part(&h, thread, h.safeguarding, h.school, h.school_desk);
    WANT_INT(p.role_count, 0);
    WANT(!p.own && p.own_agency);
    p = part(&h, thread, h.worker, h.authority, h.front_door);
    WANT_INT(p.role_count, 0);
    WANT(!p.own && !p.own_agency);
    WANT_INT(p.desk_count, 1);
    WANT_STR(p.desks[0], "front_door");
    WANT(!p.only_desk);
    house_close(&h);
}

TEST(thread_part_of__keeps_who_took_a_call_apart_from_who_reported)
{
    struct house       h;
    struct thread_part p;
    struct id          child, thread;

    house_open(&h);
    child = house_child(&h, h.school);
    (void)house_say(&h,
        &(struct house_entry){.form = "telephone_report",
            .by = h.worker,
            .children = {child}},
        &thread);
    p = part(&h, thread, h.worker, h.authority, h.front_door);
    WANT_INT(p.role_count, 1);
    WANT_STR(p.roles[0], "author");
    (void)house_say(&h,
        &(struct house_entry){.form = "concern",
            .by = h.nurse,
            .thread = thread,
            .children = {child}},
        NULL);
    p = part(&h, thread, h.nurse, h.hospital, h.school_desk);
    WANT_INT(p.role_count, 2);
    WANT(p.own);
    house_close(&h);
}

TEST(thread_part_of__says_when_one_desk_alone_holds_it)
{
    struct house       h;
    struct thread_part p;
    struct id          thread;

    house_open(&h);
    (void)house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"about_worker\": \"yes\"}",
            .by = h.teacher,
            .children = {house_child(&h, h.school)}},
        &thread);
    p = part(&h, thread, h.worker, h.authority, h.front_door);
    WANT(p.only_desk);
    WANT_INT(p.desk_count, 0);
    p = part(&h, thread, h.officer, h.authority, h.officer_desk);
    WANT(p.only_desk);
    WANT_INT(p.desk_count, 1);
    house_close(&h);
}

/* ---- references ---- */

TEST(thread_of_reference__takes_it_as_people_type_it)
{
    static const char *const typed[] = {"C-2", "c-2", "C2", " C 2 ", "2",
        "C - 2"};
    struct house             h;
    struct id                thread, found;

    house_open(&h);
    (void)house_concern(&h, house_child(&h, h.school), "today");
    thread = house_concern(&h, house_child(&h, h.school), "today");
    WANT_STR(thread_reference(h.arena, 2206), "C-2206");
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        WANT_OK(thread_of_reference(h.w, str_of(typed[i]), &found));
        WANT(id_eq(found, thread));
    }
    WANT_ERR(ERR_ABSENT, thread_of_reference(h.w, S("C-3"), &found));
    WANT_ERR(ERR_ABSENT, thread_of_reference(h.w, S("D-2"), &found));
    WANT_ERR(ERR_ABSENT, thread_of_reference(h.w, S(""), &found));
    house_close(&h);
}
