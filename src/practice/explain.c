/*
 * Every pathway and clock as one page, for a practice lead who reads no
 * YAML: what happens, by when, who owns it, and where the rule is from.
 *
 * The page stands alone (it is printed by a command), so it carries its own
 * few lines of style.
 */
#include "practice/explain.h"

#include <assert.h>

#include "practice/see.h"

#define LIT(x, markup) html_lit(&(x)->h, S(markup))

static const char style[] =
    "body{font:17px/1.5 sans-serif;color:#12262b;max-width:75em;"
    "margin:0 auto;padding:1em}"
    "h1,h2,h3{color:#0b3d46}"
    "table{border-collapse:collapse;width:100%;margin:0 0 1.5em}"
    "caption{text-align:left;font-weight:bold;padding:.5em 0}"
    "th,td{border-bottom:1px solid #b9c7c9;padding:.35em .7em .35em 0;"
    "text-align:left;vertical-align:top}"
    "ul{margin:0;padding-left:1.1em}"
    "code{font-size:.9em}"
    "svg{max-width:100%;height:auto;background:#eff5f5}"
    ".source{color:#46585d;font-size:16px}";

void
explain_msg(struct explain *x, enum msg msg)
{
    html_text(&x->h, lang_text(x->lang, msg));
}

void
explain_words(struct explain *x, struct words w)
{
    html_text(&x->h, words_in(w, x->lang));
}

void
explain_span(struct explain *x, struct span span)
{
    static const enum msg units[] = {
        [SPAN_MINUTES] = MSG_PACK_UNIT_MINUTES,
        [SPAN_HOURS] = MSG_PACK_UNIT_HOURS,
        [SPAN_CALENDAR_DAYS] = MSG_PACK_UNIT_CALENDAR_DAYS,
        [SPAN_WORKING_DAYS] = MSG_PACK_UNIT_WORKING_DAYS,
        [SPAN_WEEKS] = MSG_PACK_UNIT_WEEKS,
        [SPAN_MONTHS] = MSG_PACK_UNIT_MONTHS,
        [SPAN_YEARS] = MSG_PACK_UNIT_YEARS,
    };

    if (span.n == 0) {
        explain_msg(x, MSG_PACK_SAME_DAY);
        return;
    }
    explain_msg(x, units[span.unit]);
    LIT(x, ": ");
    html_int(&x->h, span.n);
}

void
explain_state(struct explain *x, const struct pathway *p, size_t state)
{
    if (str_is_empty(p->states[state].title.en))
        explain_msg(x, MSG_PACK_STARTS);
    else
        explain_words(x, p->states[state].title);
}

/* --- triggers --------------------------------------------------------- */

static const struct words *
option_label(const struct field *f, struct str value)
{
    const struct term_option *o =
        f && f->options ? term_option_find(f->options, value) : NULL;

    return o ? &o->label : NULL;
}

/* What a value is called on the form that can say it, or null. */
static const struct words *
value_label(const struct form *f, const struct trigger *t,
    const struct trigger_where *w, struct str value)
{
    if (t->kind == ON_ENTRY)
        return option_label(form_field(f, w->name), value);
    for (size_t i = 0; i < f->yield_count; i++) {
        const struct yield_rule *r = &f->yields[i];

        for (size_t k = 0; r->kind == t->yield && k < r->from_count; k++) {
            const struct words *label;

            if (r->from[k].arg != w->arg || !r->from[k].field_count)
                continue;
            if ((label = option_label(r->from[k].fields[0], value)))
                return label;
        }
    }
    return NULL;
}

/* A value without a label: an answer of yes_no, or a word of the program. */
static void
add_value(struct explain *x, struct str value)
{
    if (str_eq(value, S("yes")))
        explain_msg(x, MSG_PACK_YES);
    else if (str_eq(value, S("no")))
        explain_msg(x, MSG_PACK_NO);
    else
        html_text(&x->h, value);
}

static void
add_where(struct explain *x, const struct form *f, const struct trigger *t)
{
    for (size_t i = 0; i < t->where_count; i++) {
        const struct trigger_where *w = &t->where[i];

        LIT(x, " · <code>");
        html_text(&x->h, w->name);
        LIT(x, "</code>: ");
        for (size_t k = 0; k < w->value_count; k++) {
            const struct words *label = value_label(f, t, w, w->values[k]);

            if (k)
                LIT(x, ", ");
            if (label)
                explain_words(x, *label);
            else
                add_value(x, w->values[k]);
        }
    }
}

