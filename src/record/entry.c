/*
 * Reading entries back.
 *
 * An entry of a thread that only one desk may see (S15) is of that desk
 * alone, whatever its own row says: a correction may have made it so later.
 */
#include <assert.h>

#include "base/zone.h"
#include "record/entry_inside.h"

/* Of entry e and thread t; entry_of_row reads them. */
#define OWN_COLUMNS                                                           \
    "e.id, e.thread, e.author, e.agency, e.corrects, e.pack, e.form,"         \
    " e.answers, e.language, e.occurred_at, e.occurred_on, e.recorded_at,"    \
    " e.label, e.correction, e.reason,"
#define LAST_COLUMNS                                                          \
    " t.number, f.facts, COALESCE(h.term, g.term, ''), t.kind"
#define ENTRY_COLUMNS                                                         \
    OWN_COLUMNS                                                               \
    " COALESCE((SELECT d.term FROM thread_row o JOIN desk d"                  \
    " ON d.id = o.desk WHERE o.thread = e.thread AND o.only_desk = 1"         \
    " LIMIT 1), e.route),"                                                    \
    " COALESCE((SELECT MAX(o.only_desk) FROM thread_row o"                    \
    " WHERE o.thread = e.thread), e.only_route)," LAST_COLUMNS
#define ENTRY_JOINS                                                           \
    " JOIN thread t ON t.id = e.thread"                                       \
    " LEFT JOIN entry_fact f ON f.entry = e.id"                               \
    " LEFT JOIN agency g ON g.id = e.agency"                                  \
    " LEFT JOIN agency h ON h.id = g.authority"
#define ABOUT_COLUMNS "a.entry, a.source, a.role, a.place, a.seq"
#define ABOUT_ORDER                                                           \
    " ORDER BY a.entry, CASE WHEN a.place < 0 THEN 1 ELSE 0 END, a.place,"    \
    " a.role, a.seq"

/* Everything that belongs together with what stands on source $1. */
#define FAMILY_OF_SOURCE                                                      \
    "WITH root (id) AS (SELECT DISTINCT COALESCE(x.corrects, x.id)"           \
    " FROM entry_about y JOIN entry x ON x.id = y.entry"                      \
    " WHERE y.source = $1),"                                                  \
    " family (id) AS (SELECT id FROM root UNION"                              \
    " SELECT c.id FROM root r JOIN entry c ON c.corrects = r.id) "
/* The same of all records of person $1, and of each of their threads whether
 * one desk alone may see it: asked once a thread, for there are many. */
#define FAMILY_OF_PERSON                                                      \
    "WITH root (id) AS (SELECT DISTINCT COALESCE(x.corrects, x.id)"           \
    " FROM source_person p JOIN entry_about y ON y.source = p.source"         \
    " JOIN entry x ON x.id = y.entry WHERE p.person = $1),"                   \
    " family (id) AS MATERIALIZED (SELECT id FROM root UNION"                 \
    " SELECT c.id FROM root r JOIN entry c ON c.corrects = r.id)"
#define DOOR_OF_THREAD                                                        \
    ", door (thread, term, only_desk) AS MATERIALIZED ("                      \
    " SELECT o.thread, MAX(CASE WHEN o.only_desk = 1 THEN d.term END),"       \
    " MAX(o.only_desk) FROM thread_row o LEFT JOIN desk d ON d.id = o.desk"   \
    " WHERE o.thread IN (SELECT e.thread FROM family m"                       \
    " JOIN entry e ON e.id = m.id) GROUP BY o.thread) "
#define IN_FAMILY_OF_ENTRY "(e.id = $1 OR e.corrects = $1)"

