/*
 * The queue, and one pair side by side.
 */
#include "action/link_inside.h"
#include "action/pair_inside.h"

#include "action/rows.h"
#include "base/nhs.h"
#include "base/text.h"
#include "base/zone.h"
#include "record/difference.h"

/* ---- one pair ---- */

/* What one of them is called beside the other. */
static enum err
side_fill(struct work *w, struct cx *cx, struct pair_side *s)
{
    s->name = look_name(cx->arena, s->face.given, s->face.family);
    return look_agency(w, cx, s->face.agency, LOOK_NO_PLACES, &s->from);
}

/* Brothers and sisters, as far as the reader may see them whole. */
static enum err
beside_fill(struct work *w, struct cx *cx, struct id person,
    struct answer *answer, struct pair_side *s)
{
    struct id *all, *twins;
    size_t     n, twin_count;
    enum err   e;

    if ((e = person_beside(w, person, &all, &n)) ||
        (e = person_twins(w, person, &twins, &twin_count)))
        return e;
    s->beside = ARENA_ARRAY(cx->arena, struct pair_beside, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct pair_beside *b = &s->beside[s->beside_count];
        struct face         f;
        bool                yes;

        if ((e = pair_may(w, cx, all[i], answer->purpose, &yes)))
            return e;
        e = yes ? person_face(w, all[i], &f) : ERR_ABSENT;
        if (e == ERR_ABSENT)
            continue;
        if (e)
            return e;
        *b = (struct pair_beside){.person = all[i],
            .name = look_name(cx->arena, f.given, f.family),
            .born = f.birth_date,
            .twin = id_among(all[i], twins, twin_count),
            .same_day = date_is_known(f.birth_date) &&
                date_eq(f.birth_date, s->face.birth_date)};
        s->beside_count++;
        answer_discloses(cx, answer, all[i]);
    }
    return OK;
}

/* ---- what agrees ---- */

static enum pair_state
state_of(struct arena *a, struct str x, struct str y)
{
    if (!x.n || !y.n)
        return PAIR_MISSING;
    return str_eq(text_fold(a, x), text_fold(a, y)) ? PAIR_AGREES
                                                    : PAIR_DIFFERS;
}

/* As far as both are known: a day that one side does not have is no other
 * day (record/difference.h). */
static enum pair_state
state_of_days(struct arena *a, const struct face *x, const struct face *y)
{
    if (date_is_none(x->birth_date) || date_is_none(y->birth_date))
        return PAIR_MISSING;
    return difference_is(a, DIFFERENCE_BIRTH, x, y) ? PAIR_DIFFERS
                                                    : PAIR_AGREES;
}

static struct pair_field *
field_add(struct cx *cx, struct pair_page *p, enum msg field, struct str x,
    struct str y)
{
    struct pair_field *f = &p->fields[p->field_count];

    *f = (struct pair_field){.field = field,
        .text = {x, y},
        .state = state_of(cx->arena, x, y)};
    p->field_count += x.n || y.n;
    return f;
}

static struct str
day_of(struct cx *cx, const struct face *f)
{
    struct date d = date_is_none(f->birth_date) ? f->expected : f->birth_date;

    return zone_date_words(cx->arena, cx->lang, d, DATE_LONG);
}

static struct str
number_of(struct cx *cx, const struct face *f)
{
    return f->nhs.n ? nhs_text(cx->arena, f->nhs) : f->nhs;
}

/* A number that was only said gives way to another that was traced. */
static bool
is_superseded(const struct face *x, const struct face *y)
{
    return x->nhs.n && y->nhs.n && !str_eq(x->nhs, y->nhs) &&
        x->traced != y->traced;
}

struct str
pair_sex(struct work *w, struct cx *cx, const struct face *f)
{
    for (size_t i = 0; i < w->pack->forms_count && f->sex.n; i++) {
        const struct term_option *o =
            form_option(&w->pack->forms[i], YIELD_IDENTITY, S("sex"), f->sex);

        if (o)
            return words_in(o->label, cx->lang);
    }
    return (struct str){NULL, 0};
}

enum { FIELDS_MOST = 8 };

static void
fields_fill(struct work *w, struct cx *cx, struct pair_page *p)
{
    const struct face *x = &p->sides[0].face, *y = &p->sides[1].face;
    struct pair_field *nhs, *born;

    p->fields = ARENA_ARRAY(cx->arena, struct pair_field, FIELDS_MOST + 1);
    field_add(cx, p, MSG_MATCH_FIELD_GIVEN, x->given, y->given);
    field_add(cx, p, MSG_MATCH_FIELD_FAMILY, x->family, y->family);
    field_add(cx, p, MSG_PAIR_KNOWN_AS, x->known_as, y->known_as);
    born =
        field_add(cx, p, MSG_MATCH_FIELD_BIRTH, day_of(cx, x), day_of(cx, y));
    if (!date_is_none(x->birth_date) || !date_is_none(y->birth_date))
        born->state = state_of_days(cx->arena, x, y);
    field_add(cx, p, MSG_MATCH_FIELD_SEX, pair_sex(w, cx, x),
        pair_sex(w, cx, y));
    nhs = field_add(cx, p, MSG_MATCH_FIELD_NHS, number_of(cx, x),
        number_of(cx, y));
    if (is_superseded(x, y))
        nhs->state = PAIR_SUPERSEDED;
    field_add(cx, p, MSG_MATCH_FIELD_UPN, x->upn, y->upn);
    field_add(cx, p, MSG_MATCH_FIELD_MOTHER, x->mother, y->mother);
}

