/*
 * Relatives found by comparing.  Only accounts that share a whole birth date
 * or a home with a person's records are looked at, by an index, so a record
 * of a child costs two questions however many people sign in.
 *
 * What another record says of a relative who has one is left out, as in
 * identity.c: it changes without this one's changing.  An adult who has a
 * record of their own in a concern is found by that record (KIN_SELF), and
 * the view kin_now takes it to the children of the concern.
 *
 * Whoever shares the home and has nothing else in common is left alone:
 * houses are let by the room, and people move.
 */
#include <assert.h>

#include "record/entry_inside.h"
#include "record/person_inside.h"

#include "match/match.h"
#include "record/kin.h"

enum { BORN_THEN, LIVES_THERE, CLEARED, MEANT, COUNT };
static const struct statement texts[COUNT] = {
    [BORN_THEN] = {.sql = "SELECT id, name, birth_date FROM account"
                          " WHERE birth_date = $1 ORDER BY id"},
    [LIVES_THERE] = {.sql = "SELECT a.id, a.name, a.birth_date"
                            " FROM sealed_value v"
                            " JOIN account a ON a.home = v.lookup"
                            " WHERE v.id = $1 ORDER BY a.id"},
    [CLEARED] = {.sql = "SELECT c.account, c.basis FROM kin_cleared c"
                        " JOIN source_person p ON p.source = c.source"
                        " WHERE p.person = $1 AND c.undone_at IS NULL"},
    [MEANT] = {.sql = "SELECT b.person FROM kin_born b"
                      " JOIN account a ON a.birth_date = b.born"
                      " WHERE a.id = $1"
                      " UNION SELECT p.person FROM account a"
                      " JOIN sealed_value v ON v.lookup = a.home"
                      " JOIN source_person p ON p.source = v.source"
                      " WHERE a.id = $1"},
};
const struct statements kin_find_statements = {"kin_find", texts, COUNT};

static const struct str words[KIN_BASIS_COUNT] = {
    [KIN_SELF] = S_INIT("self"),
    [KIN_BIRTH] = S_INIT("birth"),
    [KIN_HOME] = S_INIT("home"),
    [KIN_HOUSEHOLD] = S_INIT("household"),
};

struct str
kin_basis_word(enum kin_basis b)
{
    return words[b];
}

bool
kin_basis_find(struct str word, enum kin_basis *out)
{
    for (int b = 0; b < KIN_BASIS_COUNT; b++)
        if (str_eq(words[b], word)) {
            *out = (enum kin_basis)b;
            return true;
        }
    return false;
}

/* Somebody who may be the one that signs in. */
struct somebody {
    struct match_names name;
    struct date        born;
    struct id          source; /* whose record says so                 */
    bool               self;   /* the person                           */
    bool               counts; /* by name and birth date alone: family,
                                  or alleged to have harmed            */
};
struct finding {
    struct work          *w;
    const struct history *h;
    struct row_set       *found, *born;
    struct somebody      *all;
    size_t                count;
    struct rows           cleared;
};

/* ---- who is in the person's life ---- */

/* First names before the last blank, the family's behind it. */
static struct match_names
names_of(struct str whole)
{
    size_t i = whole.n;

    while (i && whole.p[i - 1] != ' ')
        i--;
    return (struct match_names){.given = {whole.p, i ? i - 1 : 0},
        .family = str_from(whole, i)};
}

static bool
option_means(const struct fold_entry *line, const struct fact *f,
    struct str arg, struct str means)
{
    const struct term_option *o =
        form_option(line->form, YIELD_RELATIONSHIP, arg, fact_arg(f, arg));

    return o && str_eq(o->means, means);
}

static void
add_relative(struct finding *g, const struct fold_entry *line,
    const struct fact *f)
{
    struct somebody s = {.source = line->source};
    struct str      name = fact_arg(f, S("from"));
    struct id       other;

    if (!name.n || id_parse(name, ID_SOURCE, &other) ||
        id_parse(name, ID_PERSON, &other))
        return;
    s.name = names_of(name);
    if (!date_parse(fact_arg(f, S("born")), &s.born))
        s.born = (struct date){0};
    s.counts = !option_means(line, f, S("kind"), S("unrelated")) ||
        option_means(line, f, S("part"), S("alleged"));
    g->all[g->count++] = s;
}

