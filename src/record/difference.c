/*
 * Which records differ is asked of the faces each time: a file of differences
 * would be out of date with the next entry.  The statement finds those whose
 * texts are not the same; whether that is a difference is judged here.
 */
#include "record/difference.h"

#include <assert.h>

#include "base/nhs.h"
#include "base/text.h"
#include "record/person_inside.h"

#define SAYS_OTHERWISE                                                       \
    "(f.given <> '' AND g.given <> '' AND f.given <> g.given)"               \
    " OR (f.family <> '' AND g.family <> '' AND f.family <> g.family)"       \
    " OR f.birth_date <> g.birth_date OR f.nhs <> g.nhs"                     \
    " OR f.town <> g.town OR f.street <> g.street OR f.upn <> g.upn"         \
    " OR (f.sex <> '' AND g.sex <> '' AND f.sex <> g.sex)"
/* Whether it should say it, the pack is asked. */
#define SAYS_NOTHING                                                         \
    "(f.birth_date IS NULL AND g.birth_date IS NOT NULL)"                    \
    " OR (f.nhs IS NULL AND g.nhs IS NOT NULL)"                              \
    " OR (f.upn IS NULL AND g.upn IS NOT NULL)"                              \
    " OR (f.sex = '' AND g.sex <> '')"

enum { CHILDREN, TOWNS, SAY, ANSWERS, COUNT };
static const struct statement texts[COUNT] = {
    [CHILDREN] = {.sql = "SELECT p.person FROM source_face f"
                         " JOIN source s ON s.id = f.source"
                         " AND s.agency IS NOT NULL"
                         " JOIN source_person p ON p.source = f.source"
                         " JOIN person c ON c.id = p.person"
                         " AND c.kind = 'child'"
                         " LEFT JOIN entry e ON e.id = f.entry"
                         " WHERE EXISTS (SELECT 1 FROM source_person q"
                         " JOIN source_face g ON g.source = q.source"
                         " WHERE q.person = p.person"
                         " AND q.source <> f.source AND (" SAYS_OTHERWISE
                         " OR " SAYS_NOTHING "))"
                         " GROUP BY p.person"
                         " ORDER BY MAX(COALESCE(e.recorded_at, 0)) DESC,"
                         " p.person"},
    [TOWNS] = {.sql = "SELECT f.source, f.entry, f.town, f.street"
                      " FROM source_person p"
                      " JOIN source_face f ON f.source = p.source"
                      " WHERE p.person = $1"},
    [SAY] = {.sql = "INSERT INTO difference_answer (source, field, at,"
                    " account, answer, reason, language, value, entry)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"},
    [ANSWERS] = {.sql = "SELECT d.source, d.field, d.at, d.account, d.answer,"
                        " d.reason, d.language, d.value, d.entry"
                        " FROM source_person p"
                        " JOIN difference_answer d ON d.source = p.source"
                        " WHERE p.person = $1"
                        " ORDER BY d.at DESC, d.source, d.field"},
};
const struct statements difference_statements = {"difference", texts, COUNT};

static const struct str fields[DIFFERENCE_FIELDS] = {
    [DIFFERENCE_NAME] = S_INIT("name"),
    [DIFFERENCE_BIRTH] = S_INIT("birth"),
    [DIFFERENCE_NHS] = S_INIT("nhs"),
    [DIFFERENCE_TOWN] = S_INIT("town"),
    [DIFFERENCE_HOME] = S_INIT("home"),
    [DIFFERENCE_SEX] = S_INIT("sex"),
    [DIFFERENCE_UPN] = S_INIT("upn"),
};
static const struct str words[DIFFERENCE_WORDS] = {
    [DIFFERENCE_RIGHT] = S_INIT("right"),
    [DIFFERENCE_CORRECTED] = S_INIT("corrected"),
};

static int
among(struct str word, const struct str *all, int n)
{
    for (int i = 0; i < n; i++)
        if (str_eq(all[i], word))
            return i;
    return -1;
}

struct str
difference_field_word(enum difference_field field)
{
    return fields[field];
}

