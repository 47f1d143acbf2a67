/*
 * One person's history: every entry on any of their records, with what
 * corrects it, folded.
 *
 * "As of" a moment means what had been recorded and linked by then, so the
 * records are then gathered over the links of that day, not of today.
 */
#include "record/entry_inside.h"
#include "record/fold_inside.h"

#include <assert.h>
#include <stdlib.h>

enum { BORN_WITH, BORN_TOGETHER, LINKED, COUNT };
static const struct statement texts[COUNT] = {
    [BORN_WITH] = {.sql = "SELECT id FROM source WHERE person = $1"
                          " ORDER BY made_at, id"},
    [BORN_TOGETHER] = {.sql = "SELECT y.id FROM source x"
                              " JOIN source y ON y.person = x.person"
                              " WHERE x.id = $1 ORDER BY y.made_at, y.id"},
    [LINKED] = {.sql = "SELECT CASE WHEN a = $1 THEN b ELSE a END FROM link"
                       " WHERE (a = $1 OR b = $1) AND kind = 'link'"
                       " AND made_at <= $2"
                       " AND (undone_at IS NULL OR undone_at > $2)"
                       " ORDER BY made_at, id"},
};
const struct statements history_statements = {"child", texts, COUNT};

/* ---- whose records they are ---- */

struct gathering {
    struct id *all;
    size_t     count, room;
};

static void
gather_add(struct arena *a, struct gathering *g, struct id source)
{
    struct id *wider;

    for (size_t i = 0; i < g->count; i++)
        if (id_eq(g->all[i], source))
            return;
    if (g->count == g->room) {
        g->room = g->room ? 2 * g->room : 8;
        wider = ARENA_ARRAY(a, struct id, g->room);
        for (size_t i = 0; i < g->count; i++)
            wider[i] = g->all[i];
        g->all = wider;
    }
    g->all[g->count++] = source;
}

static enum err
gather(struct work *w, struct gathering *g, int which, struct arg from,
    struct moment at)
{
    struct rows r;
    enum err    e;

    if (which == LINKED)
        e = txn_rows(w->tx, &texts[which], ARGS(from, A_TIME(at)), &r);
    else
        e = txn_rows(w->tx, &texts[which], ARGS(from), &r);
    while (!e && rows_next(&r))
        gather_add(txn_arena(w->tx), g, row_id(&r, 0, ID_SOURCE));
    return e;
}

static enum err
sources_at(struct work *w, struct id person, struct moment at,
    struct id **sources, size_t *count)
{
    struct gathering g = {0};
    enum err         e;

    if (at.us >= w->now.us)
        return person_sources(w, person, sources, count);
    if ((e = gather(w, &g, BORN_WITH, A_ID(person), at)))
        return e;
    for (size_t i = 0; i < g.count; i++) {
        if ((e = gather(w, &g, BORN_TOGETHER, A_ID(g.all[i]), at)))
            return e;
        if ((e = gather(w, &g, LINKED, A_ID(g.all[i]), at)))
            return e;
    }
    *sources = g.all;
    *count = g.count;
    return OK;
}

/* ---- their entries ---- */

static int
by_id(const void *x, const void *y)
{
    const struct stored *a = x, *b = y;

    return id_cmp(a->entry.id, b->entry.id);
}

const struct stored *
history_find(const struct history *h, struct id entry)
{
    struct stored key;

    key.entry.id = entry;
    return h->count ? bsearch(&key, h->all, h->count, sizeof key, by_id) : NULL;
}

/* In the order of their ids; what two of the records share, once. */
static void
put_in_order(struct history *h)
{
    size_t n = 0;

    if (h->count)
        qsort(h->all, h->count, sizeof *h->all, by_id);
    for (size_t i = 0; i < h->count; i++)
        if (!n || !id_eq(h->all[n - 1].entry.id, h->all[i].entry.id))
            h->all[n++] = h->all[i];
    h->count = n;
}