static size_t
facts_of(const struct history *h)
{
    size_t n = 0;

    for (size_t i = 0; i < h->line_count; i++)
        n += h->lines[i].fact_count;
    return n;
}

static enum err
gather(struct finding *g)
{
    const struct history *h = g->h;
    struct face          *faces;
    size_t                n;
    enum err              e = person_faces(g->w, h->person, &faces, &n);

    if (e)
        return e;
    g->all =
        ARENA_ARRAY(txn_arena(g->w->tx), struct somebody, facts_of(h) + n + 1);
    for (size_t i = 0; i < n; i++)
        g->all[g->count++] =
            (struct somebody){.name = {faces[i].given, faces[i].family},
                .born = faces[i].birth_date,
                .source = faces[i].source,
                .self = true};
    for (size_t i = 0; i < h->line_count; i++) {
        const struct fold_entry *l = &h->lines[i];

        for (size_t k = 0; l->fate == FATE_STANDS && k < l->fact_count; k++)
            if (l->facts[k].kind == YIELD_RELATIONSHIP &&
                fact_is_for(&l->facts[k], l->child))
                add_relative(g, l, &l->facts[k]);
    }
    return OK;
}

/* ---- what agrees ---- */

static bool
agrees(enum match_level level)
{
    return level == MATCH_LEVEL_SAME || level == MATCH_LEVEL_COMMON ||
        level == MATCH_LEVEL_VARIANT || level == MATCH_LEVEL_SOUND ||
        level == MATCH_LEVEL_PART;
}

/* An account, and how many there are to be confused with it: those that
 * share the birth date, or the home. */
struct one {
    struct id           id;
    struct match_names  name;
    struct match_person person;
    int64_t             among;
};

static struct match_pair
compared(struct finding *g, const struct one *one, const struct somebody *s)
{
    struct match_person other = {
        .names = &s->name, .name_count = 1, .birth = s->born};
    struct match_pair pair;

    match_compare(txn_arena(g->w->tx), match_model_usual(), &one->person,
        &other, &pair);
    return pair;
}

static bool
is_strong(const struct one *one, int weight)
{
    return match_model_band(match_model_usual(),
               weight + match_model_start(one->among)) >= MATCH_STRONG;
}

static bool
is_born_alike(const struct one *one, const struct match_pair *p)
{
    return agrees(p->level[MATCH_FAMILY]) && agrees(p->level[MATCH_GIVEN]) &&
        p->level[MATCH_BIRTH] == MATCH_LEVEL_SAME &&
        is_strong(one,
            p->weight[MATCH_FAMILY] + p->weight[MATCH_GIVEN] +
                p->weight[MATCH_BIRTH]);
}

/* The home is known to be the same; given says whether the first name has
 * to agree as well. */
static bool
is_at_home(const struct one *one, const struct match_pair *p,
    enum kin_basis basis)
{
    int weight = p->weight[MATCH_FAMILY] +
        match_model_weight(match_model_usual(), MATCH_HOME, MATCH_LEVEL_SAME);

    if (!agrees(p->level[MATCH_FAMILY]))
        return false;
    if (basis == KIN_HOUSEHOLD)
        return is_strong(one, weight);
    return agrees(p->level[MATCH_GIVEN]) &&
        is_strong(one, weight + p->weight[MATCH_GIVEN]);
}

/* ---- what is found ---- */

static bool
is_cleared(struct finding *g, struct id account, enum kin_basis basis)
{
    g->cleared.next = 0;
    while (rows_next(&g->cleared))
        if (id_eq(row_id(&g->cleared, 0, ID_ACCOUNT), account) &&
            str_eq(row_text(&g->cleared, 1), words[basis]))
            return true;
    return false;
}

