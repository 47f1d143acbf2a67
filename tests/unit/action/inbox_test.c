/*
 * inbox_test -- the list of concerns: by risk, filtered, and cut before it is
 * counted.
 */
#include "office.h"

#include "../test.h"

#include "record/account.h"
#include "record/kin.h"
#include "record/label.h"

static struct office_child the_child;

static struct office_child
named(struct office *o, const char *given, const char *urgency)
{
    struct str parts[5] = {
        S("{\"given_name\": {\"0\": \""), str_of(given),
        S("\"}, \"about_worker\": \"no\", \"urgency\": \""),
        str_of(urgency), S("\"}")};

    return office_concern(
        o, str_c(o->arena, str_join(o->arena, parts, 5, (struct str){0})));
}

static const struct inbox *
asked(struct office *o, struct id by, struct inbox_ask in)
{
    struct ask    ask = {.act = ACT_INBOX, .with = &in};
    struct answer answer;

    WANT_OK(office_ask(o, by, ask, &answer));
    return answer.with;
}

TEST(inbox__puts_the_most_at_risk_first)
{
    struct office       o;
    const struct inbox *box;

    office_open(&o);
    named(&o, "Soon", "soon");
    named(&o, "Now", "immediate");
    named(&o, "Today", "today");
    box = asked(&o, o.worker, (struct inbox_ask){0});
    WANT_INT(box->count, 3);
    WANT_IN(box->rows[0].name, "Now");
    WANT_IN(box->rows[1].name, "Today");
    WANT_IN(box->rows[2].name, "Soon");
    WANT_STR(box->rows[0].urgency.en, "Danger now");
    WANT_INT(box->counts.waiting, 3);
    WANT_INT(box->counts.nobody, 3);
    WANT_INT(box->counts.unopened, 1);
    office_close(&o);
}

TEST(inbox__filters_by_urgency_worker_and_sender)
{
    struct office       o;
    const struct inbox *box;
    struct office_child c;

    office_open(&o);
    c = named(&o, "Now", "immediate");
    named(&o, "Soon", "soon");
    WANT_OK(office_record(&o, o.worker, &c, USE_READ, NULL, (struct id){0}));
    box = asked(&o, o.worker, (struct inbox_ask){.with = INBOX_ME});
    WANT_INT(box->count, 1);
    WANT(box->rows[0].mine);
    box = asked(&o, o.worker, (struct inbox_ask){.with = INBOX_NOBODY});
    WANT_INT(box->count, 1);
    WANT_IN(box->rows[0].name, "Soon");
    box = asked(&o, o.worker, (struct inbox_ask){.urgency = S("immediate")});
    WANT_INT(box->total, 1);
    box = asked(&o, o.worker, (struct inbox_ask){.sender = S("school")});
    WANT_INT(box->total, 2);
    box = asked(&o, o.worker, (struct inbox_ask){.sender = S("police")});
    WANT_INT(box->total, 0);
    office_close(&o);
}

TEST(inbox__is_held_by_the_duty_team_at_night_and_given_back_by_day)
{
    struct office       o;
    const struct inbox *box;
    enum err            e;

    office_open(&o);
    named(&o, "Now", "immediate");
    (void)office_inbox(&o, o.night, &e);
    WANT(e == ERR_DENIED ||
         (e == OK && office_inbox(&o, o.night, &e)->count == 0));
    office_at(&o, "2027-03-01T23:00:00Z");
    box = office_inbox(&o, o.night, &e);
    WANT_OK(e);
    WANT_INT(box->count, 1);
    WANT_INT(box->cover_count > 0, 1);
    office_close(&o);
}

static enum err
make_kin(struct work *w, struct office *o)
{
    return kin_add(w, o->worker, the_child.source, S("declared"));
}

TEST(inbox__neither_shows_nor_counts_a_relative_of_the_reader)
{
    struct office       o;
    const struct inbox *box;
    enum err            e;

    office_open(&o);
    the_child = named(&o, "Now", "immediate");
    named(&o, "Soon", "soon");
    office_do(&o, make_kin);
    box = asked(&o, o.worker, (struct inbox_ask){0});
    WANT_INT(box->count, 1);
    WANT_INT(box->total, 1);
    WANT_INT(box->counts.waiting, 1);
    WANT(!office_page(&o, o.worker, &the_child, &e));
    WANT_INT(e, ERR_ABSENT);
    box = asked(&o, o.second, (struct inbox_ask){0});
    WANT_INT(box->count, 2);
    office_close(&o);
}

