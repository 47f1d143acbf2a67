/*
 * What an action costs the store, counted: statements, rows passed over for
 * want of an index, and waits for the disk.  Seconds depend on the machine;
 * these do not, and what grows with the number of people shows here first.
 */
#include "office.h"

#include "../test.h"
#include "action/child.h"

/* Statements of one action, all told: reader, policy, deed, leaf and its
 * number; what they are now, and a few.  Who needs more says why here. */
enum {
    CHECK_MOST = 31,
    INBOX_MOST = 36,
    INBOX_ROW_MOST = 16, /* of each row more */
    CHILD_MOST = 41
};

/* On PostgreSQL the sequencer's statements come between, whenever it likes;
 * what an action asks is the same on both. */
static void
want_most(const struct office *o, int64_t statements, int64_t most)
{
    WANT(!o->shop.file || statements <= most);
}

static struct office_child the_child;
static struct id           the_person;

static struct store_counts
since(struct office *o, struct store_counts before)
{
    struct store_counts c = store_counts(service_store(o->service));

    c.statements -= before.statements;
    c.rows -= before.rows;
    c.scanned -= before.scanned;
    c.steps -= before.steps;
    c.commits -= before.commits;
    return c;
}

static struct store_counts
counts(struct office *o)
{
    return store_counts(service_store(o->service));
}

static struct store_counts
check_counts(struct office *o, struct date born)
{
    struct check_ask    in = {.given = S("Robin"),
           .family = S("Ifans"),
           .born = born,
           .reason = pack_list_for(o->pack, S("check_reason"))->options[0].id};
    struct ask          ask = {.act = ACT_REGISTER_CHECK,
                 .purpose = pack_purpose_for(o->pack, S("concern"))->id,
                 .with = &in};
    struct answer       answer = {0};
    struct store_counts before = counts(o);

    WANT_OK(office_ask(o, o->nurse, ask, &answer));
    return since(o, before);
}

TEST(count__a_check_reads_no_more_when_many_were_made_before)
{
    struct office       o;
    struct store_counts first, last;

    office_open(&o);
    (void)check_counts(&o, date_of(2019, 1, 13));   /* who is who is read */
    first = check_counts(&o, date_of(2019, 1, 14)); /* no month: few keys */
    for (int day = 15; day < 29; day++)
        last = check_counts(&o, date_of(2019, 1, day));
    want_most(&o, last.statements, first.statements);
    WANT(last.steps * 4 <= first.steps * 5);
    WANT_INT(first.scanned, 0);
    WANT_INT(last.scanned, 0);
    want_most(&o, last.statements, CHECK_MOST);
    WANT_INT(last.commits, 1);
    office_close(&o);
}

TEST(count__an_inbox_is_made_of_few_statements_and_one_commit)
{
    struct office       o;
    struct store_counts before, c;
    enum err            e;

    office_open(&o);
    office_concern(&o, "{}");
    WANT(office_inbox(&o, o.worker, &e) != NULL); /* who is who is read */
    before = counts(&o);
    WANT(office_inbox(&o, o.worker, &e) != NULL);
    c = since(&o, before);
    want_most(&o, c.statements, INBOX_MOST);
    WANT_INT(c.commits, 1);
    office_close(&o);
}

static struct store_counts
inbox_counts(struct office *o, size_t rows)
{
    struct store_counts before = counts(o);
    enum err            e;
    const struct inbox *box = office_inbox(o, o->worker, &e);

    WANT_OK(e);
    WANT_INT(box->count, rows);
    return since(o, before);
}

TEST(count__a_longer_inbox_costs_only_what_its_rows_do)
{
    struct office       o;
    struct store_counts one, page, more;

    office_open(&o);
    office_concern(&o, "{}");
    one = inbox_counts(&o, 1);
    for (int i = 1; i < INBOX_PAGE; i++)
        office_concern(&o, "{}");
    page = inbox_counts(&o, INBOX_PAGE);
    for (int i = 0; i < INBOX_PAGE; i++)
        office_concern(&o, "{}");
    more = inbox_counts(&o, INBOX_PAGE);
    want_most(&o, more.statements, page.statements);
    want_most(&o, page.statements - one.statements,
        (INBOX_PAGE - 1) * INBOX_ROW_MOST);
    WANT_INT(page.scanned, 0);
    WANT_INT(more.scanned, 0);
    want_most(&o, more.rows, page.rows);
    WANT(more.steps * 4 <= page.steps * 5);
    office_close(&o);
}

static enum err
find_person(struct work *w, struct office *o)
{
    (void)o;
    return person_of_source(w, the_child.source, &the_person);
}

static struct store_counts
child_counts(struct office *o)
{
    struct child_ask    in = {0};
    struct answer       answer = {0};
    struct ask          ask = {.act = ACT_CHILD, .with = &in};
    struct store_counts before = counts(o);

    ask.about = the_person;
    WANT_OK(office_ask(o, o->worker, ask, &answer));
    return since(o, before);
}

TEST(count__a_childs_page_is_made_of_few_statements_and_one_commit)
{
    struct office       o;
    struct store_counts c;

    office_open(&o);
    the_child = office_concern(&o, "{}");
    office_do(&o, find_person);
    (void)child_counts(&o); /* who is who is remembered from here on */
    c = child_counts(&o);
    want_most(&o, c.statements, CHILD_MOST);
    WANT_INT(c.scanned, 0);
    WANT_INT(c.commits, 1);
    office_close(&o);
}

TEST(count__a_childs_page_reads_no_more_statements_for_more_entries)
{
    const struct form  *note;
    struct office       o;
    struct store_counts few, many;

    office_open(&o);
    note = pack_form(o.pack, S("note"));
    the_child = office_concern(&o, "{}");
    office_do(&o, find_person);
    WANT_OK(office_record_form(&o, o.worker, &the_child, note,
        "{\"note_kind\": \"remark\", \"remark\": \"Rang.\"}"));
    (void)child_counts(&o); /* who is who is remembered from here on */
    few = child_counts(&o);
    for (int i = 0; i < 60; i++)
        WANT_OK(office_record_form(&o, o.worker, &the_child, note,
            "{\"note_kind\": \"remark\", \"remark\": \"Rang.\"}"));
    many = child_counts(&o);
    /* but a line of the leaf for each entry that a page of them shows */
    if (o.shop.file)
        WANT_INT(many.statements - few.statements, CHILD_ROWS - 2);
    /* few passes over the own entries, and over nobody else's */
    WANT(many.scanned <= 8 * 61);
    office_close(&o);
}
