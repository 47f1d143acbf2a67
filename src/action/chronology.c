/*
 * The rows of the child's own page, with the marks that were left beside
 * them.  A mark is shown with its entry alone, and only to whoever may read
 * that one whole: it is no row anywhere.
 */
#include "action/chronology.h"

#include "action/casework_inside.h"
#include "action/child_inside.h"
#include "action/concern_form.h"
#include "action/rows.h"

static const struct form *
mark_form(const struct pack *p)
{
    for (size_t i = 0; i < p->forms_count; i++)
        if (form_yields(&p->forms[i], YIELD_SIGNIFICANT))
            return &p->forms[i];
    return NULL;
}

/* ---- rows ---- */

static struct id
marked(const struct child_build *b, const struct entry *mark)
{
    const struct field *f =
        form_arg_field(mark->form, YIELD_SIGNIFICANT, S("entry"));
    struct id of = {0};

    return f &&
            id_parse(answers_text(b->cx->arena, &mark->answers, f, -1),
                ID_ENTRY, &of)
        ? of
        : (struct id){0};
}

/* The newest that may be read; null: it was never marked. */
static const struct entry *
mark_of(const struct child_build *b, struct id entry)
{
    const struct entry *last = NULL;

    for (size_t i = 0; i < b->kept_count; i++) {
        const struct entry *e = &b->kept[i];

        if (form_yields(e->form, YIELD_SIGNIFICANT) && e->fate == FATE_STANDS &&
            child_depth(b, e) == DEPTH_FULL && id_eq(marked(b, e), entry) &&
            (!last || e->recorded.us > last->recorded.us))
            last = e;
    }
    return last;
}

static enum err
mark_put(struct child_build *b, struct chronology_row *row)
{
    const struct entry *mark = mark_of(b, row->item->entry);
    const struct field *f;

    if (!mark || !child_kept(b, row->item->entry, DEPTH_FULL))
        return OK;
    f = form_arg_field(mark->form, YIELD_SIGNIFICANT, S("means"));
    if (!f || !view_field(&b->view, mark, f))
        return OK;
    row->means = str_trim(answers_text(b->cx->arena, &mark->answers, f, -1));
    if (!row->means.n)
        return OK;
    row->marked = mark->recorded;
    row->language = mark->language;
    answer_discloses(b->cx, b->answer, mark->id);
    return child_account(b, mark->author, &row->by);
}

static bool
is_asked_for(const struct chronology *c, const struct chronology_row *row)
{
    const struct chronology_ask *in = c->ask;

    return (!in->significant || row->means.n) &&
        (!in->kind.n || str_eq(in->kind, row->form->id)) &&
        (!in->from.n || str_eq(in->from, c->child->lanes[row->item->lane].en));
}

static void
kind_add(struct chronology *c, const struct form *f)
{
    for (size_t i = 0; i < c->kind_count; i++)
        if (str_eq(c->kinds[i]->id, f->id))
            return;
    c->kinds[c->kind_count++] = f;
}

static enum err
rows_find(struct child_build *b, struct chronology *c)
{
    const struct child_page *p = b->page;
    enum err                 e;

    c->rows =
        ARENA_ARRAY(b->cx->arena, struct chronology_row, p->item_count + 1);
    c->kinds =
        ARENA_ARRAY(b->cx->arena, const struct form *, p->item_count + 1);
    c->total = p->item_count;
    for (size_t i = p->item_count; i-- > 0;) {
        const struct entry *in = child_kept(b, p->items[i].entry, DEPTH_EXISTS);
        struct chronology_row *row = &c->rows[c->count];

        if (!in)
            continue;
        *row = (struct chronology_row){.item = &p->items[i],
            .form = in->form,
            .may_mark = c->may_mark && child_kept(b, in->id, DEPTH_FULL)};
        kind_add(c, in->form);
        if ((e = mark_put(b, row)))
            return e;
        c->count += is_asked_for(c, row);
    }
    return OK;
}

