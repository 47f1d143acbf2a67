/*
 * attendance_test -- which agencies came to meetings, by agency: figures and
 * the lists they count, corrections, siblings, and what is hidden.
 */
#include "action/compliance.h"
#include "action/meeting.h"

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

/* ---- a meeting that sat ---- */

#define CALLED                                                               \
    "{\"called_type\": \"called_initial\","                                    \
    " \"called_at\": \"2027-02-20T10:00:00Z\", "
#define ASKED "{\"invited_agency\": \""

/* A conference to which the school is asked, and those. */
static struct id
call(struct crowd *t, const struct id *more, size_t count)
{
    struct house_entry e = {.form = "meeting_called", .by = t->h.social};
    struct str         said = S(CALLED "\"invited\": [" ASKED);
    struct id          thread;

    for (size_t i = 0; i <= count; i++) {
        const struct str parts[] = {said,
            id_text(t->h.arena, i ? more[i - 1] : t->h.school), S("\"}"),
            i < count ? S(", " ASKED) : S("]}")};

        said = str_join(t->h.arena, parts, 4, S(""));
    }
    e.said = str_c(t->h.arena, said);
    e.children[0] = t->source;
    (void)house_say(&t->h, &e, &thread);
    return thread;
}

/* Its record names who came by kind, as a room does. */
static void
sat(struct crowd *t, struct id thread, const char *day)
{
    const struct str said[] = {S("{\"held_at\": \""), str_of(day),
        S("T09:00:00Z\", \"attendance\": [{\"agency_there\": \"school\","
          " \"present\": \"yes\", \"may_decide\": \"yes\"}]}")};

    (void)house_say(&t->h,
        &(struct house_entry){.form = "conference",
            .said = str_c(t->h.arena, str_join(t->h.arena, said, 3, S(""))),
            .by = t->reviewer,
            .thread = thread,
            .children = {t->source}},
        NULL);
}

TEST(attendance__counts_by_its_kind_who_was_asked_alone_of_it)
{
    struct crowd t;

    crowd_open(&t);
    sat(&t, call(&t, &t.h.hospital, 1), "2027-02-20");
    want_came(&t, t.h.school, 1, 0);
    house_close(&t.h);
}

TEST(attendance__counts_nobody_where_two_of_a_kind_were_asked)
{
    struct crowd  t;
    struct agency other = {.kind = S("school"),
        .name = {S("Dwy"), S("Two")},
        .language = LANG_CY};
    struct id     schools[2];

    crowd_open(&t);
    other.authority = t.h.authority;
    WANT_OK(agency_new(t.h.w, &other, &schools[0]));
    schools[1] = t.h.school; /* once more: it is one still */
    sat(&t, call(&t, &schools[1], 1), "2027-02-20");
    want_came(&t, t.h.school, 1, 0);
    sat(&t, call(&t, schools, 2), "2027-02-21");
    want_came(&t, t.h.school, 1, 0);
    want_came(&t, schools[0], 0, 0);
    house_close(&t.h);
}

/* ---- by review period ---- */

static const struct meetings *
meetings_of(struct crowd *t, struct id who)
{
    struct answer got;
    struct ask    ask = {.act = ACT_MEETINGS};

    WANT_OK(person_of_source(t->h.w, t->source, &ask.about));
    WANT_OK(door(&t->h, who, ask, &got));
    return got.with;
}

/* A core group, a conference that looks back on it, and another core group. */
TEST(meeting_periods__end_with_the_conference_that_looks_back)
{
    struct crowd                 t;
    const struct meetings       *m;
    const struct meeting_period *p;

    crowd_open(&t);
    WANT_INT(meetings_of(&t, t.h.social)->period_count, 0);
    (void)hold(&t, "2027-02-10", "no", (struct id){0});
    sat(&t, call(&t, &t.h.hospital, 1), "2027-02-20");
    (void)hold(&t, "2027-02-25", "no", (struct id){0});
    (void)hold(&t, "2027-02-26", "yes", (struct id){0});
    m = meetings_of(&t, t.h.social);
    WANT_INT(m->period_count, 2);
    p = &m->periods[0];
    WANT_INT(p->until.us, 0);
    WANT(p->since.us > 0);
    WANT_INT(p->meetings, 2);
    WANT_INT(p->count, 2);
    WANT(id_eq(p->sums[0].agency, t.h.hospital)); /* away most */
    WANT_INT(p->sums[0].came[CAME_THERE], 1);
    WANT_INT(p->sums[0].came[CAME_AWAY], 1);
    WANT_INT(m->periods[1].until.us, p->since.us);
    WANT_INT(m->periods[1].since.us, 0);
    WANT_INT(m->periods[1].meetings, 2);
    WANT(id_eq(m->periods[1].sums[1].agency, t.h.school));
    WANT_INT(m->periods[1].sums[1].came[CAME_THERE], 2);
    house_close(&t.h);
}

/* What a label hides from the reader is in no figure of theirs. */
TEST(meeting_periods__count_what_the_reader_may_read)
{
    struct crowd t;

    crowd_open(&t);
    (void)hold(&t, "2027-02-10", "no", (struct id){0});
    WANT_INT(meetings_of(&t, t.h.social)->periods[0].meetings, 1);
    house_sql(&t.h,
        "UPDATE entry SET label = 'sealed'"
        " WHERE form = 'core_group_meeting'");
    WANT_INT(meetings_of(&t, t.h.social)->period_count, 0);
    house_close(&t.h);
}
