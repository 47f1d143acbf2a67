/*
 * Subjects that are not there yet are made first: a person, with a record of
 * the author's agency.
 */
#include "action/entry.h"

#include "action/rows.h"
#include "record/sought.h"
#include "record/thread.h"

static enum err
subject_source(struct work *w, struct cx *cx, const struct entry_subject *s,
    struct id *source)
{
    struct id person;

    if (!id_is_none(s->source)) {
        *source = s->source;
        return OK;
    }
    return person_new(w, s->kind, cx->reader.agency.id, s->ref, &person,
        source);
}

/* Whom each child may be whose record was made here: no page leads to this
 * door, so nobody is asked.  What was said of them stands by now. */
static enum err
keep_sought(struct work *w, struct cx *cx, const struct entry_ask *in,
    const struct entry_answer *out)
{
    enum err e = OK;

    for (size_t i = 0; i < in->subject_count && !e; i++) {
        struct match_person m = {.name_count = 0};
        struct sought       s;
        struct id           person;
        struct face         f;

        if (!id_is_none(in->subjects[i].source) ||
            in->subjects[i].kind != PERSON_CHILD)
            continue;
        e = face_of_source(w, out->sources[i], &f);
        if (!e)
            m = face_as_match(cx->arena, &f);
        else if (e != ERR_ABSENT)
            return e;
        if ((e = person_of_source(w, out->sources[i], &person)) ||
            (e = sought_look(w, &m, person, &s)))
            return e;
        s.source = out->sources[i];
        s.entry = out->entry;
        s.account = cx->reader.account.id;
        s.way = SOUGHT_UNASKED;
        e = sought_put(w, &s);
    }
    return e;
}

/* wide: what a record needs, and the two answers it adds to */
static enum err
subjects(struct work *w, struct cx *cx, const struct entry_ask *in,
    struct about *about, struct entry_answer *out, struct answer *answer)
{
    struct id person;
    enum err  e;

    out->sources = ARENA_ARRAY(cx->arena, struct id, in->subject_count + 1);
    for (size_t i = 0; i < in->subject_count; i++) {
        if ((e = subject_source(w, cx, &in->subjects[i], &out->sources[i])))
            return e;
        about[i] = (struct about){out->sources[i], in->subjects[i].role};
        if ((e = person_of_source(w, out->sources[i], &person)))
            return e;
        answer_discloses(cx, answer, person);
    }
    return OK;
}

enum err
entry_record(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct entry_ask *in = ask->with;
    struct entry_answer    *out = ARENA_NEW(cx->arena, struct entry_answer);
    struct about           *about =
        ARENA_ARRAY(cx->arena, struct about, in->subject_count + 1);
    struct entry_new e_new = {.form = in->form,
        .answers = in->answers,
        .language = in->language,
        .author = cx->reader.account.id,
        .agency = cx->reader.agency.id,
        .occurred = in->occurred,
        .thread = in->thread,
        .thread_kind = in->form->opens_thread,
        .about = about,
        .about_count = in->subject_count,
        .corrects = in->corrects,
        .correction = in->correction,
        .reason = in->reason};
    enum err         e;

    (void)grant;
    answer->with = out;
    if (form_yields(in->form, YIELD_RELEASE))
        return ERR_DENIED; /* a letter is let go on its own page (letter.h) */
    if ((e = subjects(w, cx, in, about, out, answer)))
        return e;
    if ((e = record_append(w, &e_new, &out->entry, &out->thread,
             &out->wrong)) ||
        (e = keep_sought(w, cx, in, out)))
        return e;
    answer_discloses(cx, answer, out->entry);
    answer_discloses(cx, answer, out->thread);
    return thread_number(w, out->thread, &out->number);
}
