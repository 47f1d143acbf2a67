/*
 * What a child's page says to those who work with the child: when the child
 * was last seen, what they said and what became of it, the next dates, and
 * whether there is anything that the reader may record.
 */
#include "action/casework_inside.h"

#include "action/concern_form.h"
#include "action/meeting_inside.h"

/* ---- seen ---- */

/* Whether the reader may read any form that says so: else that nothing was
 * recorded would be untrue. */
static bool
may_know_seen(const struct child_build *b)
{
    const struct pack *p = b->w->pack;

    for (size_t i = 0; i < p->forms_count; i++)
        if (form_yields(&p->forms[i], YIELD_SEEN) &&
            view_depth(&b->view, p->forms[i].group) >= DEPTH_SUMMARY)
            return true;
    return false;
}

static void
later(struct date *at, struct date on)
{
    if (date_is_none(*at) || date_cmp(*at, on) < 0)
        *at = on;
}

void
child_seen_part(struct child_build *b)
{
    struct child_seen  *s = &b->page->seen;
    const struct child *c = b->child;

    s->may = may_know_seen(b);
    for (size_t i = 0; i < c->facts_count; i++) {
        const struct fact       *f = c->facts[i].fact;
        const struct fold_entry *e = c->facts[i].entry;

        if (f->kind != YIELD_SEEN || !fact_is_for(f, e->child) ||
            !date_is_known(e->occurred_on) ||
            !child_kept(b, e->id, DEPTH_SUMMARY))
            continue;
        later(&s->seen, e->occurred_on);
        if (str_eq(fact_arg(f, S("alone")), S("yes")))
            later(&s->alone, e->occurred_on);
    }
    if (!date_is_none(s->seen))
        s->days = date_between(s->seen, b->day);
    if (!date_is_none(s->alone))
        s->days_alone = date_between(s->alone, b->day);
}

/* ---- said ---- */

/* Who may hear it, in words. */
static struct str
hearers(const struct child_build *b, const struct form *form, struct str ids)
{
    struct buf out;
    struct str one;

    buf_init(&out, b->cx->arena);
    while (ids.n && str_split(&ids, '\n', &one)) {
        if (out.n)
            buf_add(&out, S(", "));
        buf_add(&out,
            words_in(child_option(b->rules, form, YIELD_WORDS, S("may_hear"),
                         one),
                b->cx->lang));
    }
    return buf_str(&out);
}

/* Words too, and hidden from whom the child's are. */
static struct str
translated(const struct child_build *b, const struct entry *in,
    const struct fact *f)
{
    const struct field *of =
        form_arg_field(in->form, YIELD_WORDS, S("translation"));

    return of && view_field(&b->view, in, of) ? fact_arg(f, S("translation"))
                                              : (struct str){0};
}

static enum err
said_add(struct child_build *b, const struct fact *f,
    const struct fold_entry *e, const struct entry *in)
{
    struct child_said *s = &b->page->said[b->page->said_count++];
    struct str         code = fact_arg(f, S("language"));
    enum lang          lang;
    enum err           err;

    *s = (struct child_said){.text = fact_arg(f, S("text")),
        .done = fact_arg(f, S("done")),
        .may_hear = hearers(b, in->form, fact_arg(f, S("may_hear"))),
        .told_back = fact_arg(f, S("told_back")),
        .on = e->occurred_on,
        .written = in->language};
    s->kind = child_option(b->rules, in->form, YIELD_WORDS, S("kind"),
        fact_arg(f, S("kind")));
    s->with = fact_arg(f, S("with"));
    s->helped = fact_arg(f, S("helped"));
    s->translation = translated(b, in, f);
    if (code.n)
        s->language =
            child_option(b->rules, in->form, YIELD_WORDS, S("language"), code);
    else
        code = lang_code(in->language);
    if (lang_find(code, &lang))
        s->code = code;
    if ((err = child_from(b, in, &s->from)) || child_by_report(b, in))
        return err;
    return child_account(b, in->author, &s->author);
}

