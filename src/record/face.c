/*
 * What each source says of somebody: the newest names, dates and numbers,
 * with the keys by which such a person is found (match/keys.h).  The keys
 * hold pieces of names and numbers, so their keyed hashes stand in the
 * database; a list of names cannot be read out of it.
 */
#include <assert.h>

#include "match/keys.h"
#include "record/dwelling.h"
#include "record/finder.h"
#include "record/listed.h"
#include "record/person_inside.h"

enum { CLEAR, SAVE, FORGET, KEYS_CLEAR, KEY_ADD, OF_SOURCE, OF_PERSON, COUNT };
static const struct statement texts[COUNT] = {
    [CLEAR] = {.sql = "DELETE FROM source_face WHERE source = $1"},
    [SAVE] = {.sql = "INSERT INTO source_face"
                     " (source, given, family, known_as, birth_date,"
                     " expected, sex, nhs, traced, upn, language, mother,"
                     " entry, ethnicity, disability, town, earlier,"
                     " birth_order, died, street)"
                     " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
                     " $12, $13, $14, $15, $16, $17, $18, $19, $20)"},
    [FORGET] = {.sql = "UPDATE source_face SET earlier = ''"
                       " WHERE source = $1"},
    [KEYS_CLEAR] = {.sql = "DELETE FROM source_key WHERE source = $1"},
    [KEY_ADD] = {.sql = "INSERT INTO source_key (key, source)"
                        " VALUES ($1, $2)"},
    [OF_SOURCE] = {.sql = "SELECT " FACE_COLUMNS " FROM source_face f"
                          " JOIN source s ON s.id = f.source"
                          " JOIN source_person p ON p.source = f.source"
                          " WHERE f.source = $1"},
    /* own first, then traced, then by when it was said, newest first */
    [OF_PERSON] = {.sql = "SELECT " FACE_COLUMNS
                          " FROM source_person p"
                          " JOIN source_face f ON f.source = p.source"
                          " JOIN source s ON s.id = f.source"
                          " LEFT JOIN entry e ON e.id = f.entry"
                          " WHERE p.person = " NOW_OF_1
                          " ORDER BY"
                          " CASE WHEN s.agency IS NOT NULL THEN 2"
                          " WHEN s.person = p.person THEN 0 ELSE 1 END,"
                          " f.traced DESC, COALESCE(e.recorded_at, 0) DESC,"
                          " f.source"},
};
const struct statements face_statements = {"face", texts, COUNT};

/* A word that means neither says nothing when records are compared. */
static enum match_sex
sex_of_option(const struct term_option *o)
{
    if (str_eq(o->means, S("female")))
        return MATCH_SEX_FEMALE;
    if (str_eq(o->means, S("male")))
        return MATCH_SEX_MALE;
    return MATCH_SEX_UNKNOWN;
}

enum match_sex
face_sex(const struct pack *pack, struct str word)
{
    for (size_t i = 0; i < pack->forms_count && word.n; i++) {
        const struct term_option *o =
            form_option(&pack->forms[i], YIELD_IDENTITY, S("sex"), word);

        if (o)
            return sex_of_option(o);
    }
    return MATCH_SEX_UNKNOWN;
}

/* FACE_COLUMNS, in their order. */
void
face_of_row(struct work *w, const struct rows *r, struct face *f)
{
    *f = (struct face){
        .source = row_id(r, 0, ID_SOURCE),
        .person = row_id(r, 1, ID_PERSON),
        .agency = row_id(r, 2, ID_AGENCY),
        .given = row_text(r, 3),
        .family = row_text(r, 4),
        .known_as = row_text(r, 5),
        .birth_date = row_date(r, 6),
        .expected = row_date(r, 7),
        .sex = row_text(r, 8),
        .nhs = row_text(r, 9),
        .traced = row_int(r, 10) != 0,
        .upn = row_text(r, 11),
        .language = row_text(r, 12),
        .mother = row_text(r, 13),
        .ethnicity = row_text(r, 14),
        .disability = row_text(r, 15),
        .earlier = row_text(r, 16),
        .birth_order = row_int(r, 17),
        .died = row_date(r, 18),
    };
    f->sex_as = face_sex(w->pack, f->sex);
}

static bool
face_is_empty(const struct face *f)
{
    return !f->given.n && !f->family.n && !f->known_as.n &&
        date_is_none(f->birth_date) && date_is_none(f->expected) && !f->sex.n &&
        date_is_none(f->died) && !f->nhs.n && !f->upn.n && !f->language.n &&
        !f->mother.n && !f->ethnicity.n && !f->disability.n;
}

struct str
face_key(struct work *w, struct str key)
{
    struct digest d = key_hash(txn_keys(w->tx), KEY_INDEX, key);

    return str_hex(txn_arena(w->tx), hash_str(&d));
}

static enum err
keys_save(struct work *w, const struct face *f)
{
    struct arena       *a = txn_arena(w->tx);
    struct match_person p = face_as_match(a, f);
    struct match_keys   keys;
    enum err            e;

    match_keys_stored(a, &p, &keys);
    for (size_t i = 0; i < keys.count; i++)
        if ((e = txn_put(w->tx, &texts[KEY_ADD],
                 ARGS(A_TEXT(face_key(w, keys.key[i])), A_ID(f->source)))))
            return e;
    return OK;
}

/* An empty text as NULL. */
static struct arg
text_or_null(struct str s)
{
    return s.n ? A_TEXT(s) : A_NULL;
}

