/*
 * When the child was born, for what is counted from there.
 *
 * On one record a later answer counts over an earlier one, as everywhere.
 * Where two records disagree the earlier day counts, and of a day of which
 * only the year or month is known the first: what is counted from here warns
 * and asks, so too early is a question and too late is a child off a plan
 * that nobody made (docs/adr/0023).
 */
#include "record/fold_inside.h"

struct birth {
    struct id   source;
    struct date on;
};
struct births {
    struct birth *all;
    size_t        count, room;
};

static struct date
first_day(struct date d)
{
    if (!d.month)
        d.month = 1;
    if (!d.day)
        d.day = 1;
    return d;
}

static void
birth_say(struct arena *a, struct births *b, struct id source, struct date on)
{
    for (size_t i = 0; i < b->count; i++)
        if (id_eq(b->all[i].source, source)) {
            b->all[i].on = on;
            return;
        }
    b->all = fold_room(a, b->all, b->count, &b->room, sizeof *b->all);
    b->all[b->count++] = (struct birth){source, on};
}

/* It may tell of somebody else, who stands beside the child. */
static bool
is_of_child(const struct fold_entry *e, const struct fact *fact)
{
    struct str who = fact_arg(fact, S("who"));
    struct id  other;

    return fact->kind == YIELD_IDENTITY && fact_is_for(fact, e->child) &&
        (!who.n ||
            (id_parse(who, ID_SOURCE, &other) && id_eq(other, e->source)));
}

struct date
fold_born(struct arena *a, const struct fold_entry *lines, size_t count)
{
    struct births b = {0};
    struct date   on, born = {0};

    for (size_t i = 0; i < count; i++) {
        const struct fold_entry *e = &lines[i];

        if (e->fate != FATE_STANDS || e->elsewhere)
            continue;
        for (size_t k = 0; k < e->fact_count; k++)
            if (is_of_child(e, &e->facts[k]) &&
                date_parse(fact_arg(&e->facts[k], S("birth_date")), &on) &&
                !date_is_none(on))
                birth_say(a, &b, e->source, first_day(on));
    }
    for (size_t i = 0; i < b.count; i++)
        if (date_is_none(born) || date_cmp(b.all[i].on, born) < 0)
            born = b.all[i].on;
    return born;
}