enum {
    LOAD,
    LOAD_ABOUT,
    THREAD,
    THREAD_ABOUT,
    SOURCE,
    SOURCE_ABOUT,
    PERSON,
    PERSON_ABOUT,
    FAMILY,
    FAMILY_ABOUT,
    COUNT
};
static const struct statement texts[COUNT] = {
    [LOAD] = {.sql = "SELECT " ENTRY_COLUMNS " FROM entry e" ENTRY_JOINS
                     " WHERE e.id = $1"},
    [LOAD_ABOUT] = {.sql = "SELECT " ABOUT_COLUMNS " FROM entry_about a"
                           " WHERE a.entry = $1" ABOUT_ORDER},
    [THREAD] = {.sql = "SELECT " ENTRY_COLUMNS " FROM entry e" ENTRY_JOINS
                       " WHERE e.thread = $1 ORDER BY e.recorded_at, e.id"},
    [THREAD_ABOUT] = {.sql = "SELECT " ABOUT_COLUMNS " FROM entry e"
                             " JOIN entry_about a ON a.entry = e.id"
                             " WHERE e.thread = $1" ABOUT_ORDER},
    [SOURCE] = {.sql = FAMILY_OF_SOURCE "SELECT " ENTRY_COLUMNS
                       " FROM family m JOIN entry e ON e.id = m.id"
                       ENTRY_JOINS},
    [SOURCE_ABOUT] = {.sql = FAMILY_OF_SOURCE "SELECT " ABOUT_COLUMNS
                             " FROM family m"
                             " JOIN entry_about a ON a.entry = m.id"
                             ABOUT_ORDER},
    [PERSON] = {.sql = FAMILY_OF_PERSON DOOR_OF_THREAD "SELECT " OWN_COLUMNS
                       " COALESCE(r.term, e.route),"
                       " COALESCE(r.only_desk, e.only_route)," LAST_COLUMNS
                       " FROM family m JOIN entry e ON e.id = m.id"
                       " LEFT JOIN door r ON r.thread = e.thread"
                       ENTRY_JOINS},
    [PERSON_ABOUT] = {.sql = FAMILY_OF_PERSON " SELECT " ABOUT_COLUMNS
                             " FROM family m"
                             " JOIN entry_about a ON a.entry = m.id"
                             ABOUT_ORDER},
    [FAMILY] = {.sql = "SELECT " ENTRY_COLUMNS " FROM entry e" ENTRY_JOINS
                       " WHERE " IN_FAMILY_OF_ENTRY
                       " ORDER BY e.recorded_at, e.id"},
    [FAMILY_ABOUT] = {.sql = "SELECT " ABOUT_COLUMNS " FROM entry e"
                             " JOIN entry_about a ON a.entry = e.id"
                             " WHERE " IN_FAMILY_OF_ENTRY ABOUT_ORDER},
};
const struct statements entry_statements = {"entry", texts, COUNT};

/* ---- rows ---- */

/* The pack and the form it was written under. */
static enum err
rules_of_row(struct work *w, const struct rows *r, struct entry *e)
{
    e->pack = rules_of(w->rules, row_bytes(r, 5));
    if (!e->pack)
        return ERR_STORE; /* installed since these rules were loaded */
    e->form = pack_form(e->pack, row_text(r, 6));
    return e->form ? OK : ERR_STORE;
}

static enum err
answers_of_row(struct work *w, const struct rows *r, struct stored *s)
{
    struct entry *e = &s->entry;
    struct arena *a = txn_arena(w->tx);
    struct fault  fault;
    enum err      err;

    e->answers_text = row_text(r, 7);
    if (!e->answers_text.n) { /* erased by law */
        e->fate = FATE_ERASED;
        e->answers_text = S("{}");
    }
    if ((err = answers_read(a, e->form, e->answers_text, &e->answers, &fault)))
        return ERR_STORE;
    if (e->fate == FATE_STANDS && !row_is_null(r, 18) &&
        (err = yield_load(a, row_text(r, 18), &s->facts, &s->fact_count)))
        return ERR_STORE;
    return OK;
}

/* ENTRY_COLUMNS, in their order. */
static enum err
entry_of_row(struct work *w, const struct rows *r, struct stored *s)
{
    struct entry *e = &s->entry;
    enum err      err;

    *s = (struct stored){.authority = row_text(r, 19),
        .thread_kind = row_text(r, 20)};
    *e = (struct entry){
        .id = row_id(r, 0, ID_ENTRY),
        .thread = row_id(r, 1, ID_THREAD),
        .author = row_id(r, 2, ID_ACCOUNT),
        .agency = row_id(r, 3, ID_AGENCY),
        .corrects = row_id(r, 4, ID_ENTRY),
        .occurred = row_time(r, 9),
        .occurred_on = row_date(r, 10),
        .recorded = row_time(r, 11),
        .label = row_text(r, 12),
        .correction = row_text(r, 13),
        .reason = row_text(r, 14),
        .route = row_text(r, 15),
        .only_route = row_int(r, 16) != 0,
        .number = row_int(r, 17),
    };
    if (!lang_find(row_text(r, 8), &e->language))
        BUG("a column that holds no language is read as one");
    if ((err = rules_of_row(w, r, e)))
        return err;
    return answers_of_row(w, r, s);
}

/* The row of the first line about the entry, or where it would stand: lines
 * come in the order of their entries' ids. */
static size_t
first_line(const struct rows *lines, struct id entry)
{
    struct rows r = *lines;
    size_t      low = 0, high = lines->count;

    while (low < high) {
        r.next = low + (high - low) / 2 + 1;
        if (id_cmp(row_id(&r, 0, ID_ENTRY), entry) < 0)
            low = r.next;
        else
            high = r.next - 1;
    }
    return low;
}