void
explain_triggers(struct explain *x, const struct triggers *ts)
{
    LIT(x, "<ul>");
    for (size_t i = 0; i < ts->count; i++)
        for (size_t k = 0; k < x->pack->forms_count; k++) {
            const struct form *f = &x->pack->forms[k];

            if (!trigger_possible(&ts->all[i], f))
                continue;
            LIT(x, "<li>");
            explain_words(x, f->title);
            add_where(x, f, &ts->all[i]);
            LIT(x, "</li>");
        }
    LIT(x, "</ul>");
}

/* --- small pieces ----------------------------------------------------- */

void
explain_note(struct explain *x, const struct source_note *note)
{
    static const struct {
        struct str word;
        enum msg   msg;
    } bases[] = {
        {S_INIT("statute"), MSG_PACK_BASIS_STATUTE},
        {S_INIT("national_procedure"), MSG_PACK_BASIS_NATIONAL_PROCEDURE},
        {S_INIT("regional"), MSG_PACK_BASIS_REGIONAL},
        {S_INIT("good_practice"), MSG_PACK_BASIS_GOOD_PRACTICE},
        {S_INIT("unverified"), MSG_PACK_BASIS_UNVERIFIED},
    };

    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++)
        if (str_eq(bases[i].word, note->basis))
            explain_msg(x, bases[i].msg);
    LIT(x, "<br><span class=\"source\" lang=\"en\">");
    html_text(&x->h, note->source);
    LIT(x, "</span>");
}

static void
add_heading(struct explain *x, enum msg msg)
{
    LIT(x, "<th scope=\"col\">");
    explain_msg(x, msg);
    LIT(x, "</th>");
}

void
explain_table(struct explain *x, enum msg caption, const enum msg *heads,
    size_t n)
{
    LIT(x, "<table><caption>");
    explain_msg(x, caption);
    LIT(x, "</caption><thead><tr>");
    for (size_t i = 0; i < n; i++)
        add_heading(x, heads[i]);
    LIT(x, "</tr></thead><tbody>");
}

/* --- moves and guards ------------------------------------------------- */

static void
add_move(struct explain *x, const struct pathway *p, const struct move *m)
{
    LIT(x, "<tr><td><ul>");
    if (!m->from_count) {
        LIT(x, "<li>");
        explain_msg(x, MSG_PACK_ANY_STATE);
        LIT(x, "</li>");
    }
    for (size_t i = 0; i < m->from_count; i++) {
        LIT(x, "<li>");
        explain_state(x, p, m->from[i]);
        LIT(x, "</li>");
    }
    LIT(x, "</ul></td><td>");
    explain_triggers(x, &m->on);
    LIT(x, "</td><td>");
    explain_state(x, p, m->to);
    LIT(x, "</td></tr>");
}

static void
add_moves(struct explain *x, const struct pathway *p)
{
    static const enum msg heads[] = {MSG_PACK_FROM, MSG_PACK_ON, MSG_PACK_TO};

    explain_table(x, MSG_PACK_MOVES, heads, 3);
    for (size_t i = 0; i < p->move_count; i++)
        add_move(x, p, &p->moves[i]);
    LIT(x, "</tbody></table>");
}

static void
add_guards(struct explain *x, const struct pathway *p)
{
    static const enum msg heads[] = {MSG_PACK_ON, MSG_PACK_NEEDS,
        MSG_PACK_OTHERWISE, MSG_PACK_BASIS};

    if (!p->guard_count)
        return;
    explain_table(x, MSG_PACK_GUARDS, heads, 4);
    for (size_t i = 0; i < p->guard_count; i++) {
        const struct guard *g = &p->guards[i];

        LIT(x, "<tr><td>");
        explain_triggers(x, &g->on);
        LIT(x, "</td><td>");
        for (size_t k = 0; k < g->need_count; k++) {
            LIT(x, "<code>");
            html_text(&x->h, g->needs[k]);
            LIT(x, "</code> ");
        }
        for (size_t k = 0; k < g->state_count; k++) {
            LIT(x, "<code>");
            html_text(&x->h, g->states[k]);
            LIT(x, "</code> ");
        }
        for (size_t k = 0; k < g->settled_count; k++) {
            LIT(x, "<code>");
            html_text(&x->h, g->settled[k]);
            LIT(x, "</code> ");
        }
        if (g->kept_out.count)
            explain_triggers(x, &g->kept_out);
        if (g->by_another.count)
            explain_triggers(x, &g->by_another);
        LIT(x, "</td><td>");
        explain_msg(x,
            g->otherwise == GUARD_REFUSE ? MSG_PACK_REFUSE
                                         : MSG_PACK_ASK_REASON);
        LIT(x, "</td><td>");
        explain_note(x, &g->note);
        LIT(x, "</td></tr>");
    }
    LIT(x, "</tbody></table>");
}