static enum err
seal(struct work *w, struct office *o)
{
    return label_set(w, the_child.source, LABEL_SEALED, o->manager,
                     S("risk"));
}

TEST(inbox__neither_shows_nor_counts_a_sealed_child)
{
    struct office       o;
    const struct inbox *box;
    enum err            e;

    office_open(&o);
    the_child = named(&o, "Now", "immediate");
    named(&o, "Soon", "soon");
    office_do(&o, seal);
    box = asked(&o, o.worker, (struct inbox_ask){0});
    WANT_INT(box->count, 1);
    WANT_INT(box->total, 1);
    WANT_INT(box->counts.waiting, 1);
    WANT(!office_page(&o, o.worker, &the_child, &e));
    WANT_INT(e, ERR_ABSENT);
    office_close(&o);
}

/* One record restricted, another shielded: together they come to sealed. */
static enum err
seal_between(struct work *w, struct office *o)
{
    struct id person, own;
    enum err  e;

    if ((e = person_of_source(w, the_child.source, &person)) ||
        (e = person_own(w, person, &own)) ||
        (e = label_set(w, own, LABEL_SHIELDED, o->manager, S("risk"))))
        return e;
    return label_set(w, the_child.source, LABEL_RESTRICTED, o->manager,
                     S("risk"));
}

TEST(inbox__neither_shows_nor_counts_a_child_that_two_labels_seal)
{
    struct office       o;
    const struct inbox *box;

    office_open(&o);
    the_child = named(&o, "Now", "immediate");
    named(&o, "Soon", "soon");
    office_do(&o, seal_between);
    box = asked(&o, o.worker, (struct inbox_ask){0});
    WANT_INT(box->count, 1);
    WANT_INT(box->counts.waiting, 1);
    office_close(&o);
}

static enum err
shield(struct work *w, struct office *o)
{
    return label_set(w, the_child.source, LABEL_SHIELDED, o->manager,
                     S("risk"));
}

TEST(concern__of_a_shielded_child_shows_that_it_is_and_a_number)
{
    struct office              o;
    const struct inbox        *box;
    const struct concern_page *p;
    enum err                   e;

    office_open(&o);
    the_child = named(&o, "Now", "immediate");
    office_do(&o, shield);
    box = asked(&o, o.worker, (struct inbox_ask){0});
    WANT_INT(box->count, 1);
    WANT(box->rows[0].label.en.n > 0);
    WANT_INT(box->rows[0].kinds.n, 0);
    WANT_INT(box->rows[0].sender.en.n, 0);
    p = office_page(&o, o.worker, &the_child, &e);
    WANT_OK(e);
    WANT(p->child->exists_only);
    WANT_INT(p->said_count, 0);
    WANT_INT(p->candidate_count, 0);
    WANT_INT(p->form_count, 0);
    office_close(&o);
}

TEST(inbox__is_refused_to_those_who_list_nothing)
{
    struct office o;
    enum err      e;

    office_open(&o);
    (void)office_inbox(&o, o.nurse, &e);
    WANT_INT(e, ERR_DENIED);
    (void)office_inbox(&o, o.teacher, &e);
    WANT_INT(e, ERR_DENIED);
    office_close(&o);
}

TEST(inbox__says_how_many_there_are_behind_the_last_page_too)
{
    struct office       o;
    const struct inbox *box;

    office_open(&o);
    named(&o, "Now", "immediate");
    named(&o, "Soon", "soon");
    box = asked(&o, o.worker, (struct inbox_ask){.page = 1});
    WANT_INT(box->count, 0);
    WANT_INT(box->total, 2);
    box = asked(&o, o.worker, (struct inbox_ask){0});
    WANT_INT(box->total, 2);
    office_close(&o);
}

TEST(workload__counts_what_each_worker_has)
{
    struct office          o;
    struct office_child    c;
    struct answer          answer;
    const struct workload *w;

    office_open(&o);
    c = named(&o, "Now", "immediate");
    named(&o, "Soon", "soon");
    WANT_OK(office_record(&o, o.worker, &c, USE_READ, NULL, (struct id){0}));
    WANT_OK(office_ask(&o, o.manager, (struct ask){.act = ACT_WORKLOAD},
                       &answer));
    w = answer.with;
    WANT_INT(w->count, 2);
    WANT_STR(w->rows[0].name, "worker");
    WANT_INT(w->rows[0].load.waiting, 1);
    WANT_INT(w->rows[1].name.n, 0);
    WANT_INT(w->rows[1].load.waiting, 1);
    office_close(&o);
}