/* The lines about the entry, which stand together. */
static void
abouts_of(struct arena *a, const struct rows *lines, struct stored *s)
{
    struct rows r = *lines;
    size_t      first = first_line(lines, s->entry.id), n = 0;

    r.next = first;
    while (rows_next(&r) && id_eq(row_id(&r, 0, ID_ENTRY), s->entry.id))
        n++;
    s->abouts = ARENA_ARRAY(a, struct about_at, n + 1);
    s->beside = ARENA_ARRAY(a, struct id, n + 1);
    s->entry.about = ARENA_ARRAY(a, struct about, n + 1);
    r.next = first;
    for (size_t i = 0; i < n; i++) {
        struct about_at *at = &s->abouts[i];

        rows_next(&r);
        at->source = row_id(&r, 1, ID_SOURCE);
        at->role = row_text(&r, 2);
        at->place = (int)row_int(&r, 3);
        at->seq = row_int(&r, 4);
        s->beside[i] = at->source;
        s->entry.about[i] = (struct about){at->source, at->role};
    }
    s->about_count = s->entry.about_count = n;
}

/* Entries of one query; their lines are those of the statement after it. */
static enum err
stored_of(struct work *w, int which, struct id id, struct stored **out,
    size_t *count)
{
    struct rows    r, lines;
    struct stored *all;
    size_t         n = 0;
    enum err       e;

    if ((e = txn_rows(w->tx, &texts[which], ARGS(A_ID(id)), &r)))
        return e;
    if ((e = txn_rows(w->tx, &texts[which + 1], ARGS(A_ID(id)), &lines)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct stored, r.count + 1);
    while (rows_next(&r)) {
        if ((e = entry_of_row(w, &r, &all[n])))
            return e;
        abouts_of(txn_arena(w->tx), &lines, &all[n++]);
    }
    *out = all;
    *count = n;
    return OK;
}

enum err
entry_load(struct work *w, struct id id, struct entry *out)
{
    struct stored *all;
    size_t         n;
    enum err       e;

    if ((e = stored_of(w, LOAD, id, &all, &n)))
        return e;
    if (n == 0)
        return ERR_ABSENT;
    *out = all[0].entry;
    return OK;
}

enum err
entry_list_thread(struct work *w, struct id thread, struct entry **out,
    size_t *count)
{
    struct stored *all;
    struct entry  *entries;
    size_t         n;
    enum err       e;

    if ((e = stored_of(w, THREAD, thread, &all, &n)))
        return e;
    entries = ARENA_ARRAY(txn_arena(w->tx), struct entry, n + 1);
    for (size_t i = 0; i < n; i++)
        entries[i] = all[i].entry;
    *out = entries;
    *count = n;
    return OK;
}

enum err
family_load(struct work *w, struct id root, struct stored **out, size_t *count)
{
    return stored_of(w, FAMILY, root, out, count);
}

enum err
source_entries(struct work *w, struct id source, struct stored **out,
    size_t *count)
{
    return stored_of(w, SOURCE, source, out, count);
}

enum err
person_entries(struct work *w, struct id person, struct stored **out,
    size_t *count)
{
    return stored_of(w, PERSON, person, out, count);
}

/* ---- what the answers tell of the children ---- */

size_t
about_children(const struct about *about, size_t count)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++)
        n += str_eq(about[i].role, ROLE_CHILD);
    return n;
}

/* The birth date that the answers give a child, or none. */
static struct date
birth_said(struct arena *a, const struct answers *s, int child)
{
    int         arg = yield_arg_find(YIELD_IDENTITY, S("birth_date"));
    struct date born = {0};

    for (size_t i = 0; i < s->form->yield_count; i++) {
        const struct yield_rule *y = &s->form->yields[i];

        if (y->kind != YIELD_IDENTITY || y->each)
            continue;
        for (size_t k = 0; k < y->from_count; k++)
            if ((int)y->from[k].arg == arg && y->from[k].field_count &&
                !date_parse(answers_text(a, s, y->from[k].fields[0], child),
                    &born))
                born = (struct date){0};
    }
    return born;
}

struct answers_about
answers_about_of(struct arena *a, const struct answers *s, size_t children,
    struct date day)
{
    int *ages = ARENA_ARRAY(a, int, children + 1);

    for (size_t i = 0; i < children; i++) {
        struct date born = birth_said(a, s, (int)i);

        ages[i] = date_is_none(born) ? -1 : date_age(born, day);
    }
    return (struct answers_about){.children = children, .ages = ages};
}

struct answers_about
entry_about(struct arena *a, const struct entry *e)
{
    struct date day = zone_date(e->pack->zone, e->recorded);
    size_t      n = 0;

    while (n < e->about_count && str_eq(e->about[n].role, ROLE_CHILD))
        n++;
    return answers_about_of(a, &e->answers, n, day);
}

/* wide: as yield_extract(), which it wraps */
enum err
entry_facts(struct work *w, const struct answers *s, size_t children,
    struct date day, struct fact **facts, size_t *count)
{
    struct arena        *a = txn_arena(w->tx);
    struct answers_about about = answers_about_of(a, s, children, day);

    return yield_extract(a, s, &about, facts, count);
}

const struct form_route *
entry_route(const struct answers *s, const struct answers_about *about)
{
    const struct form *f = s->form;

    for (size_t i = 0; i < f->route_count; i++)
        if (!f->routes[i].when ||
            condition_holds(f->routes[i].when, s, about, -1))
            return &f->routes[i];
    return NULL;
}
