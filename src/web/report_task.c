/*
 * The task list's helps: what is done, what comes next, and by when.
 */
#include "base/zone.h"
#include "web/report.h"

struct str
report_base(struct page *pg, const struct report_view *r, struct str behind)
{
    struct str parts[2] = {r->base, behind};

    return page_url(pg, str_join(pg->arena, parts, 2, (struct str){0}));
}

/* A section that is asked of each child has a page for each. */
struct str
report_url(struct page *pg, const struct report_view *r,
    const struct form_section *s, int child)
{
    struct str parts[3] = {r->base};

    if (!s)
        return r->base;
    parts[1] = s->id;
    if (!form_is_per_child(s) || r->draft->form->short_path)
        return str_join(pg->arena, parts, 2, S("/"));
    if (child < 0)
        child = r->look.children.all[0];
    parts[2] = str_of_int(pg->arena, child);
    return str_join(pg->arena, parts, 3, S("/"));
}

static bool
is_answered(const struct report_view *r, const struct form_section *s)
{
    for (size_t i = 0; i < s->field_count; i++) {
        const struct field *f = s->fields[i];

        for (size_t c = 0; c < r->look.children.count; c++)
            if (answers_value(r->look.answers, f, f->per_child ? (int)c : -1))
                return true;
    }
    return false;
}

/* A fault in a column is one of its table. */
static bool
holds(const struct form_section *s, const struct field *f)
{
    for (size_t i = 0; i < s->field_count; i++) {
        const struct field *q = s->fields[i];

        if (q == f ||
            (q->column_count && f >= q->columns &&
                f < q->columns + q->column_count))
            return true;
    }
    return false;
}

static const struct form_section *
section_holding(const struct form *f, const struct field *field)
{
    for (size_t i = 0; i < f->section_count; i++)
        if (holds(&f->sections[i], field))
            return &f->sections[i];
    BUG("a question in no section of its form");
}

static const struct report_missing *
list_faults(struct page *pg, const struct report_view *r,
    const struct answer_fault *faults, size_t n)
{
    struct report_missing *all =
        ARENA_ARRAY(pg->arena, struct report_missing, n + 1);

    for (size_t k = 0; k < n; k++) {
        const struct answer_fault *f = &faults[k];
        struct typed_input         i = form_fault_input(&r->look, f);
        struct str                 words[2] = {
            words_in(f->field->label, pg->lang),
            form_fault_words(pg, f)};

        all[k].page = page_url(
            pg, report_url(pg, r, section_holding(r->draft->form, i.field),
                           i.child));
        all[k].input = form_name(pg, &i);
        all[k].words = str_join(pg->arena, words, 2, S(" – "));
    }
    return all;
}

void
report_list_missing(struct page *pg, struct report_view *r)
{
    const struct draft_page *d = r->draft;

    r->missing = list_faults(pg, r, d->faults, d->fault_count);
    r->missing_count = d->fault_count;
    r->open = list_faults(pg, r, d->open, d->open_count);
    r->open_count = d->open_count;
}

enum report_task
report_task(const struct report_view *r, size_t section)
{
    const struct form_section *s = &r->draft->form->sections[section];
    bool                       wrong = false;

    for (size_t i = 0; i < r->draft->fault_count; i++)
        wrong = wrong || holds(s, r->draft->faults[i].field);
    if (is_answered(r, s))
        return wrong ? TASK_STARTED : TASK_DONE;
    return wrong ? TASK_NOT_STARTED : TASK_OPTIONAL;
}

size_t
report_done(const struct report_view *r)
{
    size_t n = 0;

    for (size_t i = 0; i < r->draft->form->section_count; i++)
        n += report_task(r, i) == TASK_DONE;
    return n;
}

enum msg
report_check_msg(const struct report_view *r)
{
    return r->draft->subjects ? MSG_CASEWORK_CHECK : MSG_REPORT_CHECK_SEND;
}