/* --- clocks ----------------------------------------------------------- */

static void
add_row(struct explain *x, enum msg head)
{
    LIT(x, "<tr><th scope=\"row\">");
    explain_msg(x, head);
    LIT(x, "</th><td>");
}

static void
end_row(struct explain *x)
{
    LIT(x, "</td></tr>");
}

static void
add_trigger_row(struct explain *x, enum msg head, const struct triggers *ts)
{
    if (!ts->count)
        return;
    add_row(x, head);
    explain_triggers(x, ts);
    end_row(x);
}

static void
add_clock_name(struct explain *x, struct str id)
{
    const struct clock_rule *c = pack_clock(x->pack, id);

    if (!c)
        return;
    LIT(x, ": ");
    explain_words(x, c->title);
    LIT(x, " <code>");
    html_text(&x->h, id);
    LIT(x, "</code>");
}

static void
add_due_row(struct explain *x, enum msg head, const struct due *d)
{
    static const enum msg from[] = {
        [DUE_OCCURRED] = MSG_PACK_FROM_OCCURRED,
        [DUE_RECORDED] = MSG_PACK_FROM_RECORDED,
        [DUE_OPENED] = MSG_PACK_FROM_OPENED,
        [DUE_CLOCK] = MSG_PACK_FROM_CLOCK,
        [DUE_BIRTH] = MSG_PACK_FROM_BIRTH,
    };

    if (!d->given)
        return;
    add_row(x, head);
    explain_span(x, d->span);
    if (head != MSG_PACK_WARN) {
        LIT(x, "<br>");
        explain_msg(x, MSG_PACK_COUNTED_FROM);
        LIT(x, ": ");
        if (d->from == DUE_FIELD || d->from == DUE_ARG || d->from == DUE_THREAD)
            html_text(&x->h, d->name);
        else
            explain_msg(x, from[d->from]);
        if (d->from == DUE_CLOCK)
            add_clock_name(x, d->name);
    }
    end_row(x);
}

void
explain_addressee(struct explain *x, const struct addressee *to)
{
    explain_words(x, pack_addressee(x->pack, to));
}

static void
add_flag_row(struct explain *x, bool flag, enum msg msg)
{
    if (!flag)
        return;
    LIT(x, "<tr><td colspan=\"2\">");
    explain_msg(x, msg);
    end_row(x);
}

static void
add_while_row(struct explain *x, const struct clock_rule *c)
{
    const struct pathway *p = c->pathway;

    if (!c->while_count)
        return;
    add_row(x, MSG_PACK_WHILE);
    for (size_t i = 0; i < c->while_count; i++)
        for (size_t s = 0; s < p->state_count; s++)
            if (str_eq(p->states[s].id, c->while_states[i])) {
                explain_state(x, p, s);
                LIT(x, "<br>");
            }
    end_row(x);
}

static void
add_clock(struct explain *x, const struct clock_rule *c)
{
    LIT(x, "<table><caption>");
    explain_words(x, c->title);
    LIT(x, " <code>");
    html_text(&x->h, c->id);
    LIT(x, "</code></caption><tbody>");
    add_trigger_row(x, MSG_PACK_OPENS, &c->opens);
    add_trigger_row(x, MSG_PACK_MET_BY, &c->met_by);
    add_trigger_row(x, MSG_PACK_CANCELLED_BY, &c->cancelled_by);
    add_trigger_row(x, MSG_PACK_SPARED_BY, &c->spared_by);
    add_trigger_row(x, MSG_PACK_SPARED_WITH, &c->spared_with);
    add_trigger_row(x, MSG_PACK_PAUSED_BY, &c->paused_by);
    add_trigger_row(x, MSG_PACK_RESUMED_BY, &c->resumed_by);
    add_trigger_row(x, MSG_PACK_PUT_OFF_BY, &c->put_off_by);
    add_while_row(x, c);
    add_due_row(x, MSG_PACK_TARGET, &c->target);
    add_due_row(x, MSG_PACK_DUE, &c->due);
    add_due_row(x, MSG_PACK_UNSAID, &c->unsaid);
    add_due_row(x, MSG_PACK_WARN, &c->warn);
    add_row(x, MSG_PACK_OWNER);
    explain_addressee(x, &c->owner);
    end_row(x);
    add_flag_row(x, c->restart, MSG_PACK_RESTART);
    add_flag_row(x, c->repeat, MSG_PACK_REPEAT);
    add_flag_row(x, c->once, MSG_PACK_ONCE);
    add_flag_row(x, c->first, MSG_PACK_FIRST);
    add_flag_row(x, c->near, MSG_PACK_NEAR);
    add_flag_row(x, c->itself, MSG_PACK_ITSELF);
    add_flag_row(x, c->per_thread && !c->pathway->per_thread,
        MSG_PACK_PER_THREAD);
    add_flag_row(x, c->per_agency, MSG_PACK_PER_AGENCY);
    add_row(x, MSG_PACK_BASIS);
    explain_note(x, &c->note);
    end_row(x);
    LIT(x, "</tbody></table>");
}

