/*
 * inbox_siblings_test -- a concern about several children stands once in the
 * inbox, and none of those whom it is about is lost by that.
 */
#include "action/inbox.h"

#include "../test.h"
#include "door.h"

#include "record/label.h"

#define CHILDREN 4

struct siblings {
    struct house h;
    struct id    all[CHILDREN], thread;
};

static void
report(struct siblings *t)
{
    struct house_entry e = {.form = "concern",
        .said = "{\"urgency\": \"urgent\", \"about_worker\": \"no\"}"};

    house_open(&t->h);
    e.by = t->h.teacher;
    for (size_t i = 0; i < CHILDREN; i++)
        e.children[i] = t->all[i] = house_child(&t->h, t->h.school);
    (void)house_say(&t->h, &e, &t->thread);
}

static const struct inbox *
asked(struct siblings *t, struct inbox_ask in)
{
    struct answer got;

    WANT_OK(door(&t->h, t->h.worker,
        (struct ask){.act = ACT_INBOX, .with = &in}, &got));
    return got.with;
}

TEST(inbox__has_one_row_of_a_concern_about_four_children_and_names_them)
{
    const struct inbox *box;
    struct siblings     t;
    struct id           other;

    report(&t);
    other = house_child(&t.h, t.h.school);
    (void)house_concern(&t.h, other, "immediate");
    box = asked(&t, (struct inbox_ask){0});
    WANT_INT(box->total, 2);
    WANT_INT(box->count, 2);
    WANT_INT(box->counts.waiting, 2);
    WANT(id_eq(box->rows[1].row.thread, t.thread));
    WANT_INT(box->rows[1].other_count, CHILDREN - 1);
    WANT_INT(box->rows[0].other_count, 0);
    for (size_t i = 0; i < box->rows[1].other_count; i++) {
        WANT(id_eq(box->rows[1].others[i].row.thread, t.thread));
        WANT(
            !id_eq(box->rows[1].others[i].row.source, box->rows[1].row.source));
    }
    house_close(&t.h);
}

TEST(inbox__keeps_a_concern_until_every_child_of_it_is_decided_about)
{
    const struct inbox *box;
    struct siblings     t;

    report(&t);
    for (size_t i = 0; i + 1 < CHILDREN; i++) {
        size_t decided = 0;

        (void)house_decide(&t.h, t.thread, t.all[i], "advice");
        box = asked(&t, (struct inbox_ask){0});
        WANT_INT(box->total, 1);
        WANT(!box->rows[0].row.decided.us); /* who is left comes first */
        for (size_t k = 0; k < box->rows[0].other_count; k++)
            decided += box->rows[0].others[k].row.decided.us != 0;
        WANT_INT(decided, i + 1);
    }
    (void)house_decide(&t.h, t.thread, t.all[CHILDREN - 1], "advice");
    WANT_INT(asked(&t, (struct inbox_ask){0})->total, 0);
    WANT_INT(asked(&t, (struct inbox_ask){.which = WORK_ALL})->total, 1);
    house_close(&t.h);
}

TEST(inbox__names_and_counts_no_sibling_whom_a_label_hides)
{
    const struct inbox *box;
    struct siblings     t;
    size_t              before;

    report(&t);
    before = asked(&t, (struct inbox_ask){0})->rows[0].other_count;
    WANT_OK(label_set(t.h.w, t.all[0], LABEL_SEALED, t.h.custodian, S("-")));
    box = asked(&t, (struct inbox_ask){0});
    WANT_INT(box->total, 1);
    WANT_INT(box->rows[0].other_count, before - 1);
    WANT(!id_eq(box->rows[0].row.source, t.all[0]));
    for (size_t i = 0; i < box->rows[0].other_count; i++)
        WANT(!id_eq(box->rows[0].others[i].row.source, t.all[0]));
    house_close(&t.h);
}

TEST(inbox__pages_are_of_concerns_however_many_children_they_are_about)
{
    struct siblings t;
    size_t          seen = 0;

    report(&t);
    for (int i = 0; i < INBOX_PAGE; i++) {
        struct house_entry e = {.form = "concern",
            .said = "{\"urgency\": \"soon\", \"about_worker\": \"no\"}",
            .by = t.h.teacher};

        for (size_t k = 0; k < CHILDREN; k++)
            e.children[k] = t.all[k];
        (void)house_say(&t.h, &e, NULL);
    }
    for (int64_t page = 0; page < 2; page++) {
        const struct inbox *box = asked(&t, (struct inbox_ask){.page = page});

        WANT_INT(box->total, INBOX_PAGE + 1);
        WANT_INT(box->count, page ? 1 : INBOX_PAGE);
        seen += box->count;
    }
    WANT_INT(seen, INBOX_PAGE + 1);
    house_close(&t.h);
}