enum err
face_save(struct work *w, const struct face *f, struct id entry)
{
    enum err e;

    assert(f->source.kind == ID_SOURCE);
    if ((e = listed_keys_changed(w, f->source)))
        return e;
    finder_touch(w, f->source);
    if ((e = txn_put(w->tx, &texts[CLEAR], ARGS(A_ID(f->source)))))
        return e;
    if ((e = txn_put(w->tx, &texts[KEYS_CLEAR], ARGS(A_ID(f->source)))))
        return e;
    if (face_is_empty(f))
        return OK;
    if ((e = txn_put(w->tx, &texts[SAVE],
             ARGS(A_ID(f->source), A_TEXT(f->given), A_TEXT(f->family),
                 A_TEXT(f->known_as), A_DATE(w->tx, f->birth_date),
                 A_DATE(w->tx, f->expected), A_TEXT(f->sex),
                 text_or_null(f->nhs), A_INT(f->traced), text_or_null(f->upn),
                 A_TEXT(f->language), A_TEXT(f->mother), A_ID(entry),
                 A_TEXT(f->ethnicity), A_TEXT(f->disability),
                 f->town.n ? A_BYTES(f->town) : A_NULL, A_TEXT(f->earlier),
                 A_INT(f->birth_order), A_DATE(w->tx, f->died),
                 f->street.n ? A_BYTES(f->street) : A_NULL))))
        return e;
    return keys_save(w, f);
}

static enum err
forget_one(struct work *w, struct face *f)
{
    enum err e;

    f->earlier = (struct str){.n = 0};
    if ((e = listed_keys_changed(w, f->source)) ||
        (e = txn_put(w->tx, &texts[FORGET], ARGS(A_ID(f->source)))) ||
        (e = txn_put(w->tx, &texts[KEYS_CLEAR], ARGS(A_ID(f->source)))))
        return e;
    finder_touch(w, f->source);
    return keys_save(w, f);
}

enum err
face_forget_earlier(struct work *w, struct id person)
{
    struct face *all;
    size_t       n;
    enum err     e = person_faces(w, person, &all, &n);

    for (size_t i = 0; i < n && !e; i++)
        if (all[i].earlier.n)
            e = forget_one(w, &all[i]);
    return e;
}

enum err
face_of_source(struct work *w, struct id source, struct face *out)
{
    struct rows r;
    enum err    e;

    if ((e = txn_row(w->tx, &texts[OF_SOURCE], ARGS(A_ID(source)), &r)))
        return e;
    face_of_row(w, &r, out);
    return OK;
}

enum err
person_faces(struct work *w, struct id person, struct face **faces,
    size_t *count)
{
    struct rows  r;
    struct face *out;
    size_t       n = 0;
    enum err     e;

    if ((e = txn_rows(w->tx, &texts[OF_PERSON], ARGS(A_ID(person)), &r)))
        return e;
    out = ARENA_ARRAY(txn_arena(w->tx), struct face, r.count + 1);
    while (rows_next(&r))
        face_of_row(w, &r, &out[n++]);
    *faces = out;
    *count = n;
    return OK;
}

/* A name is one thing, and so is when somebody was born or will be. */
static void
face_fill(struct face *f, const struct face *next)
{
    if (!f->given.n && !f->family.n && !f->known_as.n) {
        f->given = next->given;
        f->family = next->family;
        f->known_as = next->known_as;
    }
    if (date_is_none(f->birth_date) && date_is_none(f->expected)) {
        f->birth_date = next->birth_date;
        f->expected = next->expected;
    }
    if (!f->sex.n) {
        f->sex = next->sex;
        f->sex_as = next->sex_as;
    }
    if (!f->nhs.n) {
        f->nhs = next->nhs;
        f->traced = next->traced;
    }
    if (!f->language.n)
        f->language = next->language;
}

/* A record may say one thing and no more: a number that was traced. */
struct face
face_whole(const struct face *all, size_t count)
{
    struct face f = all[0];

    for (size_t i = 1; i < count; i++)
        face_fill(&f, &all[i]);
    return f;
}

enum err
person_face(struct work *w, struct id person, struct face *out)
{
    struct face *faces;
    size_t       n;
    enum err     e;

    if ((e = person_faces(w, person, &faces, &n)))
        return e;
    if (n == 0)
        return ERR_ABSENT;
    *out = face_whole(faces, n);
    return OK;
}

size_t
person_earlier_names(struct str text, struct match_names *out, size_t room)
{
    struct str line;
    size_t     n = 0;

    while (text.n && n < room && str_split(&text, '\n', &line))
        n += str_cut(line, '\t', &out[n].given, &out[n].family);
    return n;
}

struct match_person
face_as_match(struct arena *a, const struct face *f)
{
    struct match_names *names =
        ARENA_ARRAY(a, struct match_names, 2 + EARLIER_MOST);
    size_t now = f->known_as.n ? 2 : 1;
    size_t earlier =
        person_earlier_names(f->earlier, names + now, EARLIER_MOST);

    names[0] = (struct match_names){.given = f->given, .family = f->family};
    if (f->known_as.n)
        names[1] =
            (struct match_names){.given = f->known_as, .family = f->family};
    return (struct match_person){
        .names = names,
        .name_count = now + earlier,
        .earlier_count = earlier,
        .twin = f->twin || f->birth_order,
        .birth_order = (int8_t)f->birth_order,
        .birth = f->birth_date,
        .expected = f->expected,
        .died = f->died,
        .sex = f->sex_as,
        .nhs = f->nhs,
        .nhs_traced = f->traced,
        .upn = f->upn,
        .mother = f->mother,
        .place = f->town,
        .home = dwelling_hash(a, f->town, f->street),
    };
}
