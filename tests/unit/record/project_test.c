/*
 * project_test -- projections follow the fold: entries, corrections, links
 * and their undoing; and a rebuild agrees.
 */
#include "../house.h"

#include "../test.h"

static struct rebuild_report
rebuilt(struct house *h)
{
    struct rebuild_report r = {0};

    WANT_OK(project_rebuild(h->w, &r));
    if (r.differences)
        print_error("%lld differences, first in %.*s\n",
            (long long)r.differences, STR_ARG(r.first));
    return r;
}

/* ---- what the rows say ---- */

TEST(project_person__writes_spells_clocks_ties_threads_and_audience)
{
    struct house h;
    struct id    child, thread;

    house_open(&h);
    child = house_child(&h, h.school);
    house_register(&h, child);
    thread = house_concern(&h, child, "urgent");
    house_allocate(&h, thread, child, h.social);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM register_spell s"
                 " JOIN agency g ON g.id = s.authority"
                 " WHERE s.on_at = '2027-01-11'"
                 " AND s.off_at IS NULL"
                 " AND s.categories = 'neglect'"),
        1);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM clock_row"
                 " WHERE clock = 'concern.decision'"
                 " AND state = 'open'"
                 " AND owner = 'desk.front_door'"),
        1);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM tie t"
                 " JOIN account a ON a.id = t.whom"
                 " WHERE t.means = 'allocated'"
                 " AND t.until IS NULL"),
        1);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM thread_row t"
                 " JOIN desk d ON d.id = t.desk"
                 " WHERE d.term = 'front_door'"
                 " AND t.state = 'received' AND t.risk = 2"
                 " AND t.urgency = 'urgent'"
                 " AND t.decided IS NULL"),
        1);
    /* the register's own thread is in no list */
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM thread_row"), 1);
    /* desk, author, the author's agency */
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM audience"), 3);
    WANT_INT(rebuilt(&h).differences, 0);
    house_close(&h);
}

TEST(project_person__follows_a_decision_and_who_waits_for_an_answer)
{
    struct house h;
    struct id    child, thread;

    house_open(&h);
    child = house_child(&h, h.school);
    thread = house_concern(&h, child, "today");
    (void)house_say(&h,
        &(struct house_entry){.form = "challenge",
            .by = h.teacher,
            .thread = thread,
            .children = {child}},
        NULL);
    (void)house_say(&h,
        &(struct house_entry){.form = "read_history",
            .by = h.worker,
            .thread = thread,
            .children = {child}},
        NULL);
    (void)house_decide(&h, thread, child, "advice");
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM thread_row t"
                 " JOIN account a ON a.id = t.decided_by"
                 " WHERE a.login = 'worker'"
                 " AND t.outcome = 'advice'"
                 " AND t.state = 'advised'"
                 " AND t.answer_due > t.decided"
                 " AND t.read_at < t.decided"
                 " AND t.challenged < t.read_at"
                 " AND t.told IS NULL"),
        1);
    (void)house_say(&h,
        &(struct house_entry){.form = "feedback",
            .by = h.worker,
            .thread = thread,
            .children = {child}},
        NULL);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM thread_row"
                 " WHERE told > decided"
                 " AND answer_due IS NULL"),
        1);
    house_close(&h);
}

TEST(project_person__waits_for_no_answer_where_nothing_may_be_said)
{
    struct house h;
    struct id    child, thread;

    house_open(&h);
    child = house_child(&h, h.school);
    thread = house_concern(&h, child, "today");
    (void)house_say(&h,
        &(struct house_entry){.form = "concern_decision",
            .said = "{\"tell_reporter\": \"nothing\"}",
            .by = h.worker,
            .thread = thread,
            .children = {child}},
        NULL);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM thread_row"
                 " WHERE decided IS NOT NULL"
                 " AND answer_due IS NULL AND told IS NULL"),
        1);
    house_close(&h);
}

TEST(project_person__lets_nobody_else_list_a_concern_about_a_worker)
{
    struct house h;

    house_open(&h);
    (void)house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"about_worker\": \"yes\"}",
            .by = h.teacher,
            .children = {house_child(&h, h.school)}},
        NULL);
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM audience"), 2);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM audience u JOIN desk d"
                 " ON d.id = u.scope"
                 " WHERE d.term = 'designated_officer'"),
        1);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM audience u JOIN account a"
                 " ON a.id = u.scope"
                 " WHERE a.login = 'teacher'"),
        1);
    house_close(&h);
}

TEST(project_person__makes_a_thread_one_desks_when_a_later_entry_says_so)
{
    struct house h;
    struct id    child, thread;

    house_open(&h);
    child = house_child(&h, h.school);
    (void)house_say(&h,
        &(struct house_entry){.form = "telephone_report",
            .by = h.worker,
            .children = {child}},
        &thread);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM thread_row"
                 " WHERE only_desk = 0"),
        1);
    /* not for the whole authority, whose desk it is at */
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM audience u"
                 " JOIN agency g ON g.id = u.scope"),
        0);
    (void)house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"about_worker\": \"yes\"}",
            .by = h.nurse,
            .thread = thread,
            .children = {child}},
        NULL);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM thread_row t"
                 " JOIN desk d ON d.id = t.desk"
                 " WHERE t.only_desk = 1"
                 " AND d.term = 'designated_officer'"),
        1);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM audience u"
                 " JOIN desk d ON d.id = u.scope"
                 " WHERE d.term = 'front_door'"),
        0);
    WANT_INT(rebuilt(&h).differences, 0);
    house_close(&h);
}

