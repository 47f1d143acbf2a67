/*
 * tasks_test -- my tasks: of all children and all roles, and how little is
 * asked of the store for them.
 */
#include "action/tasks.h"

#include "crowd.h"

#include "../test.h"

static const struct tasks *
tasks_of(struct crowd *t, struct id who, int64_t page)
{
    struct tasks_ask in = {page};
    struct answer    got;

    WANT_OK(
        door(&t->h, who, (struct ask){.act = ACT_TASKS, .with = &in}, &got));
    return got.with;
}

/* Whether any page has a deadline of that title. */
static bool
has(struct crowd *t, struct id who, const char *clock)
{
    struct str title = pack_clock(t->h.pack, str_of(clock))->title.en;

    for (int64_t page = 0; page < 9; page++) {
        const struct tasks *all = tasks_of(t, who, page);

        for (size_t i = 0; i < all->count; i++)
            if (str_eq(all->rows[i].due.clock.en, title))
                return true;
    }
    return false;
}

TEST(tasks__are_of_all_children_a_page_at_a_time_overdue_first)
{
    const struct tasks *all;
    struct crowd        t;
    struct moment       last = {0};
    int64_t             seen = 0;

    crowd_open(&t);
    crowd_plant(&t, 29);
    all = tasks_of(&t, t.h.social, 0);
    WANT(all->total > 30);
    for (int64_t page = 0; seen < all->total; page++) {
        const struct tasks *p = tasks_of(&t, t.h.social, page);

        WANT(p->count > 0);
        for (size_t i = 0; i < p->count; i++) {
            WANT(last.us <= p->rows[i].due.due.us);
            last = p->rows[i].due.due;
        }
        seen += (int64_t)p->count;
    }
    WANT_INT(seen, all->total);
    house_close(&t.h);
}

TEST(tasks__cost_no_more_for_more_children)
{
    struct tasks_ask in = {0};
    struct ask       ask = {.act = ACT_TASKS, .with = &in};
    struct crowd     t;
    int64_t          few, many;

    crowd_open(&t);
    crowd_plant(&t, TASKS_PAGE);
    few = crowd_asked(&t, t.h.social, ask);
    crowd_plant(&t, 4 * TASKS_PAGE);
    many = crowd_asked(&t, t.h.social, ask);
    WANT_INT(many, few);
    house_close(&t.h);
}

TEST(tasks__of_a_desk_and_of_a_child_stand_in_one_list_once)
{
    const struct tasks *all;
    struct crowd        t;
    struct id           other;

    crowd_open(&t);
    other = house_child(&t.h, t.h.school);
    house_allocate(&t.h, house_concern(&t.h, other, "urgent"), other,
        t.h.worker);
    all = tasks_of(&t, t.h.worker, 0);
    WANT(all->count > 1);
    for (size_t i = 1; i < all->count; i++)
        WANT(all->rows[i - 1].due.due.us < all->rows[i].due.due.us ||
            !str_eq(all->rows[i - 1].due.clock.en, all->rows[i].due.clock.en) ||
            !id_eq(all->rows[i - 1].child.person, all->rows[i].child.person));
    WANT(has(&t, t.h.worker, "concern.decision"));
    WANT(!has(&t, t.h.social, "concern.decision"));
    house_close(&t.h);
}

/* On the register, with the social worker as co-ordinator. */
static void
co_ordinate(struct crowd *t)
{
    struct str said[] = {S("{\"new_co_ordinator\": \""),
        id_text(t->h.arena, t->h.social),
        S("\", \"takes_over_on\": \"2027-03-01\"}")};

    house_register(&t->h, t->source);
    (void)house_say(&t->h,
        &(struct house_entry){.form = "co_ordinator_change",
            .said = str_c(t->h.arena, str_join(t->h.arena, said, 3, S(""))),
            .by = t->team_manager,
            .children = {t->source}},
        NULL);
}

static void
away(struct crowd *t, struct id cover)
{
    struct str said[] = {S("{\"away_from\": \"2027-03-01\","
                           " \"away_until\": \"2027-03-09\","
                           " \"covered_by\": \""),
        id_text(t->h.arena, cover), S("\"}")};

    (void)house_say(&t->h,
        &(struct house_entry){.form = "co_ordinator_away",
            .said = str_c(t->h.arena, str_join(t->h.arena, said, 3, S(""))),
            .by = t->team_manager,
            .children = {t->source}},
        NULL);
}

TEST(tasks__of_somebody_away_are_also_of_whoever_stands_in_for_them)
{
    struct crowd t;
    struct id    beca;

    crowd_open(&t);
    beca = crowd_someone(&t, "beca", "social_worker", "childrens_team");
    co_ordinate(&t);
    WANT(has(&t, t.h.social, "register.visit"));
    WANT(!has(&t, beca, "register.visit"));
    house_at(&t.h, "2027-03-01T11:00:00Z");
    away(&t, beca);
    WANT(has(&t, beca, "register.visit"));
    house_at(&t.h, "2027-03-20T11:00:00Z"); /* and they are back */
    WANT(!has(&t, beca, "register.visit"));
    house_close(&t.h);
}

TEST(tasks__have_no_child_whom_a_label_hides)
{
    struct crowd t;

    crowd_open(&t);
    co_ordinate(&t);
    WANT(tasks_of(&t, t.h.social, 0)->total > 0);
    WANT_OK(label_set(t.h.w, t.source, LABEL_SEALED, t.h.custodian, S("-")));
    WANT_INT(tasks_of(&t, t.h.social, 0)->total, 0);
    house_close(&t.h);
}

TEST(tasks__of_an_eighteenth_birthday_stand_there_only_when_it_is_near)
{
    struct crowd t;

    crowd_open(&t);
    co_ordinate(&t);
    (void)house_say(&t.h,
        &(struct house_entry){.form = "person_details",
            .said = "{\"birth_date\": \"2009-10-01\"}",
            .by = t.h.worker,
            .children = {t.source}},
        NULL);
    WANT_INT(house_count(&t.h,
                 "SELECT COUNT(*) FROM clock_row"
                 " WHERE clock = 'register.grown_up' AND state = 'open'"),
        1);
    WANT(!has(&t, t.h.social, "register.grown_up"));
    house_at(&t.h, "2027-04-02T11:00:00Z");
    WANT(has(&t, t.h.social, "register.grown_up"));
    house_close(&t.h);
}
