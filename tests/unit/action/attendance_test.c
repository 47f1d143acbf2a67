/*
 * attendance_test -- which agencies came to meetings, by agency: figures and
 * the lists they count, corrections, siblings, and what is hidden.
 */
#include "action/compliance.h"

#include "crowd.h"

#include "../test.h"

#include "record/kin.h"
#include "record/label.h"

static const struct attendance_sums *
sums(struct crowd *t, struct id who)
{
    struct answer got;

    WANT_OK(door(&t->h, who, (struct ask){.act = ACT_COMPLIANCE}, &got));
    return &((const struct compliance *)got.with)->came;
}

static const struct attendance_page *
listed(struct crowd *t, struct id who, struct attendance_ask in)
{
    struct answer got;

    WANT_OK(door(&t->h, who, (struct ask){.act = ACT_ATTENDANCE, .with = &in},
        &got));
    return got.with;
}

/* Of that agency, after each figure is what its list has. */
static struct attendance_sum
came(struct crowd *t, struct id who, struct id agency)
{
    const struct attendance_sums *all = sums(t, who);
    struct attendance_sum         sum = {0};

    for (size_t i = 0; i < all->count; i++) {
        const struct attendance_sum *s = &all->all[i];
        struct attendance_ask        in = {.agency = s->agency};

        for (int k = 0; k < CAME_COUNT; k++) {
            in.came = (enum attendance_came)k;
            WANT_INT(listed(t, who, in)->total, s->came[k]);
        }
        in.came = CAME_COUNT;
        WANT_INT(listed(t, who, in)->total,
            s->came[CAME_THERE] + s->came[CAME_AWAY]);
        if (id_eq(s->agency, agency))
            sum = *s;
    }
    return sum;
}

/* A core group of that day, to which the school came and the hospital did or
 * did not. */
static const char *
group_of(struct crowd *t, const char *day, const char *hospital)
{
#define DECIDES "\", \"may_decide\": \"yes\"}"
    const struct str said[] = {S("{\"held_at\": \""), str_of(day),
        S("T09:00:00Z\", \"attendance\": [{\"agency_there\": \""),
        id_text(t->h.arena, t->h.school),
        S("\", \"present\": \"yes" DECIDES ", {\"agency_there\": \""),
        id_text(t->h.arena, t->h.hospital), S("\", \"present\": \""),
        str_of(hospital), S(DECIDES ", {\"agency_there\": \""),
        id_text(t->h.arena, t->h.school),
        S("\", \"present\": \"no" DECIDES "]}")};
#undef DECIDES

    return str_c(t->h.arena,
        str_join(t->h.arena, said, sizeof said / sizeof *said, S("")));
}

static struct id
hold(struct crowd *t, const char *day, const char *hospital, struct id other)
{
    return house_say(&t->h,
        &(struct house_entry){.form = "core_group_meeting",
            .said = group_of(t, day, hospital),
            .by = t->h.social,
            .children = {t->source, other}},
        NULL);
}

static void
want_came(struct crowd *t, struct id agency, int64_t there, int64_t away)
{
    struct attendance_sum s = came(t, t->team_manager, agency);

    WANT_INT(s.came[CAME_THERE], there);
    WANT_INT(s.came[CAME_AWAY], away);
}

TEST(attendance__counts_meetings_by_agency_and_siblings_once)
{
    struct crowd t;
    struct id    other;

    crowd_open(&t);
    other = house_child(&t.h, t.h.school);
    house_allocate(&t.h, house_concern(&t.h, other, "today"), other,
        t.h.social);
    (void)hold(&t, "2027-02-20", "yes", (struct id){0});
    (void)hold(&t, "2027-02-25", "no", other);
    want_came(&t, t.h.hospital, 1, 1);
    /* two spoke for the school, and one of them was there */
    want_came(&t, t.h.school, 2, 0);
    WANT(id_eq(sums(&t, t.team_manager)->all[0].agency, t.h.hospital));
    WANT_INT(sums(&t, t.h.social)->count, 2);
    WANT_INT(listed(&t, t.h.social,
                 (struct attendance_ask){.agency = t.h.hospital,
                     .came = CAME_AWAY})
                 ->rows[0]
                 .children,
        2);
    house_close(&t.h);
}

TEST(attendance__follows_corrections_and_forgets_what_is_withdrawn)
{
    struct crowd       t;
    struct house_entry e = {.form = "core_group_meeting",
        .correction = "answers",
        .reason = "wrong list"};

    crowd_open(&t);
    e.by = t.h.social;
    e.children[0] = t.source;
    e.corrects = hold(&t, "2027-02-20", "yes", (struct id){0});
    want_came(&t, t.h.hospital, 1, 0);
    e.said = group_of(&t, "2027-02-20", "no");
    (void)house_say(&t.h, &e, NULL);
    want_came(&t, t.h.hospital, 0, 1);
    e = (struct house_entry){.correction = "withdraw",
        .reason = "it was never held",
        .by = t.h.social,
        .corrects = e.corrects};
    (void)house_say(&t.h, &e, NULL);
    WANT_INT(sums(&t, t.team_manager)->count, 0);
    house_close(&t.h);
}

TEST(attendance__counts_nobody_who_is_hidden_and_no_meeting_of_long_ago)
{
    struct crowd          t;
    struct attendance_ask in = {.came = CAME_COUNT};
    struct answer         got;
    struct ask            ask = {.act = ACT_ATTENDANCE, .with = &in};

    crowd_open(&t);
    in.agency = t.h.hospital;
    (void)hold(&t, "2025-02-20", "no", (struct id){0});
    WANT_INT(sums(&t, t.team_manager)->count, 0);
    (void)hold(&t, "2027-02-20", "no", (struct id){0});
    want_came(&t, t.h.hospital, 0, 1);
    WANT_OK(kin_add(t.h.w, t.team_manager, t.source, S("declared")));
    WANT_INT(sums(&t, t.team_manager)->count, 0);
    WANT_ERR(ERR_ABSENT, door(&t.h, t.team_manager, ask, &got));
    WANT_INT(sums(&t, t.head)->count, 2);
    WANT_OK(label_set(t.h.w, t.source, LABEL_SEALED, t.h.custodian, S("-")));
    WANT_INT(sums(&t, t.head)->count, 0);
    WANT_ERR(ERR_ABSENT, door(&t.h, t.head, ask, &got));
    WANT_ERR(ERR_DENIED, door(&t.h, t.h.teacher, ask, &got));
    house_close(&t.h);
}
