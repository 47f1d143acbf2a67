/*
 * The copy of a report for one adult of the family: those answers that the
 * form lets into one, of reports that name the adult as a reader (S17).  The
 * child's words are no such answer: they carry who may hear them (S16).
 */
#include "action/letter_inside.h"

#include "practice/meeting.h"

static bool
is_report(const struct letter_writing *w, const struct fact_at *at)
{
    return at->fact->kind == YIELD_REPORT &&
        fact_is_for(at->fact, at->entry->child) &&
        at->entry->recorded.us <= w->letter->recorded.us &&
        child_kept(w->b, at->entry->id, DEPTH_FULL);
}

/* Of the meeting for which one was written last; null: there is none. */
static const struct fold_entry *
newest(const struct letter_writing *w)
{
    const struct fold_entry *last = NULL;

    for (size_t i = 0; i < w->child->facts_count; i++) {
        const struct fact_at *at = &w->child->facts[i];

        if (is_report(w, at) && (!last || at->entry->seq > last->seq))
            last = at->entry;
    }
    return last;
}

/* Whose it is, as it says itself; else whose the author is. */
static enum err
of_find(const struct letter_writing *w, const struct fold_entry *e,
    struct words *out)
{
    const struct field *of = meeting_report_of(e->form);
    struct id           agency = e->agency, said;

    if (of &&
        id_parse(answers_text(w->b->cx->arena, &e->answers, of, -1), ID_AGENCY,
            &said))
        agency = said;
    return child_kind_of_agency(w->b, agency, out);
}

/* What was written, or the word for what was chosen; of all else nothing. */
static struct str
said(const struct letter_writing *w, const struct fold_entry *e,
    const struct field *f)
{
    struct str text = answers_text(w->b->cx->arena, &e->answers, f,
        f->per_child ? e->child : -1);
    const struct term_option *o;

    if (f->type == FIELD_TEXT || f->type == FIELD_LONG_TEXT)
        return text;
    if (f->type != FIELD_CHOICE || !(o = term_option_find(f->options, text)))
        return (struct str){0};
    return words_in(o->label, w->page->lang);
}

static void
line_add(const struct letter_writing *w, const struct fold_entry *e,
    struct str id, struct letter_report *r)
{
    const struct entry *in = child_kept(w->b, e->id, DEPTH_FULL);
    const struct field *f = form_field(e->form, id);
    struct str          text;

    if (!f || !view_field(&w->b->view, in, f))
        return;
    text = said(w, e, f);
    if (text.n)
        r->lines[r->count++] = (struct letter_line){f->label, text};
}

static enum err
report_add(const struct letter_writing *w, const struct fact_at *at)
{
    struct letter_report *r = &w->page->reports[w->page->report_count];
    struct str            ids = fact_arg(at->fact, S("said")), one;
    enum err              e;

    *r = (struct letter_report){.entry = at->entry->id,
        .title = at->entry->form->title,
        .language = at->entry->language,
        .lines = ARENA_ARRAY(w->b->cx->arena, struct letter_line,
            at->entry->form->field_count)};
    if ((e = of_find(w, at->entry, &r->of)))
        return e;
    while (ids.n && str_split(&ids, '\n', &one))
        line_add(w, at->entry, one, r);
    w->page->report_count++;
    return OK;
}

enum err
letter_reports(const struct letter_writing *w)
{
    const struct fold_entry *last = newest(w);
    enum err                 e;

    w->page->reports = ARENA_ARRAY(w->b->cx->arena, struct letter_report,
        w->child->facts_count + 1);
    for (size_t i = 0; last && i < w->child->facts_count; i++) {
        const struct fact_at *at = &w->child->facts[i];

        if (is_report(w, at) && id_eq(at->entry->thread, last->thread) &&
            letter_is_marked(fact_arg(at->fact, S("for")), w->reader) &&
            (e = report_add(w, at)))
            return e;
    }
    return OK;
}
