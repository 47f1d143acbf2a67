/*
 * looked_test -- who has looked at a child, out of the ledger that every look
 * really leaves; and a page of a long chronology.
 */
#include "office.h"

#include "../test.h"
#include "action/child.h"

static struct office_child the_child;
static struct id           the_person;

static enum err
find_person(struct work *w, struct office *o)
{
    (void)o;
    return person_of_source(w, the_child.source, &the_person);
}

static enum err
look(struct office *o, struct id who)
{
    struct child_ask in = {0};
    struct answer    got = {0};

    return office_ask(o, who,
        (struct ask){.act = ACT_CHILD, .about = the_person, .with = &in}, &got);
}

static const struct child_lookers *
lookers(struct office *o, struct moment before)
{
    struct child_looked_ask in = {.before = before};
    struct answer           got = {0};

    WANT_OK(office_ask(o, o->custodian,
        (struct ask){.act = ACT_CHILD_LOOKED, .about = the_person, .with = &in},
        &got));
    return got.with;
}

static const struct moment now = {INT64_MAX};

TEST(child_looked__tells_the_custodian_which_agency_looked_on_which_day)
{
    struct office               o;
    const struct child_lookers *l;

    office_open(&o);
    the_child = office_concern(&o, "{}");
    office_do(&o, find_person);
    WANT_OK(look(&o, o.worker));
    WANT_OK(look(&o, o.worker));
    WANT_OK(look(&o, o.teacher)); /* reads the own report: never told */
    WANT_ERR(ERR_DENIED, look(&o, o.nurse));
    l = lookers(&o, now);
    WANT_INT(l->count, 2);
    WANT(l->rows[0].refused);
    WANT_INT(l->rows[0].times, 1);
    WANT_INT(l->rows[1].times, 2);
    WANT_STR(l->rows[1].agency.en, "Sir Afon");
    WANT_INT(l->earlier.us, 0);
    office_at(&o, "2027-03-02T08:00:00Z");
    WANT_OK(look(&o, o.worker));
    l = lookers(&o, now);
    WANT_INT(l->rows[0].day.day, 2);
    WANT_INT(l->rows[0].times, 1);
    office_close(&o);
}

TEST(child_looked__refuses_all_but_co_ordinator_custodian_and_auditor)
{
    struct office           o;
    struct child_looked_ask in = {.before = now};
    struct answer           got = {0};
    struct ask              ask = {.act = ACT_CHILD_LOOKED, .with = &in};

    office_open(&o);
    the_child = office_concern(&o, "{}");
    office_do(&o, find_person);
    ask.about = the_person;
    WANT_OK(look(&o, o.worker)); /* the page, and yet not its lookers */
    WANT_ERR(ERR_DENIED, office_ask(&o, o.worker, ask, &got));
    WANT_OK(look(&o, o.teacher));
    WANT_ERR(ERR_DENIED, office_ask(&o, o.teacher, ask, &got));
    WANT_ERR(ERR_DENIED, office_ask(&o, o.nurse, ask, &got));
    WANT_OK(office_ask(&o, o.custodian, ask, &got));
    office_close(&o);
}

TEST(child__tells_a_page_of_entries_and_shows_all_in_the_picture)
{
    const struct form       *note;
    const struct child_page *p;
    struct office            o;
    struct child_ask         in = {.first = CHILD_ROWS};
    struct answer            got = {0};
    struct ask               ask = {.act = ACT_CHILD, .with = &in};

    office_open(&o);
    note = pack_form(o.pack, S("note"));
    the_child = office_concern(&o, "{}");
    office_do(&o, find_person);
    ask.about = the_person;
    for (int i = 0; i < CHILD_ROWS; i++)
        WANT_OK(office_record_form(&o, o.worker, &the_child, note,
            "{\"note_kind\": \"remark\", \"remark\": \"Rang.\"}"));
    WANT_OK(office_ask(&o, o.worker, ask, &got));
    p = got.with;
    WANT_INT(p->item_count, CHILD_ROWS + 1);
    WANT_INT(p->row_first, CHILD_ROWS);
    WANT_INT(p->row_count, 1);
    WANT(p->items[CHILD_ROWS].line_count > 0);
    WANT_INT(p->items[0].line_count, 0);
    in.first = 0;
    WANT_OK(office_ask(&o, o.worker, ask, &got));
    p = got.with;
    WANT_INT(p->row_count, CHILD_ROWS);
    WANT(p->items[0].line_count > 0);
    WANT_INT(p->items[CHILD_ROWS].line_count, 0);
    office_close(&o);
}

TEST(child__shows_what_was_known_at_a_time_and_the_leaf_says_of_when)
{
    const struct child_page *p;
    struct office            o;
    struct child_ask         in = {.as_of = date_of(2027, 3, 1)};
    struct answer            got = {0};
    struct ask               ask = {.act = ACT_CHILD, .with = &in};

    office_open(&o);
    the_child = office_concern(&o, "{}");
    office_do(&o, find_person);
    ask.about = the_person;
    office_at(&o, "2027-03-01T14:00:00Z");
    WANT_OK(office_record_form(&o, o.worker, &the_child,
        pack_form(o.pack, S("note")),
        "{\"note_kind\": \"remark\", \"remark\": \"Rang.\"}"));
    office_at(&o, "2027-03-01T18:00:00Z");
    WANT(moment_parse(S("2027-03-01T12:00:00Z"), &in.at));
    WANT_OK(office_ask(&o, o.worker, ask, &got));
    p = got.with;
    WANT_INT(p->item_count, 1);
    WANT(!p->may_decide);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM ledger_leaf WHERE detail ="
                 " '{\"as_of\":\"2027-03-01T12:00:00Z\"}'"),
        1);
    in.at.us = 0; /* the end of a day that has not come is now */
    WANT_OK(office_ask(&o, o.worker, ask, &got));
    p = got.with;
    WANT_INT(p->item_count, 2);
    WANT(date_is_none(p->as_of));
    WANT(p->may_decide);
    office_close(&o);
}

TEST(child_print__holds_all_entries_and_is_a_print_in_the_ledger)
{
    const struct child_page *p;
    struct office            o;
    struct child_ask         in = {0};
    struct answer            got = {0};
    struct ask               ask = {.act = ACT_CHILD_PRINT, .with = &in};

    office_open(&o);
    the_child = office_concern(&o, "{}");
    office_do(&o, find_person);
    ask.about = the_person;
    for (int i = 0; i < CHILD_ROWS; i++)
        WANT_OK(office_record_form(&o, o.worker, &the_child,
            pack_form(o.pack, S("note")),
            "{\"note_kind\": \"remark\", \"remark\": \"Rang.\"}"));
    WANT_OK(office_ask(&o, o.worker, ask, &got));
    p = got.with;
    WANT(p->on_paper);
    WANT_INT(p->row_count, CHILD_ROWS + 1);
    WANT(p->items[CHILD_ROWS].line_count > 0);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM ledger_leaf"
                 " WHERE action = 'CHILD_PRINT'"),
        1);
    WANT_ERR(ERR_DENIED, office_ask(&o, o.nurse, ask, &got));
    office_close(&o);
}
