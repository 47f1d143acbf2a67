/*
 * link_test -- same child, not the same, and undoing it.
 */
#include "spelt.h"

#include "../practice/small.h"
#include "../test.h"

#include "action/link_inside.h"
#include "record/label.h"

TEST(concern__offers_the_child_under_another_spelling_with_the_evidence)
{
    struct office              o;
    struct office_child        c;
    const struct concern_page *p;
    enum err                   e;

    office_open(&o);
    c = spelt_two(&o);
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(p->candidate_count, 1);
    WANT_STR(p->candidates[0].name, "Lleucu Penry");
    WANT(p->candidates[0].why.count > 2);
    WANT_INT(p->candidates[0].concerns, 1);
    WANT_INT(p->earlier_count, 0);
    office_close(&o);
}

TEST(link_say__brings_the_history_and_undoing_takes_it_away_again)
{
    struct office              o;
    struct office_child        c;
    const struct concern_page *p;
    enum err                   e;

    office_open(&o);
    c = spelt_two(&o);
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_SAME, spelt_earlier.source));
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(p->candidate_count, 0);
    WANT_INT(p->earlier_count, 1);
    WANT_STR(p->earlier[0].spelled, "Lleucu Penry");
    WANT(!id_is_none(p->earlier[0].decided.entry));
    WANT_INT(p->child->link_count, 1);
    WANT(p->child->links[0].figure.n && p->child->links[0].row.model.n);
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_UNDO, p->child->links[0].row.id));
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(p->earlier_count, 0);
    WANT_INT(p->candidate_count, 1);
    office_close(&o);
}

/* As if other weights had weighed the pair when it was put forward. */
static enum err
weighed_before(struct work *w, struct office *o)
{
    static const struct statement as[1] = {
        {.sql = "UPDATE pair SET weight = 77, model = 'before'"}};

    (void)o;
    return txn_do(w->tx, &as[0], NO_ARGS);
}

TEST(link_say__keeps_the_weight_it_was_proposed_with)
{
    static const enum link_kind kinds[] = {LINK_SAME, LINK_NOT_SAME};

    for (size_t i = 0; i < 2; i++) {
        struct office       o;
        struct office_child c;

        office_open(&o);
        c = spelt_two(&o);
        WANT_INT(office_count(&o, "SELECT COUNT(*) FROM pair"), 1);
        office_do(&o, weighed_before);
        WANT_OK(spelt_say(&o, o.worker, &c, kinds[i], spelt_earlier.source));
        WANT_INT(office_count(&o,
                     "SELECT COUNT(*) FROM link"
                     " WHERE weight = 77 AND model = 'before'"),
            1);
        office_close(&o);
    }
}

TEST(link_say__not_the_same_is_not_proposed_again)
{
    struct office              o;
    struct office_child        c;
    const struct concern_page *p;
    enum err                   e;

    office_open(&o);
    c = spelt_two(&o);
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_NOT_SAME, spelt_earlier.source));
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(p->candidate_count, 0);
    WANT_INT(p->earlier_count, 0);
    office_close(&o);
}

TEST(link_say__of_twins_is_refused_and_the_page_says_why)
{
    struct office           o;
    struct office_child     c;
    struct link_ask         in;
    struct answer           answer;
    const struct link_page *page;

    office_open(&o);
    c = spelt_two(&o);
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_TWINS, spelt_earlier.source));
    WANT_ERR(ERR_ILLEGAL,
        spelt_say(&o, o.worker, &c, LINK_SAME, spelt_earlier.source));
    in = (struct link_ask){.kind = LINK_SAME,
        .source = c.source,
        .other = spelt_earlier.source};
    WANT_OK(office_ask(&o, o.worker,
        (struct ask){.act = ACT_LINK_LOOK, .about = c.thread, .with = &in},
        &answer));
    page = answer.with;
    WANT_INT(page->parted, LINK_TWINS);
    WANT_STR(page->reason, "Yr un fam");
    WANT(page->made_by.n > 0);
    WANT_INT(office_count(&o, "SELECT COUNT(*) FROM link"), 1);
    office_close(&o);
}

