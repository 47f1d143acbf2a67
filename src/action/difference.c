/*
 * Records that differ are read child by child: policy is asked once of each
 * child, and nothing of one that it hides is counted.
 */
#include "action/difference.h"

#include "action/pair_inside.h"
#include "action/rows.h"
#include "base/nhs.h"
#include "base/zone.h"
#include "record/label.h"

/* As many records as are looked through for a page. */
#define DIFFERENCES_READ 500

/* One child of the queue. */
struct one_child {
    struct work              *w;
    struct cx                *cx;
    struct id                 person;
    bool                      may;
    struct str                name;
    struct difference_face   *faces;
    size_t                    face_count;
    struct difference_answer *answers;
    size_t                    answer_count;
};

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
 * is not the others': it would ask where they are now (S7, S10). */
static enum err
homes_hide(struct one_child *b)
{
    bool     guarded;
    enum err e = label_guards(b->w, b->person, &guarded);

    for (size_t i = 0; !e && guarded && i < b->face_count; i++)
        b->faces[i].face.town = b->faces[i].face.street = (struct str){.n = 0};
    return e;
}

static enum err
about_load(struct one_child *b, struct id person, struct str purpose)
{
    struct face f;
    enum err    e;

    b->person = person;
    if ((e = pair_may(b->w, b->cx, person, purpose, &b->may)) || !b->may)
        return e;
    if ((e = difference_faces(b->w, person, &b->faces, &b->face_count)) ||
        (e = homes_hide(b)) ||
        (e = difference_answers(b->w, person, &b->answers, &b->answer_count)) ||
        (e = person_face(b->w, person, &f)))
        return e;
    b->name = look_name(b->cx->arena, f.given, f.family);
    return OK;
}

/* ---- what one record says ---- */