/* Of records that belonged together then. */
static enum err
entries_gather(struct work *w, struct history *h)
{
    struct stored *more, *wider;
    size_t         n;
    enum err       e;

    for (size_t i = 0; i < h->source_count; i++) {
        if ((e = source_entries(w, h->sources[i], &more, &n)))
            return e;
        wider = ARENA_ARRAY(txn_arena(w->tx), struct stored, h->count + n + 1);
        for (size_t k = 0; k < h->count; k++)
            wider[k] = h->all[k];
        for (size_t k = 0; k < n; k++)
            wider[h->count++] = more[k];
        h->all = wider;
    }
    return OK;
}

static bool
is_of(const struct history *h, struct id source)
{
    for (size_t i = 0; i < h->source_count; i++)
        if (id_eq(h->sources[i], source))
            return true;
    return false;
}

static struct fold_entry
line_of(const struct stored *s, const struct about_at *at)
{
    const struct entry *e = &s->entry;
    struct fold_entry   line = {
          .id = e->id,
          .pack = e->pack,
          .form = e->form,
          .answers = e->answers,
          .facts = s->facts,
          .fact_count = s->fact_count,
          .thread = e->thread,
          .author = e->author,
          .agency = e->agency,
          .occurred = e->occurred,
          .recorded = e->recorded,
          .occurred_on = e->occurred_on,
          .language = e->language,
          .label = e->label,
          .corrects = e->corrects,
          .correction = e->correction,
          .fate = e->fate,
          .authority = s->authority,
          .elsewhere = !at,
    };

    line.beside = s->beside;
    line.beside_count = s->about_count;
    if (at) {
        line.child = at->place;
        line.source = at->source;
        line.seq = at->seq;
    }
    return line;
}

/* The lines of one entry, behind those that are there. */
static void
lines_add(struct history *h, const struct stored *s)
{
    size_t before = h->line_count;

    for (size_t k = 0; k < s->about_count; k++)
        if (is_of(h, s->abouts[k].source))
            h->lines[h->line_count++] = line_of(s, &s->abouts[k]);
    if (h->line_count == before)
        h->lines[h->line_count++] = line_of(s, NULL);
}

static void
lines_make(struct arena *a, struct history *h)
{
    size_t most = h->spare;

    for (size_t i = 0; i < h->count; i++)
        most += h->all[i].about_count + 1;
    h->lines = ARENA_ARRAY(a, struct fold_entry, most + 1);
    h->line_room = most;
    for (size_t i = 0; i < h->count; i++)
        lines_add(h, &h->all[i]);
}

enum err
history_fold(struct history *h, size_t lines)
{
    enum err e;

    assert(lines <= h->line_count);
    for (; h->folded < lines; h->folded++)
        if ((e = fold_step(h->fold, &h->lines[h->folded])))
            return e;
    h->child = fold_end(h->fold);
    return OK;
}

static enum err
entries_read(struct work *w, struct history *h, struct moment known_at)
{
    struct id now;
    enum err  e;

    if ((e = sources_at(w, h->person, known_at, &h->sources, &h->source_count)))
        return e;
    if (h->source_count == 0)
        return ERR_ABSENT;
    if (known_at.us < w->now.us)
        return entries_gather(w, h);
    e = person_resolve(w, h->person, &now);
    return e ? e : person_entries(w, now, &h->all, &h->count);
}

static enum err
history_read(struct work *w, struct history *h, struct moment known_at)
{
    struct arena *a = txn_arena(w->tx);
    enum err      e;

    if ((e = entries_read(w, h, known_at)))
        return e;
    put_in_order(h);
    lines_make(a, h);
    if ((e = met_load(w, h->lines, h->line_count)) ||
        (e = fold_resolve(a, h->lines, &h->line_count, known_at)))
        return e;
    h->fold = fold_begin(a, w->pack);
    h->fold->born = fold_born(a, h->lines, h->line_count);
    return OK;
}

