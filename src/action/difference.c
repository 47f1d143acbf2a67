/*
 * One child's records beside each other, and what is said of one of them;
 * difference_list.c makes the queue of it.
 */
#include "action/difference_inside.h"

#include "action/pair_inside.h"
#include "action/rows.h"
#include "base/nhs.h"
#include "base/zone.h"
#include "record/label.h"

enum msg
difference_field_msg(enum difference_field field)
{
    static const enum msg msgs[DIFFERENCE_FIELDS] = {
        [DIFFERENCE_NAME] = MSG_COVERAGE_NAME,
        [DIFFERENCE_BIRTH] = MSG_MATCH_FIELD_BIRTH,
        [DIFFERENCE_NHS] = MSG_MATCH_FIELD_NHS,
        [DIFFERENCE_TOWN] = MSG_MATCH_FIELD_PLACE,
        [DIFFERENCE_HOME] = MSG_MATCH_FIELD_HOME,
        [DIFFERENCE_SEX] = MSG_MATCH_FIELD_SEX,
        [DIFFERENCE_UPN] = MSG_MATCH_FIELD_UPN,
    };

    return msgs[field];
}

enum err
ground_difference(struct work *w, struct cx *cx, const struct ask *ask,
    struct ground *out)
{
    struct id person;
    bool      yes;
    enum err  e = ground_pairs(w, cx, ask, out);

    if (e || (e = person_of_source(w, ask->about, &person)) ||
        (e = pair_may(w, cx, person, out->grant.purpose, &yes)))
        return e;
    return yes ? OK : ERR_ABSENT;
}

/* Of a child who has ever been protected no agency is told that its address
 * is not the others', nor of a pupil number, which begins with an authority's:
 * either would ask where they are now (S7, S10). */
static void
places_hide(struct one_child *b)
{
    for (size_t i = 0; b->guarded && i < b->face_count; i++) {
        struct face *f = &b->faces[i].face;

        f->town = f->street = f->upn = (struct str){.n = 0};
    }
}

static void
born_find(struct one_child *b)
{
    b->born = (struct date){.year = 0};
    for (size_t i = 0; i < b->face_count && date_is_none(b->born); i++)
        b->born = b->faces[i].face.birth_date;
}

enum err
difference_child(struct one_child *b, struct id person, struct str purpose)
{
    struct face f;
    enum err    e;

    b->person = person;
    if ((e = pair_may(b->w, b->cx, person, purpose, &b->may)) || !b->may)
        return e;
    if ((e = difference_faces(b->w, person, &b->faces, &b->face_count)) ||
        (e = label_guards(b->w, person, &b->guarded)) ||
        (e = difference_answers(b->w, person, &b->answers, &b->answer_count)) ||
        (e = person_face(b->w, person, &f)))
        return e;
    places_hide(b);
    born_find(b);
    b->name = look_name(b->cx->arena, f.given, f.family);
    return OK;
}

enum err
difference_record(const struct one_child *b, struct id source,
    struct one_record *out)
{
    *out = (struct one_record){.child = b};
    for (size_t i = 0; i < b->face_count; i++)
        if (id_eq(b->faces[i].face.source, source))
            out->face = &b->faces[i];
    if (!out->face || id_is_none(out->face->face.agency))
        return ERR_ABSENT;
    return agency_load(b->w, out->face->face.agency, &out->agency);
}

/* ---- what one record says ---- */

static struct str
text_of(const struct one_child *b, enum difference_field field,
    const struct face *f)
{
    struct cx *cx = b->cx;

    switch (field) {
    case DIFFERENCE_NAME:
        return look_name(cx->arena, f->given, f->family);
    case DIFFERENCE_BIRTH:
        return date_is_none(f->birth_date)
            ? (struct str){.n = 0}
            : zone_date_words(cx->arena, cx->lang, f->birth_date, DATE_LONG);
    case DIFFERENCE_NHS:
        return f->nhs.n ? nhs_text(cx->arena, f->nhs) : f->nhs;
    case DIFFERENCE_SEX:
        return pair_sex(b->w, cx, f);
    case DIFFERENCE_UPN:
        return f->upn;
    case DIFFERENCE_TOWN:
    case DIFFERENCE_HOME:
        return (struct str){.n = 0};
    case DIFFERENCE_FIELDS:
        break;
    }
    BUG("a field that no record has");
}