/* --- the page --------------------------------------------------------- */

static void
add_pathway(struct explain *x, const struct pathway *p)
{
    LIT(x, "<section><h2 id=\"p-");
    html_text(&x->h, p->id);
    LIT(x, "\">");
    explain_words(x, p->title);
    LIT(x, "</h2><p>");
    explain_msg(x, p->per_thread ? MSG_PACK_PER_THREAD : MSG_PACK_PER_CHILD);
    LIT(x, "</p>");
    explain_draw_states(x, p);
    LIT(x, "<p>");
    explain_msg(x, MSG_PACK_OTHER_WAYS);
    LIT(x, "</p>");
    add_moves(x, p);
    add_guards(x, p);
    LIT(x, "<h3>");
    explain_msg(x, p->clock_count ? MSG_PACK_CLOCKS : MSG_PACK_NO_CLOCKS);
    LIT(x, "</h3>");
    if (p->clock_count)
        explain_draw_clocks(x, p);
    for (size_t i = 0; i < p->clock_count; i++)
        add_clock(x, &p->clocks[i]);
    LIT(x, "</section>");
}

static void
add_head(struct explain *x)
{
    LIT(x, "<!doctype html>\n<html lang=\"");
    html_text(&x->h, lang_code(x->lang));
    LIT(x,
        "\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width\">"
        "<title>");
    explain_words(x, x->pack->title);
    LIT(x, "</title><style>");
    html_lit(&x->h, str_bytes(style, sizeof style - 1));
    LIT(x, "</style></head><body><main><h1>");
    explain_words(x, x->pack->title);
    LIT(x, ": ");
    explain_msg(x, MSG_PACK_EXPLAIN_TITLE);
    LIT(x, "</h1><p>");
    explain_msg(x, MSG_PACK_EXPLAIN_LEAD);
    LIT(x, "</p><p>");
    explain_msg(x, MSG_PACK_VERSION);
    LIT(x, ": ");
    html_int(&x->h, x->pack->version);
    LIT(x, " · ");
    explain_msg(x, MSG_PACK_HOLDS_FROM);
    LIT(x, ": ");
    html_text(&x->h, date_text(x->arena, x->pack->holds_from));
    LIT(x, "</p>");
}

static void
add_contents(struct explain *x)
{
    LIT(x, "<nav aria-labelledby=\"contents\"><h2 id=\"contents\">");
    explain_msg(x, MSG_PACK_CONTENTS);
    LIT(x, "</h2><ul>");
    for (size_t i = 0; i < x->pack->pathways_count; i++) {
        const struct pathway *p = &x->pack->pathways[i];

        LIT(x, "<li><a href=\"#p-");
        html_text(&x->h, p->id);
        LIT(x, "\">");
        explain_words(x, p->title);
        LIT(x, "</a></li>");
    }
    LIT(x, "<li><a href=\"#told\">");
    explain_msg(x, MSG_PACK_TOLD);
    LIT(x, "</a></li></ul></nav>");
}

struct html_done
pack_explain(struct arena *a, const struct pack *p, enum lang lang)
{
    struct explain x = {.pack = p, .lang = lang, .arena = a};

    assert(a && p && lang < LANG_COUNT);
    html_init(&x.h, a);
    add_head(&x);
    add_contents(&x);
    for (size_t i = 0; i < p->pathways_count; i++)
        add_pathway(&x, &p->pathways[i]);
    explain_told(&x);
    LIT(&x, "</main></body></html>\n");
    return html_end(&x.h);
}