/* The words that may be read (S16), the newest first. */
static enum err
said(struct child_build *b)
{
    const struct child *c = b->child;
    enum err            e;

    b->page->said =
        ARENA_ARRAY(b->cx->arena, struct child_said, c->facts_count + 1);
    for (size_t i = c->facts_count; i-- > 0;) {
        const struct fact  *f = c->facts[i].fact;
        const struct entry *in;
        const struct field *text;

        if (f->kind != YIELD_WORDS ||
            !fact_is_for(f, c->facts[i].entry->child) ||
            !(in = child_kept(b, c->facts[i].entry->id, DEPTH_FULL)))
            continue;
        text = form_arg_field(in->form, YIELD_WORDS, S("text"));
        if (!text || !view_field(&b->view, in, text))
            continue;
        if ((e = said_add(b, f, c->facts[i].entry, in)))
            return e;
    }
    return OK;
}

/* ---- next dates ---- */

static void
due_add(struct child_page *p, struct child_due one)
{
    size_t i = p->due_count++;

    for (; i > 0 && casework_due_before(&one, &p->dues[i - 1]); i--)
        p->dues[i] = p->dues[i - 1];
    p->dues[i] = one;
}

/* Whoever has that tie to the child, or that role. */
static bool
is_mine(const struct child_build *b, const struct addressee *owner)
{
    const struct reader *r = &b->cx->reader;

    if (str_eq(owner->kind, S("tie")))
        return str_among(owner->id, b->view.facts.ties,
            b->view.facts.tie_count);
    for (size_t i = 0; str_eq(owner->kind, S("role")) && i < r->role_count; i++)
        if (str_eq(r->roles[i]->id, owner->id))
            return true;
    return false;
}

void
child_dues_part(struct child_build *b)
{
    const struct child *c = b->child;

    b->page->dues =
        ARENA_ARRAY(b->cx->arena, struct child_due, c->clocks_count + 1);
    for (size_t i = 0; i < c->clocks_count; i++) {
        struct child_due one =
            casework_due_at(b->rules, &c->clocks[i], b->then);

        one.mine = is_mine(b, &c->clocks[i].rule->owner);
        if (child_clock_runs(&c->clocks[i]) &&
            !child_clock_is_far(&c->clocks[i], b->rules, b->then) &&
            child_kept(b, c->clocks[i].opening, DEPTH_SUMMARY))
            due_add(b->page, one);
    }
}

/* ---- recording ---- */

/* Whether there is any form that the reader may record about the child. */
static enum err
offered(struct child_build *b)
{
    const struct pack *p = b->w->pack;
    struct grant       g;
    enum err           e;

    for (size_t i = 0; i < p->forms_count && !b->page->may_record; i++) {
        if (!casework_is(p, &p->forms[i]))
            continue;
        e = casework_may(b->w, b->cx, &p->forms[i], b->page->person, &g);
        if (e && !err_is_refusal(e))
            return e;
        b->page->may_record = e == OK;
    }
    return OK;
}

/* Whether the page of the child's meetings would open: there is one that the
 * reader sees, or a form by which they call one. */
static enum err
meets(struct child_build *b)
{
    const struct pack *p = b->w->pack;
    struct child_page *page = b->page;
    struct grant       g;

    for (size_t i = 0; i < b->kept_count; i++)
        page->may_meet = page->may_meet || b->kept[i].form->meeting;
    for (size_t i = 0; i < p->forms_count && !page->may_meet; i++) {
        enum err e = meeting_calls(&p->forms[i])
            ? meeting_may(b->w, b->cx, &p->forms[i], page->person, &g)
            : ERR_DENIED;

        if (e && !err_is_refusal(e))
            return e;
        page->may_meet = e == OK;
    }
    return OK;
}

enum err
child_casework_part(struct child_build *b)
{
    enum err e;

    child_seen_part(b);
    if ((e = said(b)) || (e = child_voice_part(b)))
        return e;
    child_dues_part(b);
    b->page->may_plan = child_may_read_plan(b);
    if (!date_is_none(b->page->as_of))
        return OK; /* what was is not worked on */
    b->page->may_transfer = child_may_read_transfer(b);
    if (b->page->on_paper)
        return OK;
    e = offered(b);
    return e || !b->page->may_record ? e : meets(b);
}
