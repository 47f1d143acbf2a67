/*
 * What the children have said that a conference may hear: words that the child
 * let everybody at the table have (S16), from wherever they were written, so
 * that nobody types them anew and nobody forgets them.
 */
#include "action/meeting_inside.h"

#include "action/rows.h"

/* One option lets everybody at the table hear them, and none keeps them. */
static bool
may_be_heard(const struct child_build *b, const struct entry *in,
    const struct fact *f)
{
    struct str marks = fact_arg(f, S("may_hear")), one;
    bool       all = false;

    while (marks.n && str_split(&marks, '\n', &one)) {
        const struct term_option *o = child_option_of(b->w->pack, in->form,
            YIELD_WORDS, S("may_hear"), one);

        if (!o || str_eq(o->told, S("nothing")))
            return false;
        all = all || str_eq(o->told, S("full"));
    }
    return all;
}

/* The entry, when the reader may read the words in it; else null. */
static const struct entry *
read_in(const struct child_build *b, const struct fact_at *at)
{
    const struct entry *in;
    const struct field *text;

    if (at->fact->kind != YIELD_WORDS ||
        !fact_is_for(at->fact, at->entry->child) ||
        !(in = child_kept(b, at->entry->id, DEPTH_FULL)) ||
        !may_be_heard(b, in, at->fact))
        return NULL;
    text = form_arg_field(in->form, YIELD_WORDS, S("text"));
    return text && view_field(&b->view, in, text) ? in : NULL;
}

/* Hidden from whom the words are. */
static struct str
translated(const struct child_build *b, const struct entry *in,
    const struct fact *f)
{
    const struct field *of =
        form_arg_field(in->form, YIELD_WORDS, S("translation"));

    return of && view_field(&b->view, in, of) ? fact_arg(f, S("translation"))
                                              : (struct str){0};
}

static void
heard_add(const struct meeting_at *m, const struct child_build *b,
    struct str name, struct meeting_heard *out)
{
    const struct child *c = b->child;

    *out = (struct meeting_heard){.child = name,
        .words =
            ARENA_ARRAY(m->cx->arena, struct meeting_word, c->facts_count + 1)};
    for (size_t i = c->facts_count; i-- > 0;) {
        const struct entry *in = read_in(b, &c->facts[i]);
        struct str          code = fact_arg(c->facts[i].fact, S("language"));
        enum lang           lang;

        if (!in)
            continue;
        out->words[out->count++] =
            (struct meeting_word){fact_arg(c->facts[i].fact, S("text")),
                lang_find(code, &lang) ? code : (struct str){0},
                child_day_of(b, in), in->form->title,
                child_option(b->rules, in->form, YIELD_WORDS, S("kind"),
                    fact_arg(c->facts[i].fact, S("kind"))),
                fact_arg(c->facts[i].fact, S("helped")),
                translated(b, in, c->facts[i].fact)};
        answer_discloses(m->cx, m->answer, in->id);
    }
}

enum err
meeting_voices(const struct meeting_at *m, struct meeting_voices *out)
{
    struct meeting_views_table t;
    struct child_build        *b;
    enum err                   e;

    *out =
        (struct meeting_voices){ARENA_ARRAY(m->cx->arena, struct meeting_heard,
                                    m->child_count + 1),
            0};
    if (!meeting_views_of(m->held, &t))
        return OK;
    for (size_t i = 0; i < m->child_count; i++) {
        if (!m->may[i])
            continue;
        e = casework_open(m->w, m->cx, m->children[i].person, m->answer, &b);
        if (e && !err_is_refusal(e))
            return e;
        if (e)
            continue;
        heard_add(m, b, m->children[i].name, &out->all[out->count]);
        out->count += out->all[out->count].count != 0;
    }
    return OK;
}
