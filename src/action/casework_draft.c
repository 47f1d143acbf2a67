/*
 * The children of a draft that was begun on a child's page.  Their names are
 * shown as the page would show them; their ages and states decide what is
 * asked, as they do when the entry is recorded.
 */
#include "action/casework_inside.h"

#include "action/rows.h"

static enum err
source_at(const struct typed *t, int child, struct id *source)
{
    struct str text = typed_text(t, typed_source_name(t->arena, child));

    return id_parse(text, ID_SOURCE, source) ? OK : ERR_ABSENT;
}

/* Who is on duty records for another purpose than the child's own worker. */
static enum err
subject_name(struct work *w, struct cx *cx, const struct face *f,
    struct draft_subject *s)
{
    static const struct str whys[] = {S_INIT("casework"), S_INIT("duty")};
    struct view             v;
    enum err                e;

    for (size_t i = 0; i < 2 && !s->name.n; i++) {
        e = view_of(w, &cx->reader, s->person, look_purpose(w->pack, whys[i]),
            &v);
        if (e && !err_is_refusal(e))
            return e;
        if (e == OK &&
            (view_depth(&v, S("people")) >= DEPTH_SUMMARY ||
                view_depth(&v, S("register")) >= DEPTH_SUMMARY ||
                id_eq(f->agency, cx->reader.agency.id)))
            s->name = look_name(cx->arena, f->given, f->family);
    }
    return OK;
}

/* What is known of the child, by whichever record says it best. */
static enum err
subject_face(struct work *w, struct cx *cx, struct draft_subject *s)
{
    struct face f;
    enum err    e = person_face(w, s->person, &f);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    s->born = f.birth_date;
    return subject_name(w, cx, &f, s);
}

/* Nobody is there yet: as it is typed, once or of that child. */
static void
newcomer_is(const struct typed *t, int child, struct draft_subject *s)
{
    const struct field  *f = typed_identity(t->form, S("birth_date"));
    struct answers_about about = {.children = typed_children(t).count};
    struct answers       said;

    typed_answers(t, &about, &said);
    (void)date_parse(answers_text(t->arena, &said, f, -1), &s->born);
    s->name = typed_child_name(t, child);
}

/* Who the subject is, by the record that it stands in the draft by. */
static enum err
subject_find(struct work *w, struct cx *cx, const struct typed *t,
    struct draft_subject *s)
{
    enum err e;

    if (typed_is_newcomer(t) || typed_is_unexpected(t, s->child)) {
        newcomer_is(t, typed_is_newcomer(t) ? -1 : s->child, s);
        return OK;
    }
    if ((e = source_at(t, s->child, &s->source)) ||
        (e = person_of_source(w, s->source, &s->person)))
        return e;
    return subject_face(w, cx, s);
}

enum err
casework_subjects(struct work *w, struct cx *cx, const struct typed *t,
    struct draft_subject **out, struct answers_about *about)
{
    struct typed_list     l = typed_children(t);
    struct arena         *a = t->arena;
    struct draft_subject *all = ARENA_ARRAY(a, struct draft_subject, l.count);
    struct id            *persons = ARENA_ARRAY(a, struct id, l.count);
    int                  *ages = ARENA_ARRAY(a, int, l.count);
    size_t                here = 0;
    enum err              e;

    for (size_t i = 0; i < l.count; i++) {
        all[i].child = l.all[i];
        if ((e = subject_find(w, cx, t, &all[i])))
            return e;
        if (!id_is_none(all[i].person))
            persons[here++] = all[i].person;
        ages[i] =
            date_is_none(all[i].born) ? -1 : date_age(all[i].born, w->today);
    }
    *about = (struct answers_about){.children = l.count, .ages = ages};
    *out = all;
    return entry_states(w, w->pack, t->form, persons, here, about);
}

static bool
is_made(const struct entry *e, size_t child)
{
    const struct field *mark = e->form->unexpected;

    return mark && answers_value(&e->answers, mark, (int)child);
}

/* One that was sent is about whom its entry is about.  A child whom it made
 * has the worker whom it named: another one's is not the author's to open. */
static enum err
sent_ground(struct work *w, struct cx *cx, const struct draft *d,
    struct grant *grant)
{
    struct entry entry;
    struct id    person;
    enum err     e;

    if ((e = entry_load(w, d->sent, &entry)))
        return e;
    for (size_t i = 0; i < entry.about_count; i++)
        if (!is_made(&entry, i) &&
            ((e = person_of_source(w, entry.about[i].source, &person)) ||
                (e = casework_may(w, cx, entry.form, person, grant))))
            return e;
    return OK;
}

/* Every child who has a record, one after the other. */
static enum err
subjects_ground(struct work *w, struct cx *cx, const struct typed *t,
    struct grant *grant)
{
    struct typed_list l = typed_children(t);
    struct id         source, person;
    enum err          e;

    for (size_t i = 0; i < l.count; i++)
        if (!(i && typed_is_unexpected(t, l.all[i])) &&
            ((e = source_at(t, l.all[i], &source)) ||
                (e = person_of_source(w, source, &person)) ||
                (e = casework_may(w, cx, t->form, person, grant))))
            return e;
    return OK;
}

enum err
casework_draft_ground(struct work *w, struct cx *cx, const struct draft *d,
    const struct form *form, struct ground *out)
{
    struct typed t;
    enum err     e;

    out->settled = true;
    if (!id_is_none(d->sent))
        return sent_ground(w, cx, d, &out->grant);
    if ((e = draft_typed(w, d, form, &t)))
        return e;
    if (typed_is_newcomer(&t))
        return casework_may(w, cx, form, (struct id){0}, &out->grant);
    return subjects_ground(w, cx, &t, &out->grant);
}
