/*
 * Notices that something is asked of the reader's agency.  Who may answer is
 * led to the answer, about the first child of whom they may say anything.
 *
 * Who is told only because nobody read it (a step of the ladder), or because
 * the question was corrected or taken back and the agency has no more to do
 * with the child (S22), is told that much and no name: nobody's kin (S9), and
 * nobody from whom a label hides the child (S7).
 */
#include "action/home_inside.h"

#include "action/casework_inside.h"
#include "record/person.h"
#include "record/question.h"

static const struct form *
answer_to(const struct pack *p)
{
    const struct form *f = NULL;

    for (size_t i = 0; i < p->clocks_count && !f; i++)
        if (question_opens(p->clocks[i]))
            f = question_answer(p, p->clocks[i]);
    return f && casework_is(p, f) ? f : NULL;
}

/* wide: who looks, at what, with what they would answer */
static enum err
may_answer(struct work *w, struct cx *cx, const struct form *f,
    const struct entry *asks, struct id *person)
{
    struct grant may;
    enum err     e = ERR_ABSENT;

    for (size_t i = 0; i < asks->about_count; i++) {
        if ((e = person_of_source(w, asks->about[i].source, person)))
            return e;
        e = casework_may(w, cx, f, *person, &may);
        if (!e || !err_is_refusal(e))
            return e;
    }
    return e;
}

/* Of none of them is it to be kept from the reader. */
static enum err
may_know(struct work *w, struct cx *cx, const struct entry *asks, bool *yes)
{
    struct id person;
    enum err  e;

    *yes = true;
    for (size_t i = 0; i < asks->about_count && *yes; i++)
        if ((e = person_of_source(w, asks->about[i].source, &person)) ||
            (e = home_may_know_of(w, cx, person, yes)))
            return e;
    return OK;
}

enum err
home_asked(struct work *w, struct cx *cx, struct home_notice *n, bool *yes)
{
    const struct form *f = answer_to(w->pack);
    struct entry       asks;
    struct id          person;
    enum err           e = entry_load(w, n->notice.cause, &asks);

    *yes = false;
    n->asked = true;
    if (e)
        return e == ERR_ABSENT ? OK : e;
    n->notice.person = (struct id){0};
    if (f) {
        e = may_answer(w, cx, f, &asks, &person);
        if (!e) {
            n->notice.person = person;
            n->answer = f;
            *yes = true;
        }
        if (!e || !err_is_refusal(e))
            return e;
    }
    if (n->notice.step == 0 && id_is_none(asks.corrects))
        return OK;
    return may_know(w, cx, &asks, yes);
}