static struct str
text_of(struct cx *cx, enum difference_field field, const struct face *f)
{
    switch (field) {
    case DIFFERENCE_NAME:
        return look_name(cx->arena, f->given, f->family);
    case DIFFERENCE_BIRTH:
        return zone_date_words(cx->arena, cx->lang, f->birth_date, DATE_LONG);
    case DIFFERENCE_NHS:
        return nhs_text(cx->arena, f->nhs);
    case DIFFERENCE_TOWN:
    case DIFFERENCE_HOME:
        return (struct str){0};
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

    *out = (struct difference_side){.text = text_of(b->cx, field, &f->face),
        .traced = field == DIFFERENCE_NHS && f->face.traced};
    if ((e = look_agency(b->w, b->cx, f->face.agency, LOOK_NO_PLACES,
             &out->from)))
        return e;
    return heard(b, field, f, &out->heard);
}

/* found: some other record says otherwise. */
static enum err
row_fill(const struct one_child *b, enum difference_field field,
    const struct difference_face *own, struct difference_row *r, bool *found)
{
    enum err e;

    *r = (struct difference_row){.source = own->face.source,
        .person = b->person,
        .name = b->name,
        .field = field,
        .others = ARENA_ARRAY(b->cx->arena, struct difference_side,
            b->face_count + 1)};
    *found = false;
    for (size_t i = 0; i < b->face_count; i++) {
        if (!difference_is(b->cx->arena, field, &own->face, &b->faces[i].face))
            continue;
        *found = true;
        e = side_fill(b, field, &b->faces[i], &r->others[r->other_count++]);
        if (e)
            return e;
    }
    return *found ? side_fill(b, field, own, &r->own) : OK;
}

/* ---- the queue ---- */

static struct difference_agency *
agency_of(struct difference_page *p, struct words name)
{
    for (size_t i = 0; i < p->agency_count; i++)
        if (str_eq(p->agencies[i].name.en, name.en))
            return &p->agencies[i];
    p->agencies[p->agency_count].name = name;
    return &p->agencies[p->agency_count++];
}

static void
row_put(struct difference_page *p, const struct difference_row *r)
{
    struct difference_agency *a = agency_of(p, r->own.from);
    bool                      done = r->own.heard.is;

    a->open += !done;
    if (p->of.n && !str_eq(p->of, r->own.from.en))
        return;
    if (done && p->done_count < DIFFERENCES_SHOWN)
        p->done[p->done_count++] = *r;
    else if (!done && p->open_count < DIFFERENCES_SHOWN)
        p->open[p->open_count++] = *r;
    else
        p->more = p->more || !done;
}

static enum err
record_rows(const struct one_child *b, struct id source,
    struct difference_page *p)
{
    for (size_t i = 0; i < b->face_count; i++) {
        if (!id_eq(b->faces[i].face.source, source))
            continue;
        for (int f = 0; f < DIFFERENCE_FIELDS; f++) {
            struct difference_row r;
            bool                  found;
            enum err              e =
                row_fill(b, (enum difference_field)f, &b->faces[i], &r, &found);

            if (e)
                return e;
            if (found)
                row_put(p, &r);
        }
    }
    return OK;
}

static struct difference_page *
page_new(struct arena *a, size_t records, struct str of)
{
    struct difference_page *p = ARENA_NEW(a, struct difference_page);

    p->of = of;
    p->agencies = ARENA_ARRAY(a, struct difference_agency, records + 1);
    p->open = ARENA_ARRAY(a, struct difference_row, DIFFERENCES_SHOWN);
    p->done = ARENA_ARRAY(a, struct difference_row, DIFFERENCES_SHOWN);
    return p;
}

static void
disclose(struct cx *cx, struct answer *answer, const struct difference_row *all,
    size_t n)
{
    for (size_t i = 0; i < n; i++)
        answer_discloses(cx, answer, all[i].person);
}

enum err
difference_list(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct difference_ask *in = ask->with;
    struct one_child             b = {.w = w, .cx = cx};
    struct difference_record    *all;
    struct difference_page      *p;
    size_t                       n;
    enum err                     e;

    (void)grant;
    if ((e = difference_records(w, DIFFERENCES_READ, &all, &n)))
        return e;
    p = page_new(cx->arena, n, in->of);
    for (size_t i = 0; i < n; i++) {
        if (!id_eq(b.person, all[i].person) &&
            (e = about_load(&b, all[i].person, answer->purpose)))
            return e;
        if (b.may && (e = record_rows(&b, all[i].source, p)))
            return e;
    }
    disclose(cx, answer, p->open, p->open_count);
    disclose(cx, answer, p->done, p->done_count);
    answer->with = p;
    return OK;
}

/* ---- saying ---- */

static const struct difference_face *
record_in(const struct one_child *b, struct id source)
{
    for (size_t i = 0; i < b->face_count; i++)
        if (id_eq(b->faces[i].face.source, source))
            return &b->faces[i];
    return NULL;
}

enum err
difference_answer_do(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    const struct difference_ask  *in = ask->with;
    struct one_child              b = {.w = w, .cx = cx};
    const struct difference_face *own;
    struct difference_row         r;
    struct difference_answer      said = {.source = ask->about,
             .account = cx->reader.account.id,
             .field = in->field,
             .word = in->word,
             .reason = str_trim(in->reason),
             .language = cx->lang};
    struct id                     person;
    bool                          found;
    enum err                      e;

    (void)grant;
    if ((e = person_of_source(w, ask->about, &person)) ||
        (e = about_load(&b, person, answer->purpose)))
        return e;
    own = record_in(&b, ask->about);
    if (!own)
        return ERR_CONFLICT;
    if ((e = row_fill(&b, in->field, own, &r, &found)))
        return e;
    if (!found || id_is_none(own->face.agency))
        return ERR_CONFLICT;
    if (in->word == DIFFERENCE_RIGHT && !said.reason.n)
        return ERR_INVALID;
    answer_discloses(cx, answer, person);
    said.entry = own->entry;
    said.value = difference_value(w, in->field, &own->face);
    return difference_say(w, &said);
}
