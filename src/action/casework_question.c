/*
 * A form that answers a question is begun to one of them, and stands in its
 * thread: with two questions to the same agency, the answer to one leaves
 * the other waiting.
 *
 * Whichever may be read is there, those that wait first; one that was
 * answered may be answered again, for something may come to light later.  A
 * question that an older pack put stands in no thread of the answer's kind:
 * what answers it has one of its own, and meets it by its agency.
 */
#include "action/casework_inside.h"

#include "action/concern_form.h"
#include "record/question.h"

bool
casework_answers(const struct pack *p, const struct form *f)
{
    return question_answered_by(p, f) != NULL;
}

/* Its own words, where they may be read. */
static void
words_put(const struct child_build *b, const struct entry *e,
    struct casework_question *out)
{
    const struct field *f = form_arg_field(e->form, YIELD_ASK, S("question"));

    if (child_depth(b, e) < DEPTH_FULL || !f || !view_field(&b->view, e, f))
        return;
    out->text = answers_text(b->cx->arena, &e->answers, f, -1);
    out->language = e->language;
}

static bool
is_asked(const struct child_build *b, const struct clock_at *c,
    const struct form *f)
{
    return question_opens(c->rule) && form_may_meet(f, c->rule) &&
        c->state != CLOCK_CANCELLED &&
        child_kept(b, c->opening, DEPTH_SUMMARY) != NULL;
}

static enum err
question_make(struct child_build *b, const struct clock_at *c,
    const struct form *f, struct casework_question *out)
{
    const struct entry *e = child_kept(b, c->opening, DEPTH_SUMMARY);

    *out = (struct casework_question){.entry = c->opening,
        .on = e->recorded,
        .asked = c->asked,
        .waits = c->state != CLOCK_MET,
        .due = casework_due_at(b->w->pack, c, b->w->now)};
    if (f->in_thread.n && str_eq(e->form->opens_thread, f->in_thread))
        out->thread = e->thread;
    words_put(b, e, out);
    return c->asked.n ? child_authority(b, c->asked, &out->agency) : OK;
}

static bool
comes_before(const struct casework_question *x,
    const struct casework_question          *y)
{
    if (x->waits != y->waits)
        return x->waits;
    return x->waits ? x->due.due.us < y->due.due.us : x->on.us > y->on.us;
}

enum err
casework_questions(struct child_build *b, const struct form *f,
    struct casework_question **out, size_t *count)
{
    const struct child       *c = b->child;
    struct casework_question *all = ARENA_ARRAY(b->cx->arena,
        struct casework_question, c->clocks_count + 1);
    struct casework_question  one;
    size_t                    n = 0;
    enum err                  e;

    for (size_t i = 0; i < c->clocks_count; i++) {
        size_t at = n;

        if (!is_asked(b, &c->clocks[i], f))
            continue;
        if ((e = question_make(b, &c->clocks[i], f, &one)))
            return e;
        for (; at > 0 && comes_before(&one, &all[at - 1]); at--)
            all[at] = all[at - 1];
        all[at] = one;
        n++;
    }
    *out = all;
    *count = n;
    return OK;
}

/* The one that is named; of a correction, what it put right. */
static enum err
question_of(struct work *w, const struct casework_begin *in, struct id *entry)
{
    struct entry asks;
    enum err     e;

    *entry = in->question;
    if (id_is_none(in->question))
        return OK;
    if ((e = entry_load(w, in->question, &asks)))
        return e == ERR_ABSENT ? OK : e;
    if (!id_is_none(asks.corrects))
        *entry = asks.corrects;
    return OK;
}

enum err
casework_question_find(struct child_build *b, const struct casework_begin *in,
    const struct casework_question **out)
{
    struct casework_question *all;
    struct id                 entry;
    size_t                    n;
    enum err                  e;

    *out = NULL;
    if ((e = question_of(b->w, in, &entry)) ||
        (e = casework_questions(b, in->form, &all, &n)))
        return e;
    for (size_t i = 0; i < n && !*out; i++)
        if (id_eq(all[i].entry, entry))
            *out = &all[i];
    return OK;
}

enum err
casework_question_of_thread(struct child_build *b, const struct form *f,
    struct id thread, const struct casework_question **out)
{
    struct casework_question *all;
    size_t                    n;
    enum err                  e = casework_questions(b, f, &all, &n);

    *out = NULL;
    for (size_t i = 0; !e && i < n && !*out; i++)
        if (id_eq(all[i].thread, thread))
            *out = &all[i];
    return e;
}

/* Who was asked is who answers, until somebody says that it was another. */
enum err
casework_question_put(struct work *w, const struct casework_begin *in,
    const struct casework_question *q, struct id draft)
{
    const struct field *who = question_answered_by(w->pack, in->form);
    struct draft_saved  saved;
    struct id           agency;

    if (!who || !id_parse(q->asked, ID_AGENCY, &agency))
        return OK;
    return draft_save(w, draft, who->id, 0, q->asked, &saved);
}
