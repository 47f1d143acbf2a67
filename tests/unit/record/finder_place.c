/*
 * finder_place -- see the header.
 */
#include "finder_place.h"

#include "../test.h"

static const struct rules *
place_rules(void *ctx)
{
    return ((struct place *)ctx)->rules;
}

void
place_finder(struct place *p, struct str file)
{
    const struct finder_options o = {p->h.shop.store, place_rules, p, file};

    finder_free(p->finder);
    p->finder = finder_new(&o);
    rules_find_by(p->rules, p->finder);
}

void
place_open(struct place *p)
{
    struct fault fault = {0};

    *p = (struct place){.finder = NULL};
    house_open(&p->h);
    WANT_OK(rules_load(p->h.shop.store, p->h.arena, &p->rules, &fault));
    place_finder(p, S(""));
    p->h.w->touched = &p->touched;
}

void
place_close(struct place *p)
{
    finder_untouch(p->h.w);
    finder_free(p->finder);
    rules_free(p->rules);
    house_close(&p->h);
}

/* What was written until now is a deed, and done. */
void
place_deed(struct place *p)
{
    struct leaf      leaf = {.kind = LEAF_WRITE,
             .action = S("TEST"),
             .detail = S("{}")};
    struct leaf_mark mark;
    struct moment    at = p->h.work.now;

    WANT_OK(ledger_note(p->h.w->tx, &leaf, &mark));
    WANT_OK(finder_note(p->h.w, mark.id));
    finder_untouch(p->h.w);
    house_sql(&p->h, "DELETE FROM source_key");
    at.us += 1000000;
    house_at(&p->h, str_c(p->h.arena, moment_text(p->h.arena, at)));
    p->h.w->touched = &p->touched;
}

void
place_follow(struct place *p)
{
    bool more = true;

    while (more)
        WANT_OK(finder_turn(p->finder, &more));
}

/* ---- asking ---- */

static enum err
search_work(struct txn *tx, void *ctx)
{
    struct place_found *s = ctx;
    struct work         w = work_in(tx, s->rules);
    struct candidate   *all;

    s->e = person_candidates(&w, &s->asked, (struct id){0}, &all, &s->count);
    for (size_t i = 0; !s->e && i < s->count; i++)
        s->persons[i] = all[i].person;
    return s->e;
}

struct place_found
place_search(struct store *store, const struct rules *rules, const char *given,
    const char *family)
{
    struct arena      *a = arena_new(0);
    struct place_found s = {.rules = rules};

    s.name = (struct match_names){str_of(given), str_of(family)};
    s.asked = (struct match_person){.names = &s.name,
        .name_count = 1,
        .birth = {2019, 4, 2}};
    s.e = store_read(store, a, search_work, &s);
    arena_free(a);
    return s;
}

/* Whether the record's person is among those found. */
bool
place_finds(struct place *p, const char *given, const char *family,
    struct id source)
{
    struct place_found s =
        place_search(p->h.shop.store, p->rules, given, family);

    WANT_OK(s.e);
    return id_among(house_person(&p->h, source), s.persons, s.count);
}

struct id
place_child(struct place *p, const char *given, const char *family)
{
    return folk_child(&p->h, p->h.school, given, family, "2019-04-02");
}

void
place_says(struct place *p, struct id source, const char *given,
    const char *family)
{
    struct face f = {.source = source,
        .given = str_of(given),
        .family = str_of(family),
        .birth_date = {2019, 4, 2}};

    WANT_OK(face_save(p->h.w, &f, folk_entry(&p->h)));
}