TEST(project_person__gives_each_child_of_a_thread_its_row)
{
    struct house h;
    struct id    mali, macsen, thread;

    house_open(&h);
    mali = house_child(&h, h.school);
    macsen = house_child(&h, h.school);
    (void)house_say(&h,
        &(struct house_entry){.form = "concern",
            .by = h.teacher,
            .children = {mali, macsen}},
        &thread);
    (void)house_decide(&h, thread, macsen, "strategy");
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM thread_row"), 2);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM thread_row"
                 " WHERE decided IS NULL"
                 " AND state = 'received'"),
        1);
    WANT_INT(house_count(&h,
                 "SELECT COUNT(*) FROM thread_row"
                 " WHERE outcome = 'strategy'"),
        1);
    house_close(&h);
}

TEST(project_person__follows_a_subject_that_was_corrected)
{
    struct house h;
    struct face  face;
    struct id    wrong, right, first;

    house_open(&h);
    wrong = house_child(&h, h.school);
    right = house_child(&h, h.school);
    first = house_say(&h,
        &(struct house_entry){.form = "concern",
            .said = "{\"given_name\": {\"0\": \"Osian\"}}",
            .by = h.teacher,
            .children = {wrong}},
        NULL);
    WANT_OK(face_of_source(h.w, wrong, &face));
    WANT_STR(face.given, "Osian");
    (void)house_say(&h,
        &(struct house_entry){.by = h.teacher,
            .corrects = first,
            .correction = "subject",
            .reason = "his twin",
            .children = {right}},
        NULL);
    WANT_ERR(ERR_ABSENT, face_of_source(h.w, wrong, &face));
    WANT_OK(face_of_source(h.w, right, &face));
    WANT_STR(face.given, "Osian");
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM thread_row"), 1);
    WANT_INT(house_count(&h, "SELECT COUNT(DISTINCT person) FROM clock_row"),
        1);
    WANT_INT(house_count(&h, "SELECT COUNT(DISTINCT person) FROM audience"), 1);
    WANT_INT(rebuilt(&h).differences, 0);
    house_close(&h);
}

TEST(project_person__takes_everything_back_when_an_entry_is_withdrawn)
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
        &(struct house_entry){.by = h.teacher,
            .corrects = first,
            .correction = "withdraw",
            .reason = "sent twice"},
        NULL);
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM thread_row"), 0);
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM clock_row"), 0);
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM audience"), 0);
    WANT_INT(rebuilt(&h).differences, 0);
    house_close(&h);
}

/* ---- links ---- */

static void
both_projected(struct house *h, struct id a, struct id b)
{
    WANT_OK(project_person(h->w, a));
    WANT_OK(project_person(h->w, b));
}

TEST(project_person__follows_a_link_and_its_undoing)
{
    struct house     h;
    struct id        a, b, p, q, why;
    struct link_row *links;
    size_t           n;

    house_open(&h);
    a = house_child(&h, h.school);
    (void)house_concern(&h, a, "today");
    house_at(&h, "2027-03-02T09:00:00Z");
    b = house_child(&h, h.hospital);
    (void)house_concern(&h, b, "urgent");
    p = house_person(&h, a);
    q = house_person(&h, b);
    why = house_say(&h,
        &(struct house_entry){.form = "note",
            .by = h.worker,
            .thread = house_concern(&h, a, "soon"),
            .children = {a}},
        NULL);
    WANT_OK(link_make(h.w, a, b, why));
    both_projected(&h, p, q);
    WANT(id_eq(house_person(&h, b), p));
    WANT_INT(house_count(&h,
                 "SELECT COUNT(DISTINCT person)"
                 " FROM thread_row"),
        1);
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM thread_row"), 3);
    WANT_INT(rebuilt(&h).differences, 0);
    WANT_OK(link_list(h.w, p, &links, &n));
    WANT_OK(link_undo(h.w, links[0].id, why));
    both_projected(&h, p, q);
    WANT(id_eq(house_person(&h, b), q));
    WANT_INT(house_count(&h,
                 "SELECT COUNT(DISTINCT person)"
                 " FROM thread_row"),
        2);
    WANT_INT(rebuilt(&h).differences, 0);
    house_close(&h);
}

/* ---- another pack ---- */

TEST(project_rebuild__finds_nobody_because_a_later_pack_moves_otherwise)
{
    static const struct house_edit edit = {"pathways/missing.yaml",
        "on: {yield: missing}",
        "on: {entry: family_missing, where: {missing_step: missing}}"};
    static const char              lost[] = "SELECT COUNT(*) FROM missing_now";
    struct house                   h;
    struct id                      child;

    house_open(&h);
    child = house_child(&h, h.school);
    house_register(&h, child);
    (void)house_say(&h,
        &(struct house_entry){.form = "family_missing",
            .said = "{\"missing_step\": \"missing\", \"missing_since\":"
                    " \"2027-02-27T08:00:00Z\"}",
            .by = h.social,
            .children = {child}},
        NULL);
    WANT_INT(house_count(&h, lost), 1);
    house_at(&h, "2027-03-02T10:00:00Z");
    house_rules(&h, &edit, 1);
    WANT_INT(rebuilt(&h).differences, 0);
    WANT_INT(house_count(&h, lost), 1);
    (void)house_say(&h,
        &(struct house_entry){.form = "family_missing",
            .said = "{\"missing_step\": \"found\", \"missing_since\":"
                    " \"2027-03-02T08:00:00Z\"}",
            .by = h.social,
            .children = {child}},
        NULL);
    WANT_INT(house_count(&h, lost), 0);
    WANT_INT(rebuilt(&h).differences, 0);
    house_close(&h);
}
