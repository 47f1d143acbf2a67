/*
 * append_touch_test -- what one entry more writes is what a whole fold of
 * everything would have written, whatever came before it.
 *
 * After each step all projections are made again from nothing, compared, and
 * that is undone, so that the next step goes on with what was remembered.
 */
#include "../fill.h"
#include "../house.h"
#include "store/store.h"

#include "../test.h"

enum { STEPS = 220, CHILDREN = 3, THREADS_MOST = STEPS };

struct telling {
    struct house *h;
    uint64_t      seed;
    int           hour;
    struct id     sources[CHILDREN];
    struct id     threads[THREADS_MOST];
    struct str    kinds[THREADS_MOST];
    size_t        thread_count;
    struct id     entries[STEPS];
    size_t        entry_count;
};

static uint64_t
chance(struct telling *t, uint64_t of)
{
    return fill_next(&t->seed) % of;
}

/* What was written until now stays; it is some hours later. */
static void
later(struct telling *t)
{
    struct moment m;

    WANT(moment_parse(S("2027-03-01T09:00:00Z"), &m));
    t->hour += 1 + (int)chance(t, 60);
    m.us += (int64_t)t->hour * INT64_C(3600000000);
    house_at(t->h, str_c(t->h->arena, moment_text(t->h->arena, m)));
}

static struct id
somebody(struct telling *t)
{
    const struct id people[] = {t->h->teacher, t->h->worker, t->h->manager,
        t->h->nurse, t->h->custodian, t->h->social};

    return people[chance(t, sizeof people / sizeof *people)];
}

/* One that the form may stand in, or none: then it opens one. */
static struct id
some_thread(struct telling *t, const struct form *f)
{
    size_t from = t->thread_count ? chance(t, t->thread_count) : 0;

    for (size_t i = 0; f->in_thread.n && i < t->thread_count; i++) {
        size_t at = (from + i) % t->thread_count;

        if (str_eq(t->kinds[at], f->in_thread) &&
            (!f->opens_thread.n || chance(t, 2)))
            return t->threads[at];
    }
    return (struct id){0};
}

static void
say_anything(struct telling *t)
{
    const struct pack *p = t->h->pack;
    const struct form *f = &p->forms[chance(t, p->forms_count)];
    size_t most = (size_t)f->about[0].most < 2 ? (size_t)f->about[0].most : 2;
    size_t at = chance(t, CHILDREN), n = 1 + chance(t, most);
    struct house_entry e = {.form = str_c(t->h->arena, f->id),
        .by = somebody(t),
        .thread = some_thread(t, f),
        .reason = "by chance"};
    struct id          entry, thread;

    for (size_t i = 0; i < n; i++)
        e.children[i] = t->sources[(at + i) % CHILDREN];
    if (house_try(t->h, &e, &entry, &thread, NULL))
        return; /* a rule that refuses: it is forgotten too */
    t->entries[t->entry_count++] = entry;
    if (!id_is_none(e.thread))
        return;
    t->kinds[t->thread_count] = f->opens_thread;
    t->threads[t->thread_count++] = thread;
}

static void
correct_anything(struct telling *t)
{
    static const char *const how[] = {"withdraw", "subject", "answers"};
    struct id                first = t->entries[chance(t, t->entry_count)];
    size_t                   kind = chance(t, 3), to = chance(t, CHILDREN);
    struct entry             e;
    struct house_entry       said = {.by = somebody(t),
              .corrects = first,
              .correction = how[kind],
              .reason = "by chance"};
    struct id                entry, thread;

    WANT_OK(entry_load(t->h->w, first, &e));
    if (kind == 2)
        said.form = str_c(t->h->arena, e.form->id);
    for (size_t i = 0; kind == 1 && i < e.about_count && i < CHILDREN; i++)
        said.children[i] = t->sources[(to + i) % CHILDREN];
    (void)house_try(t->h, &said, &entry, &thread, NULL);
}

/* The first two records become one child's, or two children's again. */
static void
link_or_part(struct telling *t)
{
    struct work     *w = t->h->w;
    struct id        a = house_person(t->h, t->sources[0]);
    struct id        b = house_person(t->h, t->sources[1]);
    struct link_row *links;
    size_t           n, i = 0;

    if (!id_eq(a, b)) {
        WANT_OK(link_make(w, t->sources[0], t->sources[1], t->entries[0]));
        WANT_OK(project_person(w, a));
        WANT_OK(project_person(w, b));
        return;
    }
    WANT_OK(link_list(w, a, &links, &n));
    while (i < n && links[i].undone_at.us)
        i++;
    WANT(i < n);
    WANT_OK(link_undo(w, links[i].id, t->entries[0]));
    for (size_t k = 0; k < 2; k++)
        WANT_OK(project_person(w, house_person(t->h, t->sources[k])));
}

/* Somebody more: who is who has changed, and with it what was projected. */
static void
come_to_work(struct telling *t)
{
    struct id anything = t->entries[t->hour % (int)t->entry_count];

    anything.b[0] = (uint8_t)t->hour;
    anything.b[1] = (uint8_t)(t->hour >> 8);
    (void)house_account(t->h, t->h->authority,
        str_c(t->h->arena, id_text(t->h->arena, anything)), "team_manager");
}

/* A worker: ties that one after the other takes over. */
static void
allocate_somebody(struct telling *t)
{
    const struct form *f = pack_form(t->h->pack, S("allocation"));
    const struct str   said[] = {S("{\"allocated_to\": \""),
          id_text(t->h->arena, somebody(t)), S("\"}")};
    struct house_entry e = {.form = "allocation",
        .said = str_c(t->h->arena, str_join(t->h->arena, said, 3, S(""))),
        .by = t->h->manager,
        .thread = some_thread(t, f),
        .children = {t->sources[chance(t, CHILDREN)]},
        .reason = "by chance"};
    struct id          entry, thread;

    if (house_try(t->h, &e, &entry, &thread, NULL) == OK)
        t->entries[t->entry_count++] = entry;
}

static void
take_step(struct telling *t)
{
    uint64_t what = t->entry_count > 5 ? chance(t, 44) : 0;

    if (what > 39)
        allocate_somebody(t);
    else if (what < 34)
        say_anything(t);
    else if (what < 37)
        correct_anything(t);
    else if (what < 39)
        link_or_part(t);
    else
        come_to_work(t);
}

/* As rebuild finds it; nothing of that stays. */
static void
all_is_as_a_whole_fold_makes_it(struct telling *t)
{
    struct rebuild_report r;

    later(t);
    WANT_OK(project_rebuild(t->h->w, &r));
    if (r.differences)
        print_error("%lld differences, first in %.*s\n",
            (long long)r.differences, STR_ARG(r.first));
    WANT_INT(r.differences, 0);
    house_undo(t->h);
}

TEST(append__writes_what_a_whole_fold_would_have_written)
{
    for (uint64_t seed = 1; seed <= 5; seed++) {
        struct house   h;
        struct telling t = {.h = &h, .seed = seed};

        house_open(&h);
        for (size_t i = 0; i < CHILDREN; i++)
            t.sources[i] = house_child(&h, i % 2 ? h.school : h.hospital);
        for (size_t i = 0; i < STEPS; i++) {
            take_step(&t);
            all_is_as_a_whole_fold_makes_it(&t);
        }
        WANT(t.entry_count > STEPS / 2);
        house_close(&h);
    }
}
