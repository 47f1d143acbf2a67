/*
 * Helps for drawing a form; answers in words are in form_say.c, reading one
 * back is in form_read.c.
 */
#include "web/form.h"
#include "web/form_own.h"

#include "action/concern_form.h"
#include "base/zone.h"
#include "practice/meeting.h"

/* A list longer than this is a select instead of radios. */
#define RADIOS_MOST 8

/* ---- what is drawn from ---- */

void
form_look_init(struct form_look *l, struct page *pg, const struct form *form,
    const struct typed *typed)
{
    struct answers_about *about = ARENA_NEW(pg->arena, struct answers_about);
    struct answers       *s = ARENA_NEW(pg->arena, struct answers);

    *about = typed_about(typed, pg->today);
    typed_answers(typed, about, s);
    *l = (struct form_look){.form = form,
        .typed = typed,
        .answers = s,
        .about = about,
        .children = typed_children(typed),
        .written = pg->lang};
}

/* What a page about children who are there may name. */
static const struct draft_offer *
offer_for(const struct draft_page *p, const struct field *f)
{
    switch (f->type) {
    case FIELD_ACCOUNT:
        return meeting_asks_taker(p->form, f) ? &p->takers : &p->accounts;
    case FIELD_AGENCY:
        return form_asks_doer(p->form, f) ? &p->doers : &p->agencies;
    case FIELD_PART:
        return str_eq(f->kind, S("action")) ? &p->actions : &p->outcomes;
    default:
        return NULL;
    }
}

static const struct form_choice *
draft_offer(const struct form_look *l, const struct field *f, size_t *count)
{
    const struct draft_offer *all = offer_for(l->draft, f);
    struct form_choice       *out;

    *count = 0;
    if (!all || !all->count)
        return NULL;
    out = ARENA_ARRAY(l->typed->arena, struct form_choice, all->count);
    for (size_t i = 0; i < all->count; i++)
        out[(*count)++] = (struct form_choice){.id = all->rows[i].id,
            .label = all->rows[i].label};
    return out;
}

void
form_look_offers(struct form_look *l, const struct draft_page *p)
{
    l->draft = p;
    l->offer = draft_offer;
}

void
form_look_draft(struct form_look *l, const struct draft_page *p)
{
    *l = (struct form_look){.form = p->form,
        .typed = &p->typed,
        .answers = &p->answers,
        .about = &p->about,
        .children = p->children,
        .threshold = p->threshold,
        .papers = p->papers,
        .paper_count = p->paper_count,
        .saves = true,
        .written = p->draft.language,
        .draft = p,
        .offer = p->subjects ? draft_offer : NULL};
}

static size_t
children_of(const struct entry *e)
{
    size_t n = 0;

    for (size_t i = 0; i < e->about_count; i++)
        n += str_eq(e->about[i].role, S("child"));
    return n;
}

void
form_look_answers(struct form_look *l, struct page *pg,
    const struct entry *entry)
{
    struct answers_about *about = ARENA_NEW(pg->arena, struct answers_about);
    int                  *all;

    about->children = children_of(entry);
    all = ARENA_ARRAY(pg->arena, int, about->children + 1);
    for (size_t i = 0; i < about->children; i++)
        all[i] = (int)i;
    *l = (struct form_look){.form = entry->form,
        .answers = &entry->answers,
        .about = about,
        .children = {all, about->children},
        .sealed = true,
        .written = entry->language};
}

/* ---- inputs ---- */

const struct field *
form_field_at(const struct typed_input *i)
{
    return i->cell ? i->cell : i->field;
}

struct typed_input
form_at(const struct field *f, int child)
{
    return (struct typed_input){.field = f,
        .child = f->per_child ? child : -1,
        .row = -1};
}

struct typed_input
form_cell(const struct typed_input *i, int row, const struct field *column)
{
    struct typed_input at = *i;

    at.row = row;
    at.cell = column;
    at.column = column->id;
    return at;
}

struct typed_input
form_column(const struct typed_input *i, int row, size_t n)
{
    struct typed_input at = *i;

    at.row = row;
    if (!typed_column(i->field->type, n, &at.column))
        at.column = (struct str){0};
    return at;
}

struct typed_input
form_part(const struct typed_input *i, enum typed_part part)
{
    struct typed_input at = *i;

    at.part = part;
    return at;
}

