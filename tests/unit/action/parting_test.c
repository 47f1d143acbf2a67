/*
 * parting_test -- two whom an order parts: nobody links them, nobody undoes
 * it, and who may not know of one of them learns nothing of it from the other
 * (S7, S11).
 */
#include "spelt.h"

#include "../test.h"

#include "action/child.h"
#include "action/find.h"
#include "action/pair.h"
#include "record/label.h"

static struct answer got;

static const struct link_page *
looks(struct office *o, struct id by, const struct office_child *c,
    struct link_ask in, enum err *e)
{
    in.source = c->source;
    *e = office_ask(o, by,
        (struct ask){.act = ACT_LINK_LOOK, .about = c->thread, .with = &in},
        &got);
    return *e ? NULL : got.with;
}

static struct id
newest_link(struct office *o, const struct office_child *c)
{
    const struct concern_page *p;
    enum err                   e;

    p = office_page(o, o->manager, c, &e);
    WANT_OK(e);
    WANT(p->child->link_count > 0);
    return p->child->links[0].row.id;
}

TEST(link_say__of_an_order_stands_until_it_is_over)
{
    struct office           o;
    struct office_child     c;
    const struct link_page *page;
    struct id               order;
    enum err                e;

    office_open(&o);
    c = spelt_two(&o);
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_ORDER, spelt_earlier.source));
    WANT_ERR(ERR_ILLEGAL,
        spelt_say(&o, o.worker, &c, LINK_SAME, spelt_earlier.source));
    page = looks(&o, o.worker, &c,
        (struct link_ask){.kind = LINK_SAME, .other = spelt_earlier.source},
        &e);
    WANT_OK(e);
    WANT_INT(page->parted, LINK_ORDER);
    WANT_STR(page->order.en, "Adoption order");
    WANT(date_eq(page->since, date_of(2027, 2, 26)));
    WANT_STR(page->reason, "Yr un fam");
    /* no worker undoes it, and who says that it is over is the manager */
    order = newest_link(&o, &c);
    WANT_ERR(ERR_ABSENT, spelt_say(&o, o.manager, &c, LINK_UNDO, order));
    e = spelt_say(&o, o.worker, &c, LINK_OVER, order);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    WANT_OK(spelt_say(&o, o.manager, &c, LINK_OVER, order));
    WANT_ERR(ERR_CONFLICT, spelt_say(&o, o.manager, &c, LINK_OVER, order));
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_SAME, spelt_earlier.source));
    /* and what is no order is not over */
    WANT_ERR(ERR_ABSENT,
        spelt_say(&o, o.manager, &c, LINK_OVER, newest_link(&o, &c)));
    office_close(&o);
}

TEST(link_say__of_an_order_is_said_over_what_a_worker_judged)
{
    struct office           o;
    struct office_child     c;
    const struct link_page *page;
    enum err                e;

    office_open(&o);
    c = spelt_two(&o);
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_NOT_SAME, spelt_earlier.source));
    page = looks(&o, o.worker, &c,
        (struct link_ask){.kind = LINK_ORDER, .other = spelt_earlier.source},
        &e);
    WANT_OK(e);
    WANT_INT(page->parted, LINK_SAME);
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_ORDER, spelt_earlier.source));
    page = looks(&o, o.worker, &c,
        (struct link_ask){.kind = LINK_SAME, .other = spelt_earlier.source},
        &e);
    WANT_OK(e);
    WANT_INT(page->parted, LINK_ORDER);
    WANT_ERR(ERR_CONFLICT,
        spelt_say(&o, o.worker, &c, LINK_ORDER, spelt_earlier.source));
    office_close(&o);
}

static enum err
seal(struct work *w, struct office *o)
{
    return label_set(w, spelt_earlier.source, LABEL_SEALED, o->manager,
        S("adopted"));
}

/* A child whom nobody has ever reported beside this one, and one who was
 * somebody else: of both the page says the same. */
static void
want_nothing_said(struct office *o, const struct office_child *c)
{
    const struct concern_page *p;
    enum err                   e;

    p = office_page(o, o->worker, c, &e);
    WANT_OK(e);
    WANT_INT(p->child->link_count, 0);
    WANT_INT(p->candidate_count, 0);
    WANT_INT(p->done_count, 0);
    WANT_INT(p->sent_count, 0);
    WANT_INT(p->tab_count, 1);
    WANT_INT(p->earlier_count, 0);
    WANT_INT(p->child->source_count, 1);
    WANT_INT(p->child->other_count, 0);
}