bool
difference_field_read(struct str word, enum difference_field *out)
{
    int i = among(word, fields, DIFFERENCE_FIELDS);

    if (i < 0)
        return false;
    *out = (enum difference_field)i;
    return true;
}

bool
difference_word_read(struct str word, enum difference_word *out)
{
    int i = among(word, words, DIFFERENCE_WORDS);

    if (i < 0)
        return false;
    *out = (enum difference_word)i;
    return true;
}

/* ---- what differs ---- */

enum err
difference_children(struct work *w, struct id **out, size_t *count)
{
    struct rows r;
    struct id  *all;
    size_t      n = 0;
    enum err    e = txn_rows(w->tx, &texts[CHILDREN], NO_ARGS, &r);

    if (e)
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct id, r.count + 1);
    while (rows_next(&r))
        all[n++] = row_id(&r, 0, ID_PERSON);
    *out = all;
    *count = n;
    return OK;
}

enum err
difference_faces(struct work *w, struct id person, struct difference_face **out,
    size_t *count)
{
    struct difference_face *all;
    struct face            *faces;
    struct rows             r;
    size_t                  n;
    enum err                e = person_faces(w, person, &faces, &n);

    if (e || (e = txn_rows(w->tx, &texts[TOWNS], ARGS(A_ID(person)), &r)))
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct difference_face, n + 1);
    for (size_t i = 0; i < n; i++)
        all[i].face = faces[i];
    while (rows_next(&r))
        for (size_t i = 0; i < n; i++) {
            if (!id_eq(all[i].face.source, row_id(&r, 0, ID_SOURCE)))
                continue;
            all[i].entry = row_id(&r, 1, ID_ENTRY);
            if (!row_is_null(&r, 2))
                all[i].face.town = row_bytes(&r, 2);
            if (!row_is_null(&r, 3))
                all[i].face.street = row_bytes(&r, 3);
        }
    *out = all;
    *count = n;
    return OK;
}

static bool
name_part_differs(struct arena *a, struct str x, struct str y)
{
    return x.n && y.n && !str_eq(text_fold(a, x), text_fold(a, y));
}

static bool
part_differs(int x, int y)
{
    return x && y && x != y;
}

static bool
text_differs(struct str x, struct str y)
{
    return x.n && y.n && !str_eq(x, y);
}

bool
difference_is(struct arena *a, enum difference_field field,
    const struct face *x, const struct face *y)
{
    const struct date *d = &x->birth_date, *b = &y->birth_date;

    switch (field) {
    case DIFFERENCE_NAME:
        return name_part_differs(a, x->given, y->given) ||
            name_part_differs(a, x->family, y->family);
    case DIFFERENCE_BIRTH:
        return part_differs(d->year, b->year) ||
            part_differs(d->month, b->month) || part_differs(d->day, b->day);
    case DIFFERENCE_NHS:
        return nhs_differ(x->nhs, y->nhs);
    case DIFFERENCE_TOWN:
        return text_differs(x->town, y->town);
    case DIFFERENCE_HOME: /* of two towns the street says no more */
        return text_differs(x->street, y->street) &&
            !text_differs(x->town, y->town);
    case DIFFERENCE_SEX:
        return text_differs(x->sex, y->sex);
    case DIFFERENCE_UPN:
        return text_differs(x->upn, y->upn);
    case DIFFERENCE_FIELDS:
        break;
    }
    BUG("a field that no record has");
}

bool
difference_lacks(enum difference_field field, const struct face *x,
    const struct face *y)
{
    switch (field) {
    case DIFFERENCE_BIRTH:
        return date_is_none(x->birth_date) && !date_is_none(y->birth_date);
    case DIFFERENCE_NHS:
        return !x->nhs.n && y->nhs.n;
    case DIFFERENCE_SEX:
        return !x->sex.n && y->sex.n;
    case DIFFERENCE_UPN:
        return !x->upn.n && y->upn.n;
    case DIFFERENCE_NAME:
    case DIFFERENCE_TOWN:
    case DIFFERENCE_HOME:
        return false;
    case DIFFERENCE_FIELDS:
        break;
    }
    BUG("a field that no record has");
}

