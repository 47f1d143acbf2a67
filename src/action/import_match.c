/*
 * The agency's own earlier rows are asked first: a repeated file must find
 * the same children without anybody deciding twice.
 */
#include "action/import_match.h"

#include "action/import_known.h"
#include "record/entry.h"
#include "record/evidence.h"
#include "record/seal.h"

/* ---- who ---- */

static struct match_person
asked_of(struct arena *a, const struct import_row *row)
{
    return face_as_match(a, &row->face);
}

/*
 * An agency that decides on concerns may be told of everybody; any other of
 * children alone of whom it has a record itself (S14): its own list must not
 * tell it whom the others know.
 */
static bool
sees_all(const struct work *w, const struct import_job *job)
{
    const struct desk_term *door = pack_desk_for(w->pack, S("front_door"));

    return door && str_eq(door->of, job->agency.kind);
}

static enum err
may_tell(struct work *w, const struct import_job *job, struct id person,
    bool *yes)
{
    struct face *faces;
    size_t       n;
    enum err     e;

    *yes = sees_all(w, job);
    if (*yes || (e = person_faces(w, person, &faces, &n)))
        return *yes ? OK : e;
    for (size_t i = 0; i < n; i++)
        *yes = *yes || id_eq(faces[i].agency, job->batch.agency);
    return OK;
}

