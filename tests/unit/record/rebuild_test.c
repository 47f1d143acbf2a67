/*
 * rebuild_test -- a rebuild finds nothing to do, whatever was written; and
 * it finds and mends what was spoiled.
 */
#include "../fill.h"
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

static void
both_projected(struct house *h, struct id a, struct id b)
{
    WANT_OK(project_person(h->w, a));
    WANT_OK(project_person(h->w, b));
}

enum { CHANCE_MOST = 80 };
struct chance {
    struct house *h;
    uint64_t      seed;
    struct id     sources[6], threads[CHANCE_MOST], entries[CHANCE_MOST];
    struct str    kinds[CHANCE_MOST]; /* of the threads */
    size_t        thread_count, entry_count;
};

static struct id
by_chance(struct chance *c)
{
    const struct id people[] = {c->h->teacher, c->h->worker, c->h->manager,
        c->h->nurse, c->h->custodian};

    return people[fill_next(&c->seed) % 5];
}

/* One of those it may stand in, or none: then it opens one. */
static struct id
thread_by_chance(struct chance *c, const struct form *f)
{
    size_t from = c->thread_count ? fill_next(&c->seed) % c->thread_count : 0;

    for (size_t i = 0; f->in_thread.n && i < c->thread_count; i++) {
        size_t at = (from + i) % c->thread_count;

        if (str_eq(c->kinds[at], f->in_thread) &&
            (!f->opens_thread.n || fill_next(&c->seed) % 2))
            return c->threads[at];
    }
    return (struct id){0};
}

/* Any form, about any children, in a thread where it may stand. */
static void
chance_entry(struct chance *c)
{
    const struct pack *p = c->h->pack;
    const struct form *f = &p->forms[fill_next(&c->seed) % p->forms_count];
    size_t most = (size_t)f->about[0].most < 3 ? (size_t)f->about[0].most : 3;
    size_t n = 1 + fill_next(&c->seed) % most;
    size_t at = fill_next(&c->seed) % 6;
    struct house_entry e = {.form = str_c(c->h->arena, f->id),
        .by = by_chance(c),
        .thread = thread_by_chance(c, f),
        .reason = "by chance"};
    struct id          entry, thread;

    for (size_t i = 0; i < n; i++)
        e.children[i] = c->sources[(at + i) % 6];
    if (house_try(c->h, &e, &entry, &thread, NULL))
        return; /* a rule that refuses */
    c->entries[c->entry_count++] = entry;
    if (!id_is_none(e.thread))
        return;
    c->kinds[c->thread_count] = f->opens_thread;
    c->threads[c->thread_count++] = thread;
}

static void
chance_correction(struct chance *c)
{
    static const char *const how[] = {"withdraw", "subject", "answers"};
    struct id          first = c->entries[fill_next(&c->seed) % c->entry_count];
    struct entry       e;
    size_t             kind = fill_next(&c->seed) % 3;
    struct house_entry said = {.by = by_chance(c),
        .corrects = first,
        .correction = how[kind],
        .reason = "by chance"};
    struct id          entry, thread;

    WANT_OK(entry_load(c->h->w, first, &e));
    if (kind == 2)
        said.form = str_c(c->h->arena, e.form->id);
    for (size_t i = 0; kind == 1 && i < e.about_count && i < 4; i++)
        said.children[i] = c->sources[(fill_next(&c->seed) % 2 * 3 + i) % 6];
    (void)house_try(c->h, &said, &entry, &thread, NULL);
}

static void
chance_link(struct chance *c)
{
    struct id        a = c->sources[fill_next(&c->seed) % 6];
    struct id        b = c->sources[fill_next(&c->seed) % 6];
    struct id        p = house_person(c->h, a), q = house_person(c->h, b);
    struct link_row *links;
    size_t           n;

    WANT_OK(link_list(c->h->w, p, &links, &n));
    for (size_t i = 0; i < n; i++)
        if (!links[i].undone_at.us) {
            struct id x = house_person(c->h, links[i].a), y, z;

            WANT_OK(link_undo(c->h->w, links[i].id, c->entries[0]));
            y = house_person(c->h, links[i].a);
            z = house_person(c->h, links[i].b);
            WANT_OK(project_person(c->h->w, x));
            both_projected(c->h, y, z);
            return;
        }
    if (id_eq(p, q) || link_make(c->h->w, a, b, c->entries[0]))
        return;
    both_projected(c->h, p, q);
}