enum err
history_load(struct work *w, struct id person, struct moment known_at,
    struct history *out)
{
    struct history h = {.person = person};
    enum err       e;

    if ((e = history_read(w, &h, known_at)) ||
        (e = history_fold(&h, h.line_count)))
        return e;
    *out = h;
    return OK;
}

/* ---- a history that goes on ---- */

/* A list of stored entries has room for spare more. */
static void
all_widen(struct arena *a, struct history *h)
{
    struct stored *wider = ARENA_ARRAY(a, struct stored, h->count + h->spare);

    for (size_t i = 0; i < h->count; i++)
        wider[i] = h->all[i];
    h->all = wider;
    h->room = h->count + h->spare;
}

/* How many lines at the end are that entry's, if they are its only ones. */
static size_t
lines_last(const struct history *h, struct id entry)
{
    size_t n = 0;

    while (
        n < h->line_count && id_eq(h->lines[h->line_count - 1 - n].id, entry))
        n++;
    for (size_t i = 0; i + n < h->line_count; i++)
        if (id_eq(h->lines[i].id, entry))
            return 0;
    return n;
}

/* Whether as many of the lines give another birth date than was folded with. */
static bool
is_born_otherwise(struct arena *a, const struct history *h, size_t lines)
{
    struct date born = fold_born(a, h->lines, lines);

    return !date_eq(born, h->fold->born);
}

enum err
history_begin(struct work *w, struct id person, struct id entry,
    struct history *out)
{
    struct history h = {.person = person, .spare = HISTORY_SPARE};
    enum err       e;

    if ((e = history_read(w, &h, (struct moment){INT64_MAX})))
        return e;
    all_widen(txn_arena(w->tx), &h);
    if ((e = history_fold(&h, h.line_count - lines_last(&h, entry))))
        return e;
    h.born_moves = is_born_otherwise(txn_arena(w->tx), &h, h.folded);
    *out = h;
    return OK;
}

/* Into the order of ids. */
static const struct stored *
all_insert(struct history *h, const struct stored *s)
{
    size_t at = h->count;

    for (; at > 0 && id_cmp(h->all[at - 1].entry.id, s->entry.id) > 0; at--)
        h->all[at] = h->all[at - 1];
    h->all[at] = *s;
    h->count++;
    return &h->all[at];
}

enum err
history_more(struct work *w, struct history *h, struct id entry)
{
    struct stored *s;
    size_t         n, before = h->line_count;
    enum err       e;

    assert(h->folded == h->line_count);
    if ((e = family_load(w, entry, &s, &n)))
        return e;
    if (n != 1 || !id_is_none(s->entry.corrects) || h->count == h->room ||
        h->line_room - h->line_count < s->about_count + 1 ||
        s->entry.recorded.us <= h->child->newest.us)
        return ERR_CONFLICT;
    lines_add(h, all_insert(h, s));
    n = h->line_count - before;
    if ((e = met_load(w, h->lines + before, n)))
        return e;
    if ((e = fold_resolve(txn_arena(w->tx), h->lines + before, &n,
             (struct moment){INT64_MAX})))
        return e;
    h->born_moves = false;
    return is_born_otherwise(txn_arena(w->tx), h, h->line_count) ? ERR_CONFLICT
                                                                 : OK;
}

enum err
child_load(struct work *w, struct id person, struct moment known_at,
    const struct child **out)
{
    struct history h;
    enum err       e;

    if ((e = history_load(w, person, known_at, &h)))
        return e;
    *out = h.child;
    return OK;
}

/* ---- the list of a person ---- */

const struct stored *
history_says(const struct history *h, const struct fold_entry *line)
{
    const struct stored *s = history_find(h, line->id);

    if (s && s->entry.answers.root == line->answers.root)
        return s;
    for (size_t i = 0; i < h->count; i++)
        if (h->all[i].entry.answers.root == line->answers.root)
            return &h->all[i];
    return NULL;
}