TEST(link_say__undoing_tells_everybody_who_was_told_since)
{
    struct office              o;
    struct office_child        c;
    const struct concern_page *p;
    struct link_ask            in;
    struct answer              answer;
    const struct link_page    *page;
    int64_t                    told;
    enum err                   e;

    office_open(&o);
    c = spelt_two(&o);
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_SAME, spelt_earlier.source));
    WANT_OK(office_record(&o, o.worker, &c, USE_DECIDE, SPELT_NOTHING_DONE,
        (struct id){0}));
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    in = (struct link_ask){.kind = LINK_UNDO,
        .source = c.source,
        .link = p->child->links[0].row.id};
    WANT_OK(office_ask(&o, o.worker,
        (struct ask){.act = ACT_LINK_LOOK, .about = c.thread, .with = &in},
        &answer));
    page = answer.with;
    WANT(page->relied.count > 1);
    told = office_count(&o, "SELECT COUNT(*) FROM notice");
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_UNDO, in.link));
    WANT(office_count(&o, "SELECT COUNT(*) FROM notice") > told);
    office_close(&o);
}

static enum err
seal(struct work *w, struct office *o)
{
    return label_set(w, spelt_earlier.source, LABEL_SEALED, o->manager,
        S("risk"));
}

TEST(concern__offers_no_sealed_child)
{
    struct office              o;
    struct office_child        c;
    const struct concern_page *p;
    enum err                   e;

    office_open(&o);
    c = spelt_two(&o);
    office_do(&o, seal);
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(p->candidate_count, 0);
    WANT_ERR(ERR_ABSENT,
        spelt_say(&o, o.worker, &c, LINK_SAME, spelt_earlier.source));
    office_close(&o);
}

TEST(link_say__is_not_for_those_who_have_no_concern_about_the_child)
{
    struct office       o;
    struct office_child c;
    enum err            e;

    office_open(&o);
    c = spelt_two(&o);
    e = spelt_say(&o, o.nurse, &c, LINK_SAME, spelt_earlier.source);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    e = spelt_say(&o, o.social, &c, LINK_SAME, spelt_earlier.source);
    WANT(e == ERR_DENIED || e == ERR_ABSENT);
    office_close(&o);
}

static struct answer given;

/* Gives one entry to the other child of a link that was undone. */
static enum err
give(struct office *o, const struct office_child *c, struct id link,
    struct id entry)
{
    struct link_say in = {.ask = {.kind = LINK_MOVE,
                              .source = c->source,
                              .link = link},
        .form = link_form(o->pack, LINK_MOVE),
        .language = LANG_EN,
        .entry = entry,
        .reason = S("It is about the other child")};

    return office_ask(o, o->worker,
        (struct ask){.act = ACT_LINK_SAY, .about = c->thread, .with = &in},
        &given);
}

TEST(link_say__gives_what_was_written_meanwhile_to_the_other_child)
{
    struct office              o;
    struct office_child        c;
    const struct concern_page *p;
    struct id                  link, entry, before;
    enum err                   e;

    office_open(&o);
    c = spelt_two(&o);
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    before = p->said[0].entry;
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_SAME, spelt_earlier.source));
    WANT_OK(office_record(&o, o.worker, &c, USE_DECIDE, SPELT_NOTHING_DONE,
        (struct id){0}));
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    link = p->child->links[0].row.id;
    entry = p->decided[0].entry;
    WANT_ERR(ERR_ILLEGAL, give(&o, &c, link, entry));
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_UNDO, link));
    WANT_ERR(ERR_CONFLICT, spelt_say(&o, o.worker, &c, LINK_UNDO, link));
    WANT_ERR(ERR_ABSENT, give(&o, &c, link, before));
    WANT_OK(give(&o, &c, link, entry));
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(p->decided_count, 0);
    office_close(&o);
}

/* The two undone, with a decision and an answer written meanwhile. */
static struct id
undone(struct office *o, struct office_child *c, struct id *decided,
    struct id *answered)
{
    const struct concern_page *p;
    struct id                  link;
    enum err                   e;

    *c = spelt_two(o);
    WANT_OK(spelt_say(o, o->worker, c, LINK_SAME, spelt_earlier.source));
    WANT_OK(office_record(o, o->worker, c, USE_DECIDE, SPELT_NOTHING_DONE,
        (struct id){0}));
    WANT_OK(office_record(o, o->worker, c, USE_READ, NULL, (struct id){0}));
    p = office_page(o, o->worker, c, &e);
    WANT_OK(e);
    link = p->child->links[0].row.id;
    *decided = p->decided[0].entry;
    for (size_t i = 0; i < p->done_count; i++)
        if (p->done[i].use == USE_READ)
            *answered = p->done[i].entry;
    WANT_OK(spelt_say(o, o->worker, c, LINK_UNDO, link));
    return link;
}

static const struct link_page *
undoing(struct office *o, const struct office_child *c, struct id link)
{
    struct link_ask in = {.kind = LINK_UNDO, .source = c->source, .link = link};
    struct answer   a;

    WANT_OK(office_ask(o, o->worker,
        (struct ask){.act = ACT_LINK_LOOK, .about = c->thread, .with = &in},
        &a));
    return a.with;
}