static void
chance_take(struct chance *c, size_t turn)
{
    uint64_t what = fill_next(&c->seed) % 10;

    if (!c->entry_count || what < 7)
        chance_entry(c);
    else if (what < 9)
        chance_correction(c);
    else
        chance_link(c);
    if (turn % 5 == 4)
        house_at(c->h,
            str_c(c->h->arena,
                moment_text(c->h->arena,
                    (struct moment){c->h->w->now.us + INT64_C(30000000000)})));
}

TEST(project_rebuild__changes_nothing_after_anything_was_written)
{
    for (uint64_t seed = 1; seed <= 6; seed++) {
        struct house  h;
        struct chance c = {.h = &h, .seed = seed};

        house_open(&h);
        for (size_t i = 0; i < 6; i++)
            c.sources[i] = house_child(&h, i % 2 ? h.school : h.hospital);
        for (size_t i = 0; i < 40; i++)
            chance_take(&c, i);
        WANT(c.entry_count > 15);
        WANT_INT(rebuilt(&h).differences, 0);
        house_close(&h);
    }
}

/* What is done behind its back, and where it is found. */
static const struct {
    const char *sql;
    struct str  where;
} spoils[] = {
    {"UPDATE clock_row SET due = due + 1", S_INIT("clock_row")},
    {"DELETE FROM audience", S_INIT("audience")},
    {"UPDATE thread_row SET urgency = 'x'", S_INIT("thread_row")},
    {"UPDATE register_spell SET off_at = '2027-02-01'",
        S_INIT("register_spell")},
    {"DELETE FROM tie", S_INIT("tie")},
    {"INSERT INTO co_ordinator (person, place, name, since)"
     " SELECT person, 0, 'x', 1 FROM register_spell",
        S_INIT("co_ordinator")},
    {"UPDATE source_face SET ethnicity = 'x'", S_INIT("source_face")},
    {"UPDATE entry_fact SET facts = '[]'", S_INIT("entry_fact")},
    {"DELETE FROM entry_fact", S_INIT("entry_fact")},
    {"INSERT INTO entry_fact (entry, facts) SELECT id, '[]' FROM person",
        S_INIT("entry_fact")},
    {"UPDATE source_face SET family = 'x'", S_INIT("source_face")},
    {"DELETE FROM source_key", S_INIT("source_key")},
    {"UPDATE source_person SET person ="
     " (SELECT id FROM person ORDER BY id DESC LIMIT 1)",
        S_INIT("source_person")},
    {"UPDATE audience SET due = 1", S_INIT("audience")},
    {"UPDATE audience SET guarded = 1", S_INIT("audience")},
    {"UPDATE audience SET taken = 1 - taken", S_INIT("audience")},
    {"INSERT INTO plan_action SELECT id, 'm1', id, NULL, 1, NULL FROM person",
        S_INIT("plan_action")},
    {"INSERT INTO audience SELECT thread, source, person, person, kind, desk,"
     " agency, urgency, 0, 1, 1, 1, 0, 0, 0, 0 FROM thread_row",
        S_INIT("audience")},
};

TEST(project_rebuild__finds_and_mends_whatever_was_spoiled)
{
    struct house h;
    struct id    child;

    house_open(&h);
    child = house_child(&h, h.school);
    (void)house_child(&h, h.hospital);
    house_register(&h, child);
    (void)house_concern(&h, child, "urgent");
    house_allocate(&h, house_concern(&h, child, "soon"), child, h.social);
    for (size_t i = 0; i < sizeof spoils / sizeof *spoils; i++) {
        struct rebuild_report r;

        house_sql(&h, spoils[i].sql);
        WANT_OK(project_rebuild(h.w, &r));
        WANT(r.differences > 0);
        WANT_SAME(r.first, spoils[i].where);
        WANT_INT(rebuilt(&h).differences, 0);
    }
    house_close(&h);
}

TEST(project_rebuild__can_look_without_changing)
{
    struct house          h;
    struct rebuild_report r;

    house_open(&h);
    (void)house_concern(&h, house_child(&h, h.school), "today");
    house_at(&h, "2027-03-02T09:00:00Z");
    house_sql(&h, "DELETE FROM audience");
    house_at(&h, "2027-03-02T10:00:00Z");
    WANT_OK(project_rebuild(h.w, &r));
    WANT_INT(r.differences, 3);
    WANT_INT(r.persons, 1);
    WANT_INT(r.entries, 1);
    house_undo(&h);
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM audience"), 0);
    house_close(&h);
}
