/*
 * One person's history: every entry on any of their records, with what
 * corrects it, folded.
 *
 * "As of" a moment means what had been recorded and linked by then, so the
 * records are then gathered over the links of that day, not of today.
 */
#include "record/entry_inside.h"

#include <assert.h>

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

const struct stored *
history_find(const struct history *h, struct id entry)
{
    for (size_t i = 0; i < h->count; i++)
        if (id_eq(h->all[i].entry.id, entry))
            return &h->all[i];
    return NULL;
}

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
        h->all = wider;
        for (size_t k = 0; k < n; k++)
            if (!history_find(h, more[k].entry.id))
                wider[h->count++] = more[k];
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

static void
lines_make(struct arena *a, struct history *h)
{
    size_t most = 0, n = 0;

    for (size_t i = 0; i < h->count; i++)
        most += h->all[i].about_count + 1;
    h->lines = ARENA_ARRAY(a, struct fold_entry, most + 1);
    for (size_t i = 0; i < h->count; i++) {
        const struct stored *s = &h->all[i];
        size_t               before = n;

        for (size_t k = 0; k < s->about_count; k++)
            if (is_of(h, s->abouts[k].source))
                h->lines[n++] = line_of(s, &s->abouts[k]);
        if (n == before)
            h->lines[n++] = line_of(s, NULL);
    }
    h->line_count = n;
}

static enum err
history_fold(struct work *w, struct history *h)
{
    struct fold *f = fold_begin(txn_arena(w->tx), w->pack);
    enum err     e;

    for (size_t i = 0; i < h->line_count; i++)
        if ((e = fold_step(f, &h->lines[i])))
            return e;
    h->child = fold_end(f);
    return OK;
}

enum err
history_load(struct work *w, struct id person, struct moment known_at,
    struct history *out)
{
    struct history h = {.person = person};
    enum err       e;

    if ((e = sources_at(w, person, known_at, &h.sources, &h.source_count)))
        return e;
    if (h.source_count == 0)
        return ERR_ABSENT;
    if ((e = entries_gather(w, &h)))
        return e;
    lines_make(txn_arena(w->tx), &h);
    if ((e = fold_resolve(txn_arena(w->tx), h.lines, &h.line_count, known_at)))
        return e;
    if ((e = history_fold(w, &h)))
        return e;
    *out = h;
    return OK;
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
    for (size_t i = 0; i < h->count; i++)
        if (h->all[i].entry.answers.root == line->answers.root)
            return &h->all[i];
    return NULL;
}

/* The newest correction of the entry, or null. */
static const struct stored *
correction_of(const struct history *h, struct id entry)
{
    const struct stored *newest = NULL;

    for (size_t i = 0; i < h->count; i++) {
        const struct stored *s = &h->all[i];

        if (id_eq(s->entry.corrects, entry) &&
            (!newest || s->entry.recorded.us > newest->entry.recorded.us))
            newest = s;
    }
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
    const struct fold_entry *line, struct entry *out)
{
    const struct stored *first = history_find(h, line->id);
    const struct stored *says = history_says(h, line);
    const struct stored *by = correction_of(h, line->id);

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

enum err
entry_list_person(struct work *w, struct id person, struct entry **out,
    size_t *count)
{
    struct history h;
    struct entry  *all;
    size_t         n = 0;
    enum err       e;

    if ((e = history_load(w, person, (struct moment){INT64_MAX}, &h)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct entry, h.line_count + 1);
    for (size_t i = 0; i < h.line_count; i++) {
        if (n && id_eq(all[n - 1].id, h.lines[i].id))
            continue; /* about two of the person's records */
        if ((e = entry_shown(w, &h, &h.lines[i], &all[n++])))
            return e;
    }
    *out = all;
    *count = n;
    return OK;
}