static enum err
keep(struct office *o, const struct office_child *c, struct id link,
    struct id entry, struct str why)
{
    struct link_say in = {.ask = {.kind = LINK_KEEP,
                              .source = c->source,
                              .link = link},
        .form = link_form(o->pack, LINK_KEEP),
        .language = LANG_EN,
        .entry = entry,
        .reason = why};

    return office_ask(o, o->worker,
        (struct ask){.act = ACT_LINK_SAY, .about = c->thread, .with = &in},
        &given);
}

#define BREACH(state)                                                         \
    "SELECT COUNT(*) FROM clock_row WHERE clock = 'link.breach'"              \
    " AND state = '" state "'"

/* S22: each thing that relied on it, within the pack's time. */
TEST(link_say__opens_the_breach_clock_until_all_that_relied_is_put_right)
{
    struct office           o;
    struct office_child     c;
    struct id               link, decided, answered = {0};
    const struct link_page *p;
    size_t                  n;

    office_open(&o);
    link = undone(&o, &c, &decided, &answered);
    WANT_INT(office_count(&o, BREACH("open")), 2); /* of both children */
    p = undoing(&o, &c, link);
    WANT(p->settles && !p->relied.settled);
    WANT_STR(moment_text(o.arena, p->due), "2027-03-05T09:00:00Z");
    n = p->relied.unsettled;
    WANT(n > 1);
    WANT_ERR(ERR_INVALID, keep(&o, &c, link, decided, S(" ")));
    WANT_OK(give(&o, &c, link, decided));
    WANT_INT(undoing(&o, &c, link)->relied.unsettled, n - 1);
    WANT_INT(office_count(&o, BREACH("open")), 2);
    for (size_t i = 0; i < p->relied.count; i++)
        if (p->relied.all[i].to_settle &&
            !id_eq(p->relied.all[i].item, decided))
            WANT_OK(keep(&o, &c, link, p->relied.all[i].item, S("It is hers")));
    WANT_INT(office_count(&o, BREACH("open")), 0);
    WANT_INT(office_count(&o, BREACH("met")), 2);
    p = undoing(&o, &c, link);
    WANT(p->relied.settled && !p->relied.unsettled);
    WANT_ERR(ERR_ABSENT, keep(&o, &c, link, answered, S("Once more")));
    office_close(&o);
}

/* All that relied on the undone link stays where it is. */
static void
keep_all(struct office *o, const struct office_child *c, struct id link)
{
    const struct link_page *p = undoing(o, c, link);

    if (!p->relied.unsettled && !p->relied.settled)
        WANT_OK(keep(o, c, link, (struct id){0}, S("Nothing relied on it")));
    for (size_t i = 0; i < p->relied.count; i++)
        if (p->relied.all[i].to_settle && !p->relied.all[i].settled.us)
            WANT_OK(keep(o, c, link, p->relied.all[i].item, S("It is hers")));
}

/* Two links of one child undone in one concern: what puts the one right says
 * nothing of the other. */
TEST(link_say__opens_a_breach_clock_for_each_link_that_is_undone)
{
    struct office       o;
    struct office_child c, third;
    struct id           other[2], link[2];

    office_open(&o);
    third = office_concern(&o, SPELT_OTHER);
    c = spelt_two(&o);
    other[0] = spelt_earlier.source;
    other[1] = third.source;
    for (int i = 0; i < 2; i++) {
        const struct concern_page *p;
        enum err                   e;

        spelt_earlier.source =
            other[i]; /* whom spelt_say() names beside the child */
        WANT_OK(spelt_say(&o, o.worker, &c, LINK_SAME, other[i]));
        p = office_page(&o, o.worker, &c, &e);
        link[i] = p->child->links[0].row.id;
        WANT_OK(spelt_say(&o, o.worker, &c, LINK_UNDO, link[i]));
        office_at(&o, i ? "2027-03-02T11:00:00Z" : "2027-03-02T10:00:00Z");
    }
    WANT_INT(office_count(&o, BREACH("open")), 4); /* of both, twice */
    WANT_STR(moment_text(o.arena, undoing(&o, &c, link[0])->due),
        "2027-03-05T09:00:00Z");
    WANT_STR(moment_text(o.arena, undoing(&o, &c, link[1])->due),
        "2027-03-05T10:00:00Z");
    keep_all(&o, &c, link[0]);
    WANT(undoing(&o, &c, link[0])->relied.settled);
    WANT(!undoing(&o, &c, link[1])->relied.settled);
    WANT_INT(office_count(&o, BREACH("met")), 2);
    WANT_INT(office_count(&o, BREACH("open")), 2);
    keep_all(&o, &c, link[1]);
    WANT_INT(office_count(&o, BREACH("open")), 0);
    office_close(&o);
}