/* Where the corrections stand: most histories have few. */
struct corrections {
    const struct stored **all;
    size_t                count;
};

static struct corrections
corrections_of(struct arena *a, const struct history *h)
{
    struct corrections c = {
        ARENA_ARRAY(a, const struct stored *, h->count + 1), 0};

    for (size_t i = 0; i < h->count; i++)
        if (!id_is_none(h->all[i].entry.corrects))
            c.all[c.count++] = &h->all[i];
    return c;
}

/* The newest correction of the entry, or null. */
static const struct stored *
newest_of(const struct corrections *c, struct id entry)
{
    const struct stored *newest = NULL;

    for (size_t i = 0; i < c->count; i++)
        if (id_eq(c->all[i]->entry.corrects, entry) &&
            (!newest ||
                c->all[i]->entry.recorded.us > newest->entry.recorded.us))
            newest = c->all[i];
    return newest;
}

static enum err
mark_only(struct arena *a, struct entry *e)
{
    struct fault fault;

    e->answers_text = S("{}");
    return answers_read(a, e->form, e->answers_text, &e->answers, &fault);
}

static enum err
entry_shown(struct work *w, const struct history *h,
    const struct fold_entry *line, const struct stored *by, struct entry *out)
{
    const struct stored *first = history_find(h, line->id);
    const struct stored *says = history_says(h, line);

    if (!first || !says)
        BUG("a line of a history that no entry stands behind");
    *out = first->entry;
    out->fate = line->fate;
    if (by) {
        out->corrected_by = by->entry.id;
        out->corrected_at = by->entry.recorded;
    }
    if (line->fate != FATE_STANDS)
        return mark_only(txn_arena(w->tx), out);
    out->form = says->entry.form;
    out->answers = says->entry.answers;
    out->answers_text = says->entry.answers_text;
    out->language = says->entry.language;
    out->occurred = says->entry.occurred;
    out->occurred_on = says->entry.occurred_on;
    out->about = says->entry.about;
    out->about_count = says->entry.about_count;
    return OK;
}

static enum err
entries_shown(struct work *w, const struct history *h, struct entry **out,
    size_t *count)
{
    struct arena      *a = txn_arena(w->tx);
    struct corrections c = corrections_of(a, h);
    struct entry      *all = ARENA_ARRAY(a, struct entry, h->line_count + 1);
    size_t             n = 0;
    enum err           e;

    for (size_t i = 0; i < h->line_count; i++) {
        const struct fold_entry *line = &h->lines[i];

        if (n && id_eq(all[n - 1].id, line->id))
            continue; /* about two of the person's records */
        if ((e = entry_shown(w, h, line, newest_of(&c, line->id), &all[n++])))
            return e;
    }
    *out = all;
    *count = n;
    return OK;
}

enum err
entry_list_person(struct work *w, struct id person, struct entry **out,
    size_t *count)
{
    struct history h;
    enum err       e;

    if ((e = history_load(w, person, (struct moment){INT64_MAX}, &h)))
        return e;
    return entries_shown(w, &h, out, count);
}

/* What was known by a moment is folded over the links of that moment. */
enum err
child_read(struct work *w, struct id person, struct moment known_at,
    struct child_read *out)
{
    struct history    h;
    struct child_read got = {0};
    enum err          e;

    if ((e = history_load(w, person, (struct moment){INT64_MAX}, &h)))
        return e;
    got.child = h.child;
    got.sources = h.sources;
    got.source_count = h.source_count;
    if ((e = entries_shown(w, &h, &got.entries, &got.entry_count)))
        return e;
    if (known_at.us != INT64_MAX &&
        ((e = child_load(w, person, known_at, &got.child)) ||
            (e = sources_at(w, person, known_at, &got.sources,
                 &got.source_count))))
        return e;
    *out = got;
    return OK;
}