static void
found(struct finding *g, const struct one *one, const struct somebody *s,
    enum kin_basis basis)
{
    if (!is_cleared(g, one->id, basis))
        ROW(g->found, A_ID(g->h->person), A_ID(one->id),
            A_TEXT(words[basis]), A_ID(s->source));
}

static void
compare_birth(struct finding *g, const struct one *one)
{
    for (size_t i = 0; i < g->count; i++) {
        const struct somebody *s = &g->all[i];
        struct match_pair      p = compared(g, one, s);

        if ((s->self || s->counts) && is_born_alike(one, &p))
            found(g, one, s, s->self ? KIN_SELF : KIN_BIRTH);
    }
}

/* Of who is one of them by name no more is said. */
static void
compare_home(struct finding *g, const struct one *one)
{
    static const enum kin_basis basis[] = {KIN_HOME, KIN_HOUSEHOLD};
    bool                        any = false;

    for (int b = 0; b < 2 && !any; b++)
        for (size_t i = 0; i < g->count && !any; i++) {
            struct match_pair p = compared(g, one, &g->all[i]);

            any = is_at_home(one, &p, basis[b]);
            if (any)
                found(g, one, &g->all[i], basis[b]);
        }
}

typedef void comparing(struct finding *g, const struct one *one);

static enum err
each_account(struct finding *g, int which, struct arg by, comparing *compare)
{
    struct rows r;
    enum err    e = txn_rows(g->w->tx, &texts[which], ARGS(by), &r);

    if (e)
        return e;
    while (rows_next(&r)) {
        struct one one = {.id = row_id(&r, 0, ID_ACCOUNT),
            .name = names_of(row_text(&r, 1)),
            .among = (int64_t)r.count};

        one.person = (struct match_person){.names = &one.name,
            .name_count = 1,
            .birth = row_date(&r, 2)};
        compare(g, &one);
    }
    return OK;
}

static bool
is_whole(struct date d)
{
    return d.year && d.month && d.day;
}

static enum err
find_by_birth(struct finding *g)
{
    for (size_t i = 0; i < g->count; i++) {
        struct date born = g->all[i].born;
        bool        again = false;
        enum err    e;

        if (!is_whole(born))
            continue;
        for (size_t k = 0; k < i; k++)
            again = again || date_eq(g->all[k].born, born);
        if (again)
            continue;
        ROW(g->born, A_ID(g->h->person), A_DATE(g->w->tx, born));
        if ((e = each_account(g, BORN_THEN, A_DATE(g->w->tx, born),
                 compare_birth)))
            return e;
    }
    return OK;
}

static enum err
find_by_home(struct finding *g)
{
    for (size_t i = 0; i < g->h->line_count; i++) {
        const struct fold_entry *l = &g->h->lines[i];

        for (size_t k = 0; l->fate == FATE_STANDS && k < l->fact_count; k++) {
            const struct fact *f = &l->facts[k];
            struct id          place;
            enum err           e;

            if (f->kind != YIELD_HOUSEHOLD || !fact_is_for(f, l->child) ||
                !id_parse(fact_arg(f, S("place")), ID_SEALED, &place))
                continue;
            if ((e = each_account(g, LIVES_THERE, A_ID(place), compare_home)))
                return e;
        }
    }
    return OK;
}

enum err
kin_project(struct work *w, const struct history *h, struct row_set *found_set,
    struct row_set *born)
{
    struct finding g = {.w = w, .h = h, .found = found_set, .born = born};
    enum err       e;

    if ((e = gather(&g)) ||
        (e = txn_rows(w->tx, &texts[CLEARED], ARGS(A_ID(h->person)),
             &g.cleared)))
        return e;
    e = find_by_birth(&g);
    return e ? e : find_by_home(&g);
}

enum err
kin_of_account(struct work *w, struct id account)
{
    struct rows r;
    enum err    e = txn_rows(w->tx, &texts[MEANT], ARGS(A_ID(account)), &r);

    assert(txn_is_write(w->tx));
    while (!e && rows_next(&r))
        e = project_person(w, row_id(&r, 0, ID_PERSON));
    return e;
}