/* ---- who has said what ---- */

static enum err
heard_fill(struct work *w, struct cx *cx, struct pair_page *p)
{
    struct pair_answer *all;
    size_t              n;
    enum err            e = pair_answers(w, p->pair.id, &all, &n);

    if (e)
        return e;
    p->heard = ARENA_ARRAY(cx->arena, struct pair_heard, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct pair_heard *h = &p->heard[p->heard_count++];

        h->said = all[i];
        if ((e = look_account(w, all[i].account, &h->name)))
            return e;
    }
    p->mine = pair_word_of(all, n, cx->reader.account.id);
    p->same = pair_voices(all, n, PAIR_SAME);
    return OK;
}

static enum err
sides_fill(struct work *w, struct cx *cx, const struct face faces[2],
    struct answer *answer, struct pair_page *p)
{
    enum err e;

    for (size_t i = 0; i < 2; i++) {
        p->sides[i].face = faces[i];
        if ((e = side_fill(w, cx, &p->sides[i])) ||
            (e = beside_fill(w, cx, p->pair.person[i], answer, &p->sides[i])) ||
            (e = pair_sought_fill(w, cx, p->pair.person[i], answer,
                 &p->sides[i])))
            return e;
        answer_discloses(cx, answer, p->pair.person[i]);
    }
    return OK;
}

enum err
pair_page_fill(struct work *w, struct cx *cx, struct answer *answer,
    struct pair_page *p)
{
    const struct term_limit *least = pack_limit(w->pack, S("link_readers"));
    struct evidence         *shown = ARENA_NEW(cx->arena, struct evidence);
    struct match_why        *why = ARENA_NEW(cx->arena, struct match_why);
    struct link_numbers      numbers;
    struct face              faces[2];
    enum err                 e;

    if ((e = pair_weigh(w, &p->pair, faces, why)) ||
        (e = sides_fill(w, cx, faces, answer, p)))
        return e;
    p->readers = least ? least->times : 1;
    fields_fill(w, cx, p);
    evidence_of(cx->arena, cx->lang, why, shown);
    p->why = shown;
    if (p->pair.model.n)
        p->put = evidence_figure(cx->arena, p->pair.weight);
    if ((e = link_two_traced(w, p->pair.person, &numbers)))
        return e;
    p->two_traced = numbers.differ;
    return heard_fill(w, cx, p);
}

enum err
pair_look(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct pair_page *p = ARENA_NEW(cx->arena, struct pair_page);
    enum err          e;

    (void)grant;
    if ((e = pair_load(w, ask->about, &p->pair)))
        return e;
    answer->with = p;
    return pair_page_fill(w, cx, answer, p);
}

/* ---- the queue ---- */

/* More than are shown, since what may not be seen falls out. */
#define PAIRS_READ 500

static enum err
row_fill(struct work *w, struct cx *cx, struct pair_row *r)
{
    struct pair_page  p = {.pair = r->pair};
    struct evidence   shown;
    struct match_why *why = ARENA_NEW(cx->arena, struct match_why);
    struct face       faces[2];
    enum err          e = pair_weigh(w, &r->pair, faces, why);

    if (e)
        return e;
    for (size_t i = 0; i < 2; i++) {
        r->name[i] = look_name(cx->arena, faces[i].given, faces[i].family);
        r->born[i] = faces[i].birth_date;
    }
    evidence_of(cx->arena, cx->lang, why, &shown);
    r->band = shown.band;
    r->figure = shown.figure;
    r->twins = why->limit == MATCH_LIMIT_HOUSEHOLD;
    if ((e = heard_fill(w, cx, &p)))
        return e;
    r->mine = p.mine;
    r->same = p.same;
    return OK;
}

enum err
pair_look_list(struct work *w, struct cx *cx, const struct ask *ask,
    const struct grant *grant, struct answer *answer)
{
    struct pair_page_list *p = ARENA_NEW(cx->arena, struct pair_page_list);
    struct pair           *all;
    size_t                 n;
    bool                   yes;
    enum err               e;

    (void)ask, (void)grant;
    if ((e = pair_list(w, PAIRS_READ, &all, &n)))
        return e;
    p->rows = ARENA_ARRAY(cx->arena, struct pair_row, PAIRS_SHOWN + 1);
    for (size_t i = 0; i < n && !p->more; i++) {
        if ((e = pair_may_both(w, cx, &all[i], answer->purpose, &yes)))
            return e;
        if (!yes)
            continue;
        p->more = p->count == PAIRS_SHOWN;
        if (p->more)
            break;
        p->rows[p->count].pair = all[i];
        p->of[all[i].origin] = true;
        if ((e = row_fill(w, cx, &p->rows[p->count++])))
            return e;
        answer_discloses(cx, answer, all[i].person[0]);
        answer_discloses(cx, answer, all[i].person[1]);
    }
    answer->with = p;
    return OK;
}