/* What was said of each stands beside it. */
TEST(link_look__says_of_each_thing_who_settled_it_and_why)
{
    struct office           o;
    struct office_child     c;
    struct id               link, decided, answered = {0};
    const struct link_page *p;
    size_t                  found = 0;

    office_open(&o);
    link = undone(&o, &c, &decided, &answered);
    WANT_OK(keep(&o, &c, link, decided, S("It is hers")));
    p = undoing(&o, &c, link);
    for (size_t i = 0; i < p->relied.count; i++) {
        const struct relied *r = &p->relied.all[i];

        if (!r->settled.us)
            continue;
        WANT(id_eq(r->item, decided));
        WANT_STR(r->why, "It is hers");
        WANT_STR(r->settled_by, "worker");
        found++;
    }
    WANT_INT(found, 1);
    office_close(&o);
}

/* S22 holds under each pack: its undoing opens a deadline, and its own form
 * meets it. */
TEST(relied_settling__finds_the_form_of_each_pack)
{
    static const char *const packs[] = {"practice/wales", "practice/england"};

    for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
        struct small           s = small_open_at(packs[i]);
        struct relied_settling l;

        WANT(relied_settling(s.pack, YIELD_UNLINK, &l));
        WANT(l.deadline && l.form && l.item && l.why && l.all);
        small_close(&s);
    }
}

/* ---- a year ago ---- */

/* Whom a notice reached that the undoing made. */
static int64_t
told_again(struct office *o)
{
    return office_count(o,
        "SELECT COUNT(*) FROM notice n JOIN link l"
        " ON l.undone = n.cause");
}

static size_t
of_kind(const struct relied_list *l, enum relied_kind kind)
{
    size_t n = 0;

    for (size_t i = 0; i < l->count; i++)
        n += l->all[i].kind == kind;
    return n;
}

TEST(link_say__undoes_a_link_of_a_year_ago_with_all_that_relied_on_it)
{
    struct office              o;
    struct office_child        c;
    const struct concern_page *p;
    const struct link_page    *page;
    struct id                  link, decided;
    size_t                     told;
    enum err                   e;

    office_open(&o);
    c = spelt_two(&o);
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_SAME, spelt_earlier.source));
    office_at(&o, "2027-09-02T10:00:00Z");
    WANT_OK(office_record(&o, o.worker, &c, USE_READ, NULL, (struct id){0}));
    WANT_OK(office_record(&o, o.worker, &c, USE_DECIDE, SPELT_NOTHING_DONE,
        (struct id){0}));
    office_at(&o, "2028-03-02T10:00:00Z");
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    link = p->child->links[0].row.id;
    decided = p->decided[0].entry;
    page = undoing(&o, &c, link);
    WANT(of_kind(&page->relied, RELIED_DECISION) == 1);
    WANT(of_kind(&page->relied, RELIED_ENTRY) >= 1);
    told = of_kind(&page->relied, RELIED_NOTICE);
    WANT(told > 0);
    WANT_INT(told_again(&o), 0);
    WANT_OK(spelt_say(&o, o.worker, &c, LINK_UNDO, link));
    WANT(told_again(&o) >= (int64_t)told);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM clock_row"
                 " WHERE clock = 'link.breach'"
                 " AND state = 'open'"),
        2);
    page = undoing(&o, &c, link);
    WANT(page->settles && page->relied.unsettled >= 2);
    WANT(page->due.us > page->undone_at.us);
    WANT_OK(give(&o, &c, link, decided));
    page = undoing(&o, &c, link);
    for (size_t i = 0; i < page->relied.count; i++)
        if (page->relied.all[i].to_settle && !page->relied.all[i].settled.us)
            WANT_OK(keep(&o, &c, link, page->relied.all[i].item,
                S("True of her all the same")));
    page = undoing(&o, &c, link);
    WANT(page->relied.settled);
    WANT_INT(office_count(&o,
                 "SELECT COUNT(*) FROM clock_row"
                 " WHERE clock = 'link.breach'"
                 " AND state = 'open'"),
        0);
    p = office_page(&o, o.worker, &c, &e);
    WANT_OK(e);
    WANT_INT(p->earlier_count, 0);
    WANT_INT(p->decided_count, 0);
    office_close(&o);
}
