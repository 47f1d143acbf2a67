/*
 * link_history_test -- a wrong link leaves nothing behind (S22): whatever
 * had happened before, undoing it gives every projection back as it was, and
 * what was written meanwhile counts for whom it was written about.
 */
#include "../fill.h"
#include "../house.h"
#include "folk.h"

#include "../test.h"

enum { CHILDREN = 5, ROUNDS = 12 };

/* What projections hold; i: a number, t: text, b: bytes. */
static const struct {
    struct statement text;
    const char      *columns;
} kept[] = {
    {{.sql = "SELECT source, person FROM source_person ORDER BY source"}, "bb"},
    {{.sql = "SELECT person, clock, opening, state, due FROM clock_row"
             " ORDER BY person, clock, opening"},
        "btbti"},
    {{.sql = "SELECT source, thread, person, state, outcome FROM thread_row"
             " ORDER BY source, thread"},
        "bbbtt"},
    {{.sql = "SELECT person, opened_by, categories, off_at FROM register_spell"
             " ORDER BY person, opened_by"},
        "bbtt"},
    {{.sql = "SELECT person, whom, kind, entry FROM tie"
             " ORDER BY person, whom, kind, entry"},
        "bbtb"},
    {{.sql = "SELECT thread, source, scope, person, stage FROM audience"
             " ORDER BY thread, source, scope"},
        "bbbbi"},
    {{.sql = "SELECT source, given, family FROM source_face ORDER BY source"},
        "btt"},
};

static void
column_add(struct buf *b, const struct rows *r, size_t at, char kind)
{
    if (row_is_null(r, at))
        buf_add(b, S("-"));
    else if (kind == 'i')
        buf_add_int(b, row_int(r, at));
    else
        buf_add_framed(b, kind == 't' ? row_text(r, at) : row_bytes(r, at));
}

static struct str
projections(struct house *h)
{
    struct buf b;

    buf_init(&b, h->arena);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        struct rows r;

        WANT_OK(txn_rows(h->w->tx, &kept[i].text, NO_ARGS, &r));
        while (rows_next(&r))
            for (size_t c = 0; kept[i].columns[c]; c++)
                column_add(&b, &r, c, kept[i].columns[c]);
        buf_add(&b, S("|"));
    }
    return buf_str(&b);
}

struct tale {
    struct house h;
    uint64_t     seed;
    struct id    source[CHILDREN], thread[CHILDREN];
};

/* Children with a name each; some are reported, decided, registered. */
static void
tale_open(struct tale *t, uint64_t seed)
{
    static const char *const names[CHILDREN] = {"Alaw", "Beca", "Cadi", "Efa",
        "Gwen"};

    house_open(&t->h);
    t->seed = seed;
    for (size_t i = 0; i < CHILDREN; i++) {
        uint64_t chance = fill_next(&t->seed);

        t->source[i] =
            folk_child(&t->h, t->h.school, names[i], "Puw", "2019-04-02");
        t->thread[i] = house_concern(&t->h, t->source[i], "today");
        if (chance % 2)
            (void)house_decide(&t->h, t->thread[i], t->source[i],
                "no_further_action");
        if (chance % 3 == 0)
            house_register(&t->h, t->source[i]);
    }
}

static void
both(struct house *h, struct id p, struct id q)
{
    WANT_OK(project_person(h->w, p));
    WANT_OK(project_person(h->w, q));
}

/* Links two, and says which link it is; none: they are one already. */
static struct id
joined(struct tale *t, struct id a, struct id b)
{
    struct house    *h = &t->h;
    struct id        p = house_person(h, a), q = house_person(h, b);
    struct link_row *all;
    size_t           n;

    if (id_eq(p, q))
        return (struct id){0};
    h->work.now.us++;
    WANT_OK(link_make(h->w, a, b, folk_entry(h)));
    both(h, p, q);
    WANT_OK(link_list(h->w, house_person(h, a), &all, &n));
    return all[0].id;
}

static void
parted(struct tale *t, struct id link, struct id a, struct id b)
{
    struct house *h = &t->h;
    struct id     was = house_person(h, a);

    h->work.now.us++;
    WANT_OK(link_undo(h->w, link, folk_entry(h)));
    WANT_OK(project_person(h->w, was));
    both(h, house_person(h, a), house_person(h, b));
}

static struct id
by_chance(struct tale *t)
{
    return t->source[fill_next(&t->seed) % CHILDREN];
}

TEST(link_undo__of_any_history_gives_everything_back)
{
    size_t undone = 0;

    for (uint64_t seed = 1; seed <= 4; seed++) {
        struct tale t;

        tale_open(&t, seed);
        for (int i = 0; i < ROUNDS; i++) {
            struct str before = projections(&t.h);
            struct id  a = by_chance(&t), b = by_chance(&t);
            struct id  link = joined(&t, a, b);

            if (id_is_none(link) || fill_next(&t.seed) % 4 == 0)
                continue; /* one that stands is part of the history */
            WANT(!str_eq(projections(&t.h), before));
            parted(&t, link, a, b);
            WANT(str_eq(projections(&t.h), before));
            undone++;
        }
        house_close(&t.h);
    }
    WANT(undone > ROUNDS);
}

TEST(link_undo__leaves_what_was_written_meanwhile_where_it_was_written)
{
    for (uint64_t seed = 5; seed <= 7; seed++) {
        struct rebuild_report r = {0};
        struct tale           t;
        struct id             link;
        int64_t               said;

        tale_open(&t, seed);
        link = joined(&t, t.source[0], t.source[1]);
        said = house_count(&t.h, "SELECT COUNT(*) FROM entry");
        t.thread[0] = house_concern(&t.h, t.source[0], "soon");
        house_register(&t.h, t.source[1]);
        parted(&t, link, t.source[0], t.source[1]);
        WANT_INT(house_count(&t.h, "SELECT COUNT(*) FROM entry"), said + 2);
        WANT_OK(project_rebuild(t.h.w, &r));
        WANT_INT(r.differences, 0);
        house_close(&t.h);
    }
}