struct str
form_name(struct page *pg, const struct typed_input *i)
{
    return str_cat(pg->arena, i->of, typed_name(pg->arena, i));
}

const struct typed_value *
form_value_of(struct page *pg, const struct form_look *l,
    const struct typed_input *i)
{
    return l->typed ? typed_find(l->typed, typed_name(pg->arena, i)) : NULL;
}

struct str
form_typed_text(struct page *pg, const struct form_look *l,
    const struct typed_input *i)
{
    const struct typed_value *v = form_value_of(pg, l, i);

    return v ? v->text : (struct str){0};
}

int64_t
form_revision(struct page *pg, const struct form_look *l,
    const struct typed_input *i)
{
    const struct typed_value *v = form_value_of(pg, l, i);

    return v ? v->revision : 0;
}

static bool
has_line(struct str lines, struct str line)
{
    struct str one;

    while (lines.n && str_split(&lines, '\n', &one))
        if (str_eq(one, line))
            return true;
    return false;
}

bool
form_is_chosen(struct page *pg, const struct form_look *l,
    const struct typed_input *i, struct str id)
{
    return has_line(form_typed_text(pg, l, i), id);
}

/* ---- controls ---- */

static const enum form_control controls[FIELD_TYPE_COUNT] = {
    [FIELD_TEXT] = CONTROL_TEXT,
    [FIELD_LONG_TEXT] = CONTROL_AREA,
    [FIELD_WORDS] = CONTROL_AREA,
    [FIELD_YES_NO] = CONTROL_RADIOS,
    [FIELD_YES_NO_UNKNOWN] = CONTROL_RADIOS,
    [FIELD_CHOICE] = CONTROL_RADIOS,
    [FIELD_CHOICES] = CONTROL_CHECKS,
    [FIELD_DATE] = CONTROL_DATE,
    [FIELD_DATE_TIME] = CONTROL_MOMENT,
    [FIELD_NUMBER] = CONTROL_TEXT,
    [FIELD_SCALE] = CONTROL_RADIOS,
    [FIELD_PERSON] = CONTROL_TEXT,
    [FIELD_AGENCY] = CONTROL_TEXT,
    [FIELD_DESK] = CONTROL_TEXT,
    [FIELD_ACCOUNT] = CONTROL_TEXT,
    [FIELD_IDENTIFIER] = CONTROL_TEXT,
    [FIELD_LANGUAGE] = CONTROL_SELECT,
    [FIELD_LOCATION] = CONTROL_AREA,
    [FIELD_REPORTER] = CONTROL_TEXT,
    [FIELD_SAFE_CONTACT] = CONTROL_CONTACT,
    [FIELD_PAPER] = CONTROL_PAPERS,
    [FIELD_BODY_MAP] = CONTROL_BODY,
    [FIELD_THREAD] = CONTROL_TEXT,
    [FIELD_PART] = CONTROL_SELECT,
    [FIELD_TABLE] = CONTROL_TABLE,
};

enum form_control
form_control(const struct form_look *l, const struct field *f)
{
    enum form_control c = controls[f->type];
    size_t            n = 0;

    if (c == CONTROL_TEXT && l->offer && l->offer(l, f, &n))
        return CONTROL_SELECT;
    if (c == CONTROL_RADIOS && f->options && f->options->count > RADIOS_MOST)
        return CONTROL_SELECT;
    return c;
}

struct str
form_notice_of(struct page *pg, const struct field *f, struct str answer)
{
    for (size_t i = 0; i < f->notice_count; i++)
        if (str_eq(f->notices[i].is, answer))
            return words_in(f->notices[i].text, pg->lang);
    return (struct str){0};
}

static void
choice_add(struct page *pg, const struct field *f, struct form_choice *all,
    size_t *n, struct form_choice c)
{
    c.notice = form_notice_of(pg, f, c.id);
    all[(*n)++] = c;
}

static void
choices_yes_no(struct page *pg, const struct field *f, struct form_choice *all,
    size_t *n)
{
    static const struct str ids[] = {S_INIT("yes"), S_INIT("no"),
        S_INIT("unknown")};
    size_t                  count = f->type == FIELD_YES_NO_UNKNOWN ? 3 : 2;

    for (size_t i = 0; i < count; i++)
        choice_add(pg, f, all, n,
            (struct form_choice){ids[i], field_said(f, ids[i], pg->lang), {0}});
}