TEST(link_say__of_an_order_is_told_nobody_who_may_not_know_of_the_other)
{
    static const enum link_kind kinds[] = {
        LINK_SAME, LINK_NOT_SAME, LINK_TWINS, LINK_ORDER};
    const struct id     nobody = {ID_SOURCE, {1}};
    struct office       o;
    struct office_child c;
    struct id           order;
    enum err            e;

    office_open(&o);
    c = spelt_two(&o);
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_ORDER, spelt_earlier.source));
    order = newest_link(&o, &c);
    WANT_INT(office_page(&o, o.worker, &c, &e)->child->link_count, 1);
    office_do(&o, seal);
    want_nothing_said(&o, &c);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        WANT_ERR(ERR_ABSENT,
            spelt_say(&o, o.worker, &c, kinds[i], spelt_earlier.source));
        WANT_ERR(ERR_ABSENT, spelt_say(&o, o.worker, &c, kinds[i], nobody));
    }
    WANT_ERR(ERR_ABSENT, spelt_say(&o, o.worker, &c, LINK_UNDO, order));
    e = spelt_say(&o, o.worker, &c, LINK_OVER, order);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    office_close(&o);
}

/* Linked once, and undone: what was written then is the sealed record's, on
 * the page of a day when the two were one as well. */
TEST(child__as_of_a_day_before_the_order_shows_nothing_of_who_it_was)
{
    struct office            o;
    struct office_child      c;
    struct child_ask         in = {.as_of = {2027, 3, 2}};
    const struct child_page *p;
    struct id                person;
    enum err                 e;

    office_open(&o);
    c = spelt_two(&o);
    person = office_page(&o, o.worker, &c, &e)->child->person;
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_SAME, spelt_earlier.source));
    office_at(&o, "2027-03-04T09:00:00Z");
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_UNDO, newest_link(&o, &c)));
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_ORDER, spelt_earlier.source));
    WANT_OK(office_ask(&o, o.worker,
        (struct ask){.act = ACT_CHILD, .about = person, .with = &in}, &got));
    p = got.with;
    WANT(p->item_count > 1); /* the control: it would be told */
    office_do(&o, seal);
    WANT_OK(office_ask(&o, o.worker,
        (struct ask){.act = ACT_CHILD, .about = person, .with = &in}, &got));
    p = got.with;
    WANT_INT(p->item_count, 1);
    WANT_INT(p->source_count, 1);
    WANT_INT(p->link_count, 0);
    for (size_t i = 0; i < got.disclosed_count; i++)
        WANT(!id_eq(got.disclosed[i], spelt_earlier.source));
    want_nothing_said(&o, &c);
    office_close(&o);
}

/* ---- proposing ---- */

/* What the second report has put forward already. */
static enum err
forget(struct work *w, struct office *o)
{
    static const struct statement all = {.sql = "DELETE FROM pair"};

    (void)o;
    return txn_do(w->tx, &all, NO_ARGS);
}

static enum err
propose_like(struct work *w, struct office *o)
{
    enum err e = pair_propose_like(w, spelt_earlier.source, PAIR_REPORT);

    (void)o;
    return e;
}

TEST(pair__of_two_whom_an_order_parts_is_not_even_written)
{
    struct office           o;
    struct office_child     c;
    struct pair_put         in;
    struct find_ask         find = {.given = S("Lleucu"),
                .family = S("Penri"),
                .born = {2020, 9, 9}};
    const struct find_page *p;

    office_open(&o);
    c = spelt_two(&o);
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_ORDER, spelt_earlier.source));
    office_do(&o, forget);
    WANT_OK(office_ask(&o, o.worker,
        (struct ask){.act = ACT_FIND, .with = &find}, &got));
    p = got.with;
    WANT_INT(p->count, 2);
    in = (struct pair_put){p->rows[0].person, p->rows[1].person};
    WANT_ERR(ERR_CONFLICT,
        office_ask(&o, o.worker,
            (struct ask){.act = ACT_PAIR_PROPOSE, .with = &in}, &got));
    WANT_INT(got.fault.msg, MSG_CONCERN_PARTED_ORDER);
    office_do(&o, propose_like);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM pair"), 0);
    /* the control: it would be, were it over */
    WANT_OK(spelt_say(&o, o.manager, &c, LINK_OVER, newest_link(&o, &c)));
    office_do(&o, propose_like);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM pair"), 1);
    office_close(&o);
}