/* The newest answer, if it still counts. */
static enum err
heard(const struct one_child *b, enum difference_field field,
    const struct difference_face *f, struct difference_heard *out)
{
    for (size_t i = 0; i < b->answer_count; i++) {
        const struct difference_answer *a = &b->answers[i];

        if (a->field != field || !id_eq(a->source, f->face.source))
            continue;
        if (!difference_holds(b->w, a, f))
            return OK;
        out->is = true;
        out->said = *a;
        return look_account(b->w, a->account, &out->name);
    }
    return OK;
}

static enum err
side_fill(const struct one_child *b, enum difference_field field,
    const struct difference_face *f, struct difference_side *out)
{
    enum err e;

    *out = (struct difference_side){.text = text_of(b, field, &f->face),
        .traced = field == DIFFERENCE_NHS && f->face.traced};
    if ((e = look_agency(b->w, b->cx, f->face.agency, LOOK_NO_PLACES,
             &out->from)))
        return e;
    return heard(b, field, f, &out->heard);
}

static bool
says_more(const struct one_record *o, enum difference_field field,
    const struct face *other)
{
    const struct face *own = &o->face->face;

    return difference_lacks(field, own, other) &&
        difference_owes(o->child->w, field, o->agency.kind, o->child->born);
}

static bool
says_otherwise(const struct one_record *o, enum difference_field field,
    const struct face *other)
{
    return difference_is(o->child->cx->arena, field, &o->face->face, other);
}

enum err
difference_row(const struct one_record *o, enum difference_field field,
    struct difference_row *r, bool *found)
{
    const struct one_child *b = o->child;

    *r = (struct difference_row){.source = o->face->face.source,
        .person = b->person,
        .name = b->name,
        .field = field};
    *found = false;
    for (size_t i = 0; i < b->face_count; i++) {
        r->missing = r->missing || says_more(o, field, &b->faces[i].face);
        *found =
            *found || r->missing || says_otherwise(o, field, &b->faces[i].face);
    }
    return *found ? side_fill(b, field, o->face, &r->own) : OK;
}

enum err
difference_others(const struct one_record *o, struct difference_row *r)
{
    const struct one_child *b = o->child;
    enum err                e = OK;

    r->others =
        ARENA_ARRAY(b->cx->arena, struct difference_side, b->face_count + 1);
    for (size_t i = 0; !e && i < b->face_count; i++)
        if (says_more(o, r->field, &b->faces[i].face) ||
            says_otherwise(o, r->field, &b->faces[i].face))
            e = side_fill(b, r->field, &b->faces[i],
                &r->others[r->other_count++]);
    return e;
}

/* ---- saying ---- */

enum err
difference_answer_do(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct difference_ask *in = ask->with;
    struct one_child             b = {.w = w, .cx = cx};
    struct one_record            own;
    struct difference_row        r;
    struct difference_answer     said = {.source = ask->about,
            .account = cx->reader.account.id,
            .field = in->field,
            .word = in->word,
            .reason = str_trim(in->reason),
            .language = cx->lang};
    struct id                    person;
    bool                         found;
    enum err                     e;

    (void)grant;
    if ((e = person_of_source(w, ask->about, &person)) ||
        (e = difference_child(&b, person, answer->purpose)))
        return e;
    if ((e = difference_record(&b, ask->about, &own)))
        return e == ERR_ABSENT ? ERR_CONFLICT : e;
    if ((e = difference_row(&own, in->field, &r, &found)))
        return e;
    if (!found)
        return ERR_CONFLICT;
    if (in->word == DIFFERENCE_RIGHT && !said.reason.n)
        return ERR_INVALID;
    answer_discloses(cx, answer, person);
    said.entry = own.face->entry;
    said.value = difference_value(w, in->field, &own.face->face);
    return difference_say(w, &said);
}