/* Where nobody has a birth date no age rules anything out. */
static bool
is_of_age(const struct identifier_term *t, struct date born, struct date day)
{
    if (!born.year || !born.month || !born.day)
        return date_is_none(born) && !t->months_from;
    return (!t->months_from ||
               date_cmp(date_add_months(born, t->months_from), day) <= 0) &&
        (!t->months_until ||
            date_cmp(day, date_add_months(born, t->months_until)) < 0);
}

static bool
is_known_by(const struct identifier_term *t, struct str kind)
{
    for (size_t i = 0; i < t->known_count; i++)
        if (str_eq(t->known_by[i], kind))
            return true;
    return !t->known_count;
}

bool
difference_owes(const struct work *w, enum difference_field field,
    struct str kind, struct date born)
{
    const struct pack *p = w->pack;
    struct str         check = S("nhs_number");

    if (field != DIFFERENCE_NHS && field != DIFFERENCE_UPN)
        return true;
    if (field == DIFFERENCE_UPN)
        check = S("upn");
    for (size_t i = 0; i < p->identifiers_count; i++)
        if (str_eq(p->identifiers[i].check, check))
            return is_known_by(&p->identifiers[i], kind) &&
                is_of_age(&p->identifiers[i], born, w->today);
    return false;
}

/* ---- what was said ---- */

enum err
difference_say(struct work *w, const struct difference_answer *said)
{
    assert(said->source.kind == ID_SOURCE && said->account.kind == ID_ACCOUNT);
    return txn_do(w->tx, &texts[SAY],
        ARGS(A_ID(said->source), A_TEXT(fields[said->field]), A_TIME(w->now),
            A_ID(said->account), A_TEXT(words[said->word]),
            A_TEXT(said->reason), A_TEXT(lang_code(said->language)),
            A_TEXT(said->value), A_ID(said->entry)));
}

static void
answer_read(const struct rows *r, struct difference_answer *d)
{
    *d = (struct difference_answer){.source = row_id(r, 0, ID_SOURCE),
        .at = row_time(r, 2),
        .account = row_id(r, 3, ID_ACCOUNT),
        .reason = row_text(r, 5),
        .value = row_text(r, 7),
        .entry = row_id(r, 8, ID_ENTRY)};
    if (!difference_field_read(row_text(r, 1), &d->field) ||
        !difference_word_read(row_text(r, 4), &d->word) ||
        !lang_find(row_text(r, 6), &d->language))
        BUG("a word that the table does not have");
}

enum err
difference_answers(struct work *w, struct id person,
    struct difference_answer **out, size_t *count)
{
    struct difference_answer *all;
    struct rows               r;
    size_t                    n = 0;
    enum err e = txn_rows(w->tx, &texts[ANSWERS], ARGS(A_ID(person)), &r);

    if (e)
        return e;
    all = ARENA_ARRAY(txn_arena(w->tx), struct difference_answer, r.count + 1);
    while (rows_next(&r))
        answer_read(&r, &all[n++]);
    *out = all;
    *count = n;
    return OK;
}

struct str
difference_value(struct work *w, enum difference_field field,
    const struct face *f)
{
    struct arena *a = txn_arena(w->tx);
    struct str    parts[3] = {fields[field]};

    if (field == DIFFERENCE_NAME) {
        parts[1] = text_fold(a, f->given);
        parts[2] = text_fold(a, f->family);
    } else if (field == DIFFERENCE_BIRTH) {
        parts[1] = date_text(a, f->birth_date);
    } else if (field == DIFFERENCE_HOME) {
        parts[1] = f->street;
        parts[2] = f->town;
    } else {
        parts[1] = field == DIFFERENCE_NHS ? f->nhs
            : field == DIFFERENCE_SEX      ? f->sex
            : field == DIFFERENCE_UPN      ? f->upn
                                           : f->town;
    }
    return face_key(w, str_join(a, parts, 3, S("\n")));
}

bool
difference_holds(struct work *w, const struct difference_answer *said,
    const struct difference_face *is)
{
    return id_eq(said->source, is->face.source) &&
        str_eq(said->value, difference_value(w, said->field, &is->face)) &&
        (said->word == DIFFERENCE_RIGHT || id_eq(said->entry, is->entry));
}
