/*
 * tie_test -- who has business with a child now.
 */
#include "../house.h"

#include "../test.h"

#include "record/tie.h"

static struct str
allocated_to(struct house *h, struct id whom, const char *until)
{
    return str_join(h->arena,
        (const struct str[]){S("{\"allocated_to\": \""),
            id_text(h->arena, whom),
            until ? S("\", \"allocated_until\": \"") : S(""), str_of(until),
            S("\"}")},
        5, S(""));
}

static void
allocate(struct house *h, struct id thread, struct id child, struct id whom,
    const char *until)
{
    (void)house_say(h,
        &(struct house_entry){.form = "allocation",
            .said = str_c(h->arena, allocated_to(h, whom, until)),
            .by = h->manager,
            .thread = thread,
            .children = {child}},
        NULL);
}

TEST(tie_list__says_who_is_allocated_until_it_ends_or_another_takes_over)
{
    struct house    h;
    struct tie_row *ties;
    struct id       child, thread, person;
    size_t          n;

    house_open(&h);
    child = house_child(&h, h.school);
    person = house_person(&h, child);
    thread = house_concern(&h, child, "today");
    allocate(&h, thread, child, h.social, "2027-03-10");
    WANT_OK(tie_list(h.w, person, S("allocated"), &ties, &n));
    WANT_INT(n, 1);
    WANT(id_eq(ties[0].whom, h.social));
    house_at(&h, "2027-03-11T09:00:00Z");
    WANT_OK(tie_list(h.w, person, S("allocated"), &ties, &n));
    WANT_INT(n, 0);
    allocate(&h, thread, child, h.social, NULL);
    house_at(&h, "2027-03-12T09:00:00Z");
    allocate(&h, thread, child, h.worker, NULL);
    WANT_OK(tie_list(h.w, person, (struct str){0}, &ties, &n));
    WANT_INT(n, 1);
    WANT(id_eq(ties[0].whom, h.worker));
    house_close(&h);
}

TEST(tie_kinds__asks_for_any_of_the_readers_keys)
{
    struct house h;
    struct id    child, person, keys[2];
    struct str  *kinds;
    size_t       n;

    house_open(&h);
    child = house_child(&h, h.school);
    person = house_person(&h, child);
    allocate(&h, house_concern(&h, child, "today"), child, h.social, NULL);
    allocate(&h, house_concern(&h, child, "soon"), child, h.social, NULL);
    keys[0] = h.front_door;
    keys[1] = h.social;
    WANT_OK(tie_kinds(h.w, person, keys, 2, &kinds, &n));
    WANT_INT(n, 1);
    WANT_STR(kinds[0], "allocated");
    WANT_OK(tie_kinds(h.w, person, keys, 1, &kinds, &n));
    WANT_INT(n, 0);
    house_close(&h);
}

static enum err
close_work(struct house *h, struct id child, const char *reason,
    struct id *entry, struct entry_wrong *wrong)
{
    struct str parts[3] = {S("{\"closed_on\": \"2027-03-01\","
                             " \"close_back\": \"bruises\","
                             " \"close_reason\": {\"1\": \""),
        str_of(reason), S("\"}}")};
    struct id  thread;

    return house_try(h,
        &(struct house_entry){.form = "case_closed",
            .said =
                str_c(h->arena, str_join(h->arena, parts, 3, (struct str){0})),
            .by = h->social,
            .children = {child}},
        entry, &thread, wrong);
}

/* Asked for by the worker, and the manager has agreed. */
static void
may_close(struct house *h, struct id child)
{
    (void)house_say(h,
        &(struct house_entry){.form = "closing_asked",
            .said = "{\"closing_why\": \"Well\"}",
            .by = h->social,
            .children = {child}},
        NULL);
    (void)house_say(h,
        &(struct house_entry){.form = "approval",
            .said = "{\"approval_of\": \"closing_asked_for\","
                    " \"approval_answer\": \"approved\"}",
            .by = h->manager,
            .children = {child}},
        NULL);
}

TEST(tie_list__has_no_worker_once_the_work_is_closed_and_again_when_it_is_not)
{
    struct house       h;
    struct tie_row    *ties;
    struct entry_wrong wrong = {0};
    struct id          child, person, closed;
    size_t             n;

    house_open(&h);
    child = house_child(&h, h.school);
    person = house_person(&h, child);
    allocate(&h, (struct id){0}, child, h.social, NULL);
    may_close(&h, child);
    WANT_OK(close_work(&h, child, "no_role", &closed, &wrong));
    WANT_OK(tie_list(h.w, person, (struct str){0}, &ties, &n));
    WANT_INT(n, 0);
    (void)house_say(&h,
        &(struct house_entry){.corrects = closed,
            .correction = "withdraw",
            .reason = "the wrong child",
            .by = h.social},
        NULL);
    WANT_OK(tie_list(h.w, person, S("allocated"), &ties, &n));
    WANT_INT(n, 1);
    WANT(id_eq(ties[0].whom, h.social));
    house_close(&h);
}

TEST(entry_append__asks_why_work_is_closed_over_an_undecided_concern)
{
    struct house       h;
    struct tie_row    *ties;
    struct entry_wrong wrong = {0};
    struct id          child, closed;
    size_t             n;

    house_open(&h);
    child = house_child(&h, h.school);
    allocate(&h, house_concern(&h, child, "today"), child, h.social, NULL);
    may_close(&h, child);
    WANT_ERR(ERR_INVALID, close_work(&h, child, "needs_met", &closed, &wrong));
    WANT_INT(wrong.count, 1);
    WANT_STR(wrong.faults[0].field->id, "close_despite");
    WANT_INT(wrong.faults[0].child, 0);
    WANT(str_find(wrong.faults[0].say.en, S(": Decide")) >= 0);
    WANT(str_find(wrong.faults[0].say.cy, S(": Penderfynu")) >= 0);
    WANT_ERR(ERR_INVALID, close_work(&h, child, "child_died", &closed, &wrong));
    WANT_OK(tie_list(h.w, house_person(&h, child), S("allocated"), &ties, &n));
    WANT_INT(n, 1);
    house_close(&h);
}