/* ---- the page ---- */

static enum err
may_mark(struct child_build *b, bool *yes)
{
    const struct form *f = mark_form(b->w->pack);
    struct grant       g;
    enum err           e =
        f ? casework_may(b->w, b->cx, f, b->page->person, &g) : ERR_DENIED;

    *yes = !e;
    return e && !err_is_refusal(e) ? e : OK;
}

static enum err
page_make(struct child_build *b, const struct chronology_ask *ask,
    struct answer *answer, struct chronology *c)
{
    enum err e;

    *c = (struct chronology){.child = b->page, .ask = ask};
    b->rows = CHILD_ALL_ROWS;
    child_begin(b, answer);
    if ((e = child_known(b)) || (e = child_story_part(b)))
        return e;
    if (b->page->exists_only)
        return ERR_DENIED;
    if ((e = may_mark(b, &c->may_mark)) || (e = rows_find(b, c)))
        return e;
    return c->total ? OK : ERR_DENIED;
}

enum err
chronology_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct chronology *c = ARENA_NEW(cx->arena, struct chronology);
    enum err           e = page_make(answer->found, ask->with, answer, c);

    (void)w, (void)grant;
    if (!e)
        answer->with = c;
    return e;
}

enum err
chronology_paper(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    return chronology_look(w, cx, ask, grant, answer);
}

/* ---- marking one ---- */

/* The row alone, when it may be marked. */
static enum err
row_find(struct child_build *b, struct id entry, struct answer *answer,
    struct chronology *c)
{
    static const struct chronology_ask all;
    enum err                           e;

    if ((e = page_make(b, &all, answer, c)))
        return e;
    for (size_t i = 0; i < c->count; i++)
        if (id_eq(c->rows[i].item->entry, entry)) {
            c->rows = &c->rows[i];
            c->count = 1;
            return c->rows->may_mark ? OK : ERR_DENIED;
        }
    return ERR_DENIED;
}

enum err
significance_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct chronology *c = ARENA_NEW(cx->arena, struct chronology);
    const struct id   *entry = ask->with;
    enum err           e = row_find(answer->found, *entry, answer, c);

    (void)w, (void)grant;
    if (!e)
        answer->with = c;
    return e;
}

static struct str
mark_json(struct arena *a, const struct form *f, const struct significance *in)
{
    struct json_out out;
    struct str      means = str_trim(in->means);

    json_init(&out, a);
    json_open(&out, '{');
    json_key(&out, form_arg_field(f, YIELD_SIGNIFICANT, S("entry"))->id);
    json_str(&out, id_text(a, in->entry));
    if (means.n) {
        json_key(&out, form_arg_field(f, YIELD_SIGNIFICANT, S("means"))->id);
        json_str(&out, means);
    }
    json_close(&out, '}');
    return json_text(&out);
}

/* The child's place in the entry, so that the mark hangs on the same record. */
static struct id
source_of(const struct child_build *b, struct id entry)
{
    const struct entry *in = child_kept(b, entry, DEPTH_FULL);
    int                 at = in ? child_place_in(b, in) : -1;

    if (at >= 0)
        return in->about[at].source;
    return b->source_count ? b->sources[0] : (struct id){0};
}

enum err
significance_say(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct significance *in = ask->with;
    const struct form         *f = mark_form(w->pack);
    struct chronology          c;
    struct about               about = {.role = S("child")};
    struct id                  entry, thread;
    enum err                   e;

    (void)grant;
    if (!f)
        return ERR_ABSENT;
    if ((e = row_find(answer->found, in->entry, answer, &c)))
        return e;
    about.source = source_of(answer->found, in->entry);
    return record_append(w,
        &(struct entry_new){.form = f,
            .answers = mark_json(cx->arena, f, in),
            .language = cx->lang,
            .author = cx->reader.account.id,
            .agency = cx->reader.agency.id,
            .about = &about,
            .about_count = 1},
        &entry, &thread, NULL);
}
