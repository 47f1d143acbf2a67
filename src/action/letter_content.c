/*
 * What stands in a letter: answers of the plan that are marked for its reader,
 * and words of the child that they may hear.
 */
#include "action/letter_inside.h"

#include "action/concern_form.h"

bool
letter_is_marked(struct str marks, struct str reader)
{
    struct str one;

    while (marks.n && str_split(&marks, '\n', &one))
        if (str_eq(one, reader))
            return true;
    return false;
}

/* Facts of the plan as it was then, that may be read. */
static size_t
facts_then(const struct letter_writing *w, struct fact_at **out)
{
    struct fact_at *all;
    size_t          n, k = 0;

    plan_facts(w->b->cx->arena, w->child, &all, &n);
    for (size_t i = 0; i < n; i++)
        if (all[i].entry->recorded.us <= w->letter->recorded.us &&
            child_kept(w->b, all[i].entry->id, DEPTH_FULL))
            all[k++] = all[i];
    *out = all;
    return k;
}

static void
outcomes_put(const struct letter_writing *w, const struct plan *p)
{
    const struct plan_version *v = p->version_count ? &p->versions[0] : NULL;
    size_t                     n = v ? v->outcome_count : 0;

    w->page->outcomes =
        ARENA_ARRAY(w->b->cx->arena, const struct plan_outcome *, n + 1);
    for (size_t i = 0; i < n; i++)
        if (letter_is_marked(v->outcomes[i].readers, w->reader))
            w->page->outcomes[w->page->outcome_count++] = &v->outcomes[i];
}

static void
actions_put(const struct letter_writing *w, const struct plan *p)
{
    w->page->actions = ARENA_ARRAY(w->b->cx->arena, const struct plan_action *,
        p->action_count + 1);
    for (size_t i = 0; i < p->action_count; i++)
        if (plan_action_is_open(&p->actions[i]) &&
            letter_is_marked(p->actions[i].readers, w->reader))
            w->page->actions[w->page->action_count++] = &p->actions[i];
}

static void
if_not_put(const struct letter_writing *w, const struct plan *p)
{
    if (p->version_count &&
        letter_is_marked(p->versions[0].if_not_for, w->reader))
        w->page->if_not = p->versions[0].if_not;
}

/* Whether the words may be read by whoever looks, and heard by the adult:
 * marked for them, and not kept from everybody. */
static bool
may_hear(const struct letter_writing *w, const struct fact_at *at)
{
    const struct entry *in = child_kept(w->b, at->entry->id, DEPTH_FULL);
    const struct field *text;
    struct str          marks = fact_arg(at->fact, S("may_hear")), one;

    if (!in || at->entry->recorded.us > w->letter->recorded.us ||
        !letter_is_marked(marks, w->reader))
        return false;
    text = form_arg_field(in->form, YIELD_WORDS, S("text"));
    if (!text || !view_field(&w->b->view, in, text))
        return false;
    while (marks.n && str_split(&marks, '\n', &one)) {
        const struct term_option *o = child_option_of(w->b->w->pack, in->form,
            YIELD_WORDS, S("may_hear"), one);

        if (!o || str_eq(o->told, S("nothing")))
            return false;
    }
    return true;
}

/* Of all that the child said, or only what its reports have. */
static bool
is_wanted(const struct letter_writing *w, struct id entry)
{
    if (w->page->text->parts & (1U << LETTER_WORDS))
        return true;
    for (size_t i = 0; i < w->page->report_count; i++)
        if (id_eq(w->page->reports[i].entry, entry))
            return true;
    return false;
}

static void
words_put(const struct letter_writing *w)
{
    const struct child *c = w->child;

    w->page->words =
        ARENA_ARRAY(w->b->cx->arena, struct letter_words, c->facts_count + 1);
    for (size_t i = 0; i < c->facts_count; i++) {
        const struct fact_at *at = &c->facts[i];
        enum lang             lang;
        struct str            code;

        if (at->fact->kind != YIELD_WORDS ||
            !fact_is_for(at->fact, at->entry->child) ||
            !is_wanted(w, at->entry->id) || !may_hear(w, at))
            continue;
        code = fact_arg(at->fact, S("language"));
        w->page->words[w->page->word_count++] =
            (struct letter_words){fact_arg(at->fact, S("text")),
                lang_find(code, &lang) ? code : (struct str){0}};
    }
}

enum err
letter_content(const struct letter_writing *w)
{
    const struct pack_letter *t = w->page->text;
    struct fact_at           *facts;
    struct plan               plan;
    size_t                    n = facts_then(w, &facts);
    const struct fold_entry  *in;
    enum err                  e;

    plan_of(w->b->cx->arena, facts, n, 0, &plan);
    w->page->has_content = true;
    if (t->parts & (1U << LETTER_OUTCOMES))
        outcomes_put(w, &plan);
    if (t->parts & (1U << LETTER_ACTIONS))
        actions_put(w, &plan);
    if (t->parts & (1U << LETTER_IF_NOT))
        if_not_put(w, &plan);
    if (t->parts & (1U << LETTER_REPORTS) && (e = letter_reports(w)))
        return e;
    if (t->parts & 1U << LETTER_MINUTES)
        letter_minutes(w);
    if (t->parts & (1U << LETTER_WORDS | 1U << LETTER_REPORTS))
        words_put(w);
    in = plan.version_count ? plan.versions[0].entry : NULL;
    w->page->plan_language = in ? in->language : w->page->lang;
    return OK;
}