const struct form_section *
report_next(const struct report_view *r)
{
    for (size_t i = 0; i < r->draft->form->section_count; i++)
        if (report_task(r, i) == TASK_STARTED ||
            report_task(r, i) == TASK_NOT_STARTED)
            return &r->draft->form->sections[i];
    return NULL;
}

/* ---- headings ---- */

static bool
asks_of_child(const struct form_section *s)
{
    for (size_t i = 0; i < s->field_count; i++)
        if (s->fields[i]->per_child)
            return true;
    return false;
}

/* First what comes before the child, then up to the last section that asks
 * about each child, then the rest. */
bool
report_in_group(const struct form *f, size_t section, int group)
{
    size_t first = f->section_count, last = 0;

    for (size_t i = 0; i < f->section_count; i++)
        if (asks_of_child(&f->sections[i])) {
            first = i < first ? i : first;
            last = i;
        }
    if (section < first)
        return group == 0;
    return group == (section <= last ? 1 : 2);
}

static const struct field *
urgency_field(const struct form *f)
{
    int which = yield_arg_find(YIELD_CONCERN, S("urgency"));

    for (size_t i = 0; i < f->yield_count; i++) {
        const struct yield_rule *y = &f->yields[i];

        for (size_t k = 0; y->kind == YIELD_CONCERN && k < y->from_count; k++)
            if ((int)y->from[k].arg == which && y->from[k].field_count)
                return y->from[k].fields[0];
    }
    return NULL;
}

static struct str
names_of(struct page *pg, const struct report_view *r)
{
    struct typed_list l = r->look.children;
    struct str       *all = ARENA_ARRAY(pg->arena, struct str, l.count);
    size_t            n = 0;

    for (size_t i = 0; i < l.count; i++) {
        all[n] = typed_child_name(&r->draft->typed, l.all[i]);
        n += all[n].n > 0;
    }
    return str_join(pg->arena, all, n, S(", "));
}

struct str
report_hint(struct page *pg, const struct report_view *r, size_t section)
{
    const struct form         *f = r->draft->form;
    const struct form_section *s = &f->sections[section];
    const struct field        *urgent = urgency_field(f);
    const struct field        *given = typed_identity(f, S("given"));
    struct form_said           said = {0};

    if (given && holds(s, given))
        return names_of(pg, r);
    if (!urgent || !holds(s, urgent) || urgent->per_child)
        return (struct str){0};
    form_said(pg, &r->look, urgent, 0, &said);
    return said.count ? said.lines[0] : (struct str){0};
}

/* ---- times ---- */

bool
report_is_shut(const struct page *pg)
{
    const struct desk_term *d = pack_desk_for(pg->pack, S("front_door"));

    return d && !desk_is_open(d, pg->pack->calendar, pg->zone, pg->now);
}

struct str
report_span(struct page *pg, struct span span)
{
    static const enum msg msgs[] = {
        [SPAN_MINUTES] = MSG_REPORT_SPAN_MINUTES,
        [SPAN_HOURS] = MSG_REPORT_SPAN_HOURS,
        [SPAN_CALENDAR_DAYS] = MSG_REPORT_SPAN_DAYS,
        [SPAN_WORKING_DAYS] = MSG_REPORT_SPAN_WORKING,
        [SPAN_WEEKS] = MSG_REPORT_SPAN_WEEKS,
        [SPAN_MONTHS] = MSG_REPORT_SPAN_MONTHS,
        [SPAN_YEARS] = MSG_REPORT_SPAN_YEARS,
    };

    return lang_plural_text(pg->arena, pg->lang, msgs[span.unit], span.n);
}

bool
report_due_is_day_end(struct page *pg, struct moment due)
{
    struct moment end = zone_day_end(pg->zone, zone_date(pg->zone, due));

    return end.us == due.us;
}

struct str
report_by(struct page *pg, struct moment due)
{
    return report_due_is_day_end(pg, due)
        ? page_day(pg, zone_date(pg->zone, due))
        : page_time(pg, due);
}