/* "3 – most"; the words stand at the two ends. */
static void
choices_scale(struct page *pg, const struct field *f, struct form_choice *all,
    size_t *n)
{
    for (int64_t v = f->min; v <= f->max; v++) {
        struct str text = str_of_int(pg->arena, v);
        struct str end = v == f->min ? words_in(f->least_words, pg->lang)
            : v == f->max            ? words_in(f->most_words, pg->lang)
                                     : (struct str){0};
        struct str parts[2] = {text, end};
        struct form_choice c = {.id = text};

        c.label = str_join(pg->arena, parts, end.n ? 2 : 1, S(" – "));
        choice_add(pg, f, all, n, c);
    }
}

const struct form_choice *
form_choices(struct page *pg, const struct form_look *l, const struct field *f,
    size_t *count)
{
    const struct form_choice *offered = l->offer ? l->offer(l, f, count) : NULL;
    struct form_choice       *all;
    size_t                    room = 3;

    if (offered)
        return offered;
    if (f->options)
        room = f->options->count;
    else if (f->type == FIELD_SCALE && f->max >= f->min)
        room = (size_t)(f->max - f->min) + 1;
    all = ARENA_ARRAY(pg->arena, struct form_choice, room + 1);
    *count = 0;
    if (f->type == FIELD_YES_NO || f->type == FIELD_YES_NO_UNKNOWN)
        choices_yes_no(pg, f, all, count);
    else if (f->type == FIELD_SCALE)
        choices_scale(pg, f, all, count);
    for (size_t i = 0; f->options && i < f->options->count; i++)
        choice_add(pg, f, all, count,
            (struct form_choice){f->options->options[i].id,
                words_in(f->options->options[i].label, pg->lang), {0}});
    return all;
}

/* In a body map: where, what, its colour; the rest is typed. */
const struct term_list *
form_column_list(const struct field *f, size_t n)
{
    const struct term_list *lists[3] = {f->regions, f->marks, f->colours};

    return f->type == FIELD_BODY_MAP && n < 3 ? lists[n] : NULL;
}

bool
form_has_picture(const struct field *f)
{
    return f->regions && f->regions->count && f->regions->options[0].at.n;
}

struct form_spot
form_spot(struct page *pg, const struct form_look *l,
    const struct typed_input *i, struct str side)
{
    struct typed_input        at = form_column(i, i->row, 0);
    const struct term_option *o =
        term_option_find(i->field->regions, form_typed_text(pg, l, &at));
    struct form_spot spot = {0};
    struct str       across, down;

    spot.there = o && str_eq(o->side, side) &&
        str_cut(o->at, ' ', &across, &down) && str_int(across, &spot.x) &&
        str_int(down, &spot.y);
    return spot;
}

enum msg
form_column_msg(enum field_type type, size_t n)
{
    static const enum msg body[] = {MSG_FORM_MARK_WHERE, MSG_FORM_MARK_KIND,
        MSG_FORM_MARK_COLOUR, MSG_FORM_MARK_NOTE};
    static const enum msg contact[] = {
        MSG_FORM_CONTACT_WHO, MSG_FORM_CONTACT_HOW, MSG_FORM_CONTACT_WHEN,
        MSG_FORM_CONTACT_AVOID};

    return type == FIELD_BODY_MAP ? body[n] : contact[n];
}

/* ---- what is asked ---- */

bool
form_is_once(const struct form_look *l, const struct field *f, int place)
{
    return f->per_child && f->once == ONCE_ANSWER && place > 0 && l->typed;
}

bool
form_is_asked(const struct form_look *l, const struct field *f, int place)
{
    if (typed_is_ours(l->form, f) && l->typed)
        return false;
    return answers_shown(l->answers, f, l->about, f->per_child ? place : -1);
}

bool
form_cell_is_asked(struct page *pg, const struct form_look *l,
    const struct typed_input *cell)
{
    struct typed_input choice;
    size_t             n = 0;

    /* the first plan carries nothing on */
    if (cell->cell->type == FIELD_PART && cell->cell->required == REQUIRED_NO)
        return l->offer && l->offer(l, cell->cell, &n);
    if (!cell->cell->words_of)
        return true;
    choice = form_cell(cell, cell->row, cell->cell->words_of);
    return field_asks_words(cell->cell, form_typed_text(pg, l, &choice));
}