enum err
import_candidates(struct work *w, const struct import_job *job,
    const struct import_row *row, struct candidate **out, size_t *count)
{
    struct match_person asked = asked_of(txn_arena(w->tx), row);
    struct candidate   *all;
    size_t              n, k = 0;
    bool                yes;
    enum err            e;

    if ((e = person_candidates(w, &asked, (struct id){0}, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++) {
        if ((e = may_tell(w, job, all[i].person, &yes)))
            return e;
        if (yes)
            all[k++] = all[i];
    }
    *out = all;
    *count = k;
    return OK;
}

/* Two numbers, both traced, that differ: names may be the same. */
static enum err
is_told_apart(struct work *w, const struct match_person *asked,
    struct id person, bool *yes)
{
    struct face *faces;
    size_t       n;
    enum err     e = person_faces(w, person, &faces, &n);

    *yes = false;
    for (size_t i = 0; i < n && !e; i++)
        if (faces[i].traced && asked->nhs_traced && asked->nhs.n &&
            faces[i].nhs.n && !str_eq(faces[i].nhs, asked->nhs))
            *yes = true;
    return e;
}

enum err
import_is_here(struct work *w, const struct import_job *job,
    const struct import_row *row, bool *yes)
{
    struct match_person asked = asked_of(txn_arena(w->tx), row);
    struct id          *persons;
    size_t              n;
    bool                other, told;
    enum err            e = person_exact(w, &asked, &persons, &n);

    *yes = false;
    for (size_t i = 0; i < n && !e && !*yes; i++) {
        if ((e = may_tell(w, job, persons[i], &told)))
            return e;
        e = is_told_apart(w, &asked, persons[i], &other);
        *yes = told && !other;
    }
    return e;
}

static enum err
among_people(struct work *w, const struct import_job *job,
    const struct import_row *row, struct batch_row *out)
{
    struct candidate *all;
    size_t            n, alike = 0;
    bool              here;
    enum err          e;

    if ((e = import_candidates(w, job, row, &all, &n)))
        return e;
    for (size_t i = 0; i < n; i++)
        alike += all[i].why->wants_reader;
    if (alike == 1 && all[0].why->band == MATCH_CERTAIN) {
        if ((e = person_source_for(w, all[0].person, job->batch.agency,
                 &out->source)))
            return e;
        return import_match_as(w, job, row, out->source, out);
    }
    if ((e = import_is_here(w, job, row, &here)))
        return e;
    out->verdict = alike || here ? ROW_REVIEW : ROW_NEW;
    return OK;
}

/* The record that this agency's rows of that naming went on, unless it now
 * says somebody else. */
static enum err
as_before(struct work *w, const struct import_job *job,
    const struct import_row *row, struct id *source)
{
    struct match_why why;
    struct face      f;
    enum err         e;

    if ((e = batch_row_before(w, &job->batch, row->who, source)) ||
        (e = face_of_source(w, *source, &f)))
        return e;
    evidence_weigh(txn_arena(w->tx), &row->face, &f, &why);
    return why.band == MATCH_UNLIKELY ? ERR_ABSENT : OK;
}

static enum err
find(struct work *w, const struct import_job *job, const struct import_row *row,
    struct batch_row *out)
{
    enum err e = as_before(w, job, row, &out->source);

    if (e == OK)
        return import_match_as(w, job, row, out->source, out);
    out->source = (struct id){0};
    return e == ERR_ABSENT ? among_people(w, job, row, out) : e;
}

enum err
import_match(struct work *w, const struct import_job *job,
    const struct import_row *row, struct batch_row *out)
{
    enum err e;

    out->verdict = ROW_ERROR;
    if (row->fault_count)
        return OK;
    if ((e = find(w, job, row, out)) ||
        (e = batch_row_twin(w, out, &out->twin)))
        return e;
    if (out->twin)
        out->verdict = ROW_TWICE;
    return OK;
}

/* ---- what is there ---- */

/* A row beside what is there: what the newest file said (null: none did), and
 * what is known now, read when something differs. */
struct beside {
    struct work             *w;
    const struct import_job *job;
    const struct import_row *row;
    const struct entry      *was;
    struct id                person;
    struct import_known     *known;
};

/* The question stands in the file and was asked then. */
static bool
is_compared(const struct beside *b, const struct field *f)
{
    struct answers_about  about = {.children = 1};
    const struct answers *asked = b->was ? &b->was->answers : &b->row->said;

    return f && import_offers(&b->job->form, f) &&
        f != b->job->form.authority && f != b->job->form.form->occurred &&
        answers_shown(asked, f, &about, -1);
}

/* Since that file it may have come to be so: a conference sat. */
static enum err
is_so_now(struct beside *b, const struct field *f, struct str text, bool *same)
{
    enum err e;

    if (!b->known) {
        b->known = ARENA_NEW(txn_arena(b->w->tx), struct import_known);
        if ((e = import_known_load(b->w, b->person, b->known)))
            return e;
    }
    *same =
        str_eq(text, import_known_say(b->w, b->known, b->job->form.form, f));
    return OK;
}

static enum err
is_at_home(const struct beside *b, const struct field *f, struct str text,
    bool *same)
{
    const struct entry *was = b->was;

    *same = false;
    if (!was)
        return OK;
    return location_is(b->w,
        id_is_none(was->corrected_by) ? was->id : was->corrected_by, f->id,
        text, same);
}

static enum err
says_the_same(struct beside *b, const struct field *f, bool *same)
{
    struct arena *a = txn_arena(b->w->tx);
    struct str    now = answers_text(a, &b->row->said, f, -1);

    *same = !now.n ||
        (b->was && str_eq(now, answers_text(a, &b->was->answers, f, -1)));
    if (*same)
        return OK;
    return f->type == FIELD_LOCATION ? is_at_home(b, f, now, same)
                                     : is_so_now(b, f, now, same);
}

static enum err
is_the_same(struct beside *b, bool *same)
{
    enum err e;

    *same = true;
    for (size_t i = 0; i < b->job->map.count && *same; i++) {
        const struct field *f = b->job->map.columns[i].field;

        if (is_compared(b, f) && (e = says_the_same(b, f, same)))
            return e;
    }
    return OK;
}

/* The newest entry of this form that stands on the person. */
static const struct entry *
newest(struct arena *a, const struct import_job *job, const struct entry *all,
    size_t n)
{
    const struct entry *found = NULL;

    for (size_t i = 0; i < n; i++)
        if (all[i].fate == FATE_STANDS &&
            id_eq(all[i].agency, job->batch.agency) &&
            str_eq(all[i].form->id, job->form.form->id) &&
            (!job->form.move ||
                !str_eq(answers_text(a, &all[i].answers, job->form.move, -1),
                    job->form.says[MOVE_OFF])))
            found = &all[i];
    return found;
}

static enum err
compare(struct work *w, const struct import_job *job,
    const struct import_row *row, struct batch_row *out)
{
    const bool    is_register = job->batch.kind == BATCH_REGISTER;
    struct beside b = {w, job, row, NULL, out->person, NULL};
    struct entry *all;
    size_t        n;
    bool          same = false;
    enum err      e;

    if ((e = entry_list_person(w, out->person, &all, &n)))
        return e;
    b.was = newest(txn_arena(w->tx), job, all, n);
    if ((b.was || is_register) && (e = is_the_same(&b, &same)))
        return e;
    out->verdict = same        ? ROW_SAME
        : b.was || is_register ? ROW_CHANGED
                               : ROW_KNOWN;
    return OK;
}

/* The day it took effect, of a row or an entry. */
static struct date
day_on(struct work *w, const struct import_job *job,
    const struct import_row *row)
{
    struct date d = {0};

    (void)date_parse(answers_text(txn_arena(w->tx), &row->said,
                         job->form.form->occurred, -1),
        &d);
    return d;
}

static bool
is_ours(struct work *w, const struct import_job *job, const struct spell *s)
{
    struct arena             *a = txn_arena(w->tx);
    const struct agency_term *t = pack_agency_named(a, w->pack, s->authority);

    return !s->temporary &&
        (!s->authority.n || (t && str_eq(t->id, job->agency.term)) ||
            str_eq(s->authority, id_text(a, job->agency.id)));
}

/*
 * On the register: changed, the same, or off in the file alone.  Not on it:
 * a time that has ended here already is not begun again, and what ended in
 * both is known.
 */
static enum err
on_register(struct work *w, const struct import_job *job,
    const struct import_row *row, struct batch_row *out)
{
    const struct child *c;
    enum err            e;

    if ((e = child_load(w, out->person, (struct moment){INT64_MAX}, &c)))
        return e;
    out->verdict = ROW_KNOWN;
    for (size_t i = 0; i < c->spells_count; i++) {
        const struct spell *s = &c->spells[i];

        if (!is_ours(w, job, s))
            continue;
        if (date_is_none(s->off)) {
            out->verdict = ROW_OFF;
            return date_is_none(row->off) ? compare(w, job, row, out) : OK;
        }
        if (date_eq(s->on, day_on(w, job, row)))
            out->verdict = date_is_none(row->off) ? ROW_OFF : ROW_SAME;
    }
    return OK;
}

enum err
import_match_as(struct work *w, const struct import_job *job,
    const struct import_row *row, struct id source, struct batch_row *out)
{
    enum err e;

    out->source = source;
    if ((e = person_of_source(w, source, &out->person)))
        return e;
    if (job->batch.kind == BATCH_PEOPLE)
        return compare(w, job, row, out);
    return on_register(w, job, row, out);
}
