/*
 * chronology_test -- what happened to a child and what it means: marks beside
 * entries, narrowed lists, and who is told of neither.
 */
#include "action/chronology.h"

#include "../test.h"
#include "crowd.h"

static struct id
visited(struct crowd *t, const char *said)
{
    return house_say(&t->h,
        &(struct house_entry){.form = "visit",
            .said = said,
            .by = t->h.social,
            .children = {t->source}},
        NULL);
}

#define FIRST                                                                  \
    "{\"visited_on\": \"2027-02-10\", \"entry_refused\": \"no\","              \
    " \"seen\": {\"0\": \"yes\"}, \"own_words\": {\"0\": \"I hide.\"}}"
#define SECOND                                                                 \
    "{\"visited_on\": \"2027-02-20\", \"entry_refused\": \"yes\","             \
    " \"seen\": {\"0\": \"no\"}}"

static enum err
look(struct crowd *t, struct id who, const struct chronology_ask *in,
    const struct chronology **out)
{
    struct answer got = {0};
    struct ask    ask = {.act = ACT_CHRONOLOGY, .about = t->person, .with = in};
    enum err      e = door(&t->h, who, ask, &got);

    *out = e ? NULL : got.with;
    return e;
}

static const struct chronology_row *
row_of(const struct chronology *c, struct id entry)
{
    for (size_t i = 0; i < c->count; i++)
        if (id_eq(c->rows[i].item->entry, entry))
            return &c->rows[i];
    return NULL;
}

static enum err
mark(struct crowd *t, struct id who, struct id entry, const char *means)
{
    struct significance in = {entry, str_of(means)};
    struct ask          ask = {.act = ACT_SIGNIFICANCE_SAY,
                 .about = t->person,
                 .with = &in};

    return door(&t->h, who, ask, &(struct answer){0});
}

TEST(chronology__has_what_an_entry_means_beside_it_and_the_newest_counts)
{
    static const struct chronology_ask all;
    struct crowd                       t;
    const struct chronology           *c;
    const struct chronology_row       *row;
    struct id                          first;
    size_t                             was;

    crowd_open(&t);
    first = visited(&t, FIRST);
    (void)visited(&t, SECOND);
    WANT_OK(look(&t, t.h.social, &all, &c));
    was = c->total;
    WANT_OK(mark(&t, t.h.social, first, "She is afraid at home."));
    house_at(&t.h, "2027-03-02T09:00:00Z");
    WANT_OK(mark(&t, t.h.social, first, "  The third time she says so. "));
    WANT_OK(look(&t, t.h.social, &all, &c));
    WANT_INT(c->total, (long long)was); /* a mark is no row */
    row = row_of(c, first);
    WANT(row && row->may_mark);
    WANT_STR(row->means, "The third time she says so.");
    WANT(row->by.n && row->marked.us);
    WANT(date_cmp(c->rows[0].item->day, c->rows[c->count - 1].item->day) <= 0);
    WANT_INT(house_count(&t.h,
                 "SELECT COUNT(*) FROM entry WHERE form = 'significance'"),
        2);
    WANT_INT(house_count(&t.h,
                 "SELECT COUNT(*) FROM entry WHERE form = 'visit'"
                 " AND corrects IS NOT NULL"),
        0);
    house_at(&t.h, "2027-03-03T09:00:00Z");
    WANT_OK(mark(&t, t.h.social, first, " "));
    WANT_OK(look(&t, t.h.social, &all, &c));
    WANT_STR(row_of(c, first)->means, "");
    house_close(&t.h);
}

TEST(chronology__is_narrowed_by_significance_kind_and_agency)
{
    struct chronology_ask    in = {.significant = true};
    struct crowd             t;
    const struct chronology *c;
    struct id                first;

    crowd_open(&t);
    first = visited(&t, FIRST);
    (void)visited(&t, SECOND);
    WANT_OK(look(&t, t.h.social, &in, &c));
    WANT_INT(c->count, 0);
    WANT_OK(mark(&t, t.h.social, first, "She is afraid."));
    WANT_OK(look(&t, t.h.social, &in, &c));
    WANT_INT(c->count, 1);
    in = (struct chronology_ask){.kind = S("visit")};
    WANT_OK(look(&t, t.h.social, &in, &c));
    WANT_INT(c->count, 2);
    WANT(c->total > 2 && c->kind_count > 1);
    in = (struct chronology_ask){.from = S("Local authority")};
    WANT_OK(look(&t, t.h.social, &in, &c));
    WANT(c->count >= 2 && c->count < c->total);
    in.from = S("Nobody at all");
    WANT_OK(look(&t, t.h.social, &in, &c));
    WANT_INT(c->count, 0);
    house_close(&t.h);
}

TEST(chronology__tells_no_mark_of_an_entry_that_may_not_be_read)
{
    static const struct chronology_ask all;
    struct crowd                       t;
    const struct chronology           *c;
    struct id                          hidden;
    struct str                         said[3];

    crowd_open(&t);
    /* about somebody who works with children: its author's, and one desk's */
    hidden = house_say(&t.h,
        &(struct house_entry){.form = "concern",
            .said = "{\"about_worker\": \"yes\", \"urgency\": \"today\"}",
            .by = t.h.teacher,
            .children = {t.source}},
        NULL);
    said[0] = S("{\"significant_entry\": \"");
    said[1] = id_text(t.h.arena, hidden);
    said[2] = S("\", \"significant_means\": \"The coach again\"}");
    (void)house_say(&t.h,
        &(struct house_entry){.form = "significance",
            .said =
                str_c(t.h.arena, str_join(t.h.arena, said, 3, (struct str){0})),
            .by = t.h.social,
            .children = {t.source}},
        NULL);
    WANT_OK(look(&t, t.h.social, &all, &c));
    WANT(!row_of(c, hidden));
    for (size_t i = 0; i < c->count; i++)
        WANT(!c->rows[i].means.n);
    WANT_ERR(ERR_DENIED, mark(&t, t.h.social, hidden, "Mine"));
    house_close(&t.h);
}

TEST(significance__is_said_by_those_who_work_with_the_child)
{
    static const struct chronology_ask all;
    struct crowd                       t;
    const struct chronology           *c;
    struct id                          first;

    crowd_open(&t);
    first = visited(&t, FIRST);
    WANT(err_is_refusal(mark(&t, t.h.teacher, first, "No")));
    WANT_OK(mark(&t, t.h.social, first, "She is afraid."));
    /* who reported reads what they wrote, and no mark */
    WANT_OK(look(&t, t.h.teacher, &all, &c));
    WANT(!c->may_mark && !row_of(c, first));
    for (size_t i = 0; i < c->count; i++)
        WANT(!c->rows[i].means.n && !c->rows[i].may_mark);
    WANT(c->count > 0);
    WANT_ERR(ERR_DENIED, mark(&t, t.h.teacher, c->rows[0].item->entry, "No"));
    WANT_ERR(ERR_DENIED,
        mark(&t, t.h.social, house_child(&t.h, t.h.school), "No"));
    WANT_INT(house_count(&t.h,
                 "SELECT COUNT(*) FROM entry WHERE form = 'significance'"),
        1);
    house_close(&t.h);
}