struct str
form_child(struct page *pg, const struct form_look *l, size_t place)
{
    struct str name = {0}, number = str_of_int(pg->arena,
                                               (int64_t)place + 1);

    if (l->draft && l->draft->subjects)
        name = l->draft->subjects[place].name;
    else if (l->typed)
        name = typed_child_name(l->typed, l->children.all[place]);
    return name.n ? name
                  : lang_fill_text(pg->arena, pg->lang, MSG_FORM_CHILD_N,
                                   &number, 1);
}

bool
form_is_per_child(const struct form_section *s)
{
    for (size_t i = 0; i < s->field_count; i++)
        if (!s->fields[i]->per_child)
            return false;
    return true;
}

bool
form_has_papers(const struct form_section *s)
{
    for (size_t i = 0; i < s->field_count; i++)
        if (s->fields[i]->type == FIELD_PAPER)
            return true;
    return false;
}

/* The place of a child among the children, by its number. */
static int
place_of(const struct form_look *l, int child)
{
    for (size_t i = 0; i < l->children.count; i++)
        if (l->children.all[i] == child)
            return (int)i;
    return -1;
}

static const struct answer_fault *
fault_of(const struct form_look *l, const struct typed_input *i)
{
    for (size_t k = 0; k < l->fault_count; k++) {
        const struct answer_fault *f = &l->faults[k];

        if (f->field != form_field_at(i) ||
            (f->child >= 0 && f->child != place_of(l, i->child)))
            continue;
        if (f->row < 0 ||
            typed_row_at(l->typed, i->field, i->child, f->row) == i->row)
            return f;
    }
    return NULL;
}

bool
form_fault(const struct form_look *l, const struct typed_input *i)
{
    return fault_of(l, i) != NULL;
}

struct str
form_fault_words(struct page *pg, const struct answer_fault *f)
{
    struct str said = words_in(f->say, pg->lang);

    return said.n ? said : lang_text(pg->lang, f->msg);
}

struct str
form_fault_says(struct page *pg, const struct form_look *l,
    const struct typed_input *i)
{
    return form_fault_words(pg, fault_of(l, i));
}

struct str
form_described(struct page *pg, const struct form_look *l,
    const struct typed_input *i)
{
    struct str name = form_name(pg, i);
    struct str ids[2];
    size_t     n = 0;

    if (words_in(form_field_at(i)->hint, pg->lang).n)
        ids[n++] = str_cat(pg->arena, name, S("-hint"));
    if (form_fault(l, i))
        ids[n++] = str_cat(pg->arena, name, S("-error"));
    return str_join(pg->arena, ids, n, S(" "));
}

bool
form_has_one_input(const struct form_look *l, const struct field *f)
{
    switch (form_control(l, f)) {
    case CONTROL_TEXT:
    case CONTROL_AREA:
    case CONTROL_RADIOS:
    case CONTROL_CHECKS:
    case CONTROL_SELECT:
        return true;
    default:
        return false;
    }
}

enum msg
form_paper_kind(struct str type)
{
    static const struct {
        struct str begins;
        enum msg   msg;
    } kinds[] = {{S_INIT("image/"), MSG_PAPER_PICTURE},
        {S_INIT("application/pdf"), MSG_PAPER_PDF},
        {S_INIT("text/"), MSG_PAPER_TEXT}, {S_INIT(""), MSG_PAPER_DOCUMENT}};
    size_t k = 0;

    while (!str_starts(type, kinds[k].begins))
        k++;
    return kinds[k].msg;
}

/* ---- words to think again about ---- */

size_t
form_wording(struct page *pg, const struct form_look *l,
    const struct typed_input *i, const struct wording_hit **hits)
{
    const struct field *f = form_field_at(i);
    struct wording_hit *found;
    size_t              n;

    *hits = NULL;
    if ((f->type != FIELD_TEXT && f->type != FIELD_LONG_TEXT) ||
        (pg->pack->wording_exempt & (UINT32_C(1) << f->type)))
        return 0;
    wording_find(pg->arena, pg->pack, form_typed_text(pg, l, i), &found, &n);
    *hits = found;
    return n;
}

struct str
form_hit(struct page *pg, const struct form_look *l,
    const struct typed_input *i, const struct wording_hit *hit)
{
    return str_sub(form_typed_text(pg, l, i), hit->from, hit->length);
}
