/*
 * keys -- which pieces of a person go together into a key.
 *
 * Kinds, best first:
 *     hn, pn      the health service's number, the pupil's
 *     nb          skeleton of a name, whole birth date
 *     pb          skeleton of a name, year and month: the day is not known
 *     mb          the same of those whose day is known
 *     ny          skeletons of both names, year of birth
 *     mm          skeleton of the mother's first name, month of birth
 *     gf          sounds of both names, no date
 *     ns          skeletons of both names, no date: asked only when there is
 *                 none, since the list is long for a Jones
 *     nd          the same of those whose birth date nobody knows
 *     bn          whole birth date of those without a traced number
 *
 * Family and first name share the kind nb, and ny puts its two in order, so
 * that names which changed places are found.  Skeletons are taken of the
 * name and of what it may be a form of (match_name_heads), so that Dai
 * meets Dafydd without the table being asked by the database.
 */
#include "match/keys.h"

#include <assert.h>

#include "base/buf.h"
#include "match/name.h"
#include "match/sound.h"

enum { NAMES = MATCH_NAMES_MAX, CODES = 4, HEADS = 3 };

/* The codes of a person's names, distinct, the present name first. */
struct codes {
    struct str code[CODES];
    size_t     count;
};

struct pieces {
    struct codes family, given;
    struct str   family_sound, given_sound; /* of the heads */
    struct str   mother;
    struct date  birth;              /* or expected */
    int          year_from, year_to; /* of a guessed age; 0: none */
};

static void
code_add(struct codes *c, struct str code)
{
    for (size_t i = 0; i < c->count; i++)
        if (str_eq(c->code[i], code))
            return;
    if (c->count < CODES && code.n)
        c->code[c->count++] = code;
}

/* A name read both ways. */
struct one_name {
    struct match_name family, given;
};

static void
forms_add(struct arena *a, struct codes *c, struct str part,
    enum match_name_kind kind)
{
    struct str heads[HEADS];
    size_t     n = match_name_heads(part, kind, heads, HEADS);

    for (size_t i = 1; i < n; i++)
        code_add(c, match_skeleton(a, heads[i]));
}

/* Of a first name only the first word: the others are seldom asked by. */
static size_t
parts_coded(const struct match_name *n, enum match_name_kind kind)
{
    size_t most = kind == MATCH_NAME_GIVEN ? 1 : 2;

    return n->count < most ? n->count : most;
}

/* A name's own code, or those of what it may be a form of. */
enum taken { AS_IT_IS, AS_FORM_OF };

static void
name_add(struct arena *a, struct codes *c, const struct one_name *name,
    enum match_name_kind kind, enum taken taken)
{
    const struct match_name *n =
        kind == MATCH_NAME_GIVEN ? &name->given : &name->family;

    for (size_t i = 0; i < parts_coded(n, kind); i++)
        if (taken == AS_FORM_OF)
            forms_add(a, c, n->parts[i], kind);
        else
            code_add(c, match_skeleton(a, n->parts[i]));
}

/* All names as they are, then what they may be forms of. */
static void
codes_of(struct arena *a, struct codes *c, const struct one_name *names,
    size_t n, enum match_name_kind kind)
{
    for (size_t i = 0; i < n; i++)
        name_add(a, c, &names[i], kind, AS_IT_IS);
    for (size_t i = 0; i < n; i++)
        name_add(a, c, &names[i], kind, AS_FORM_OF);
}

static struct str
head_sound(struct arena *a, const struct match_name *n,
    enum match_name_kind kind)
{
    struct str heads[2];
    size_t     count;

    if (!n->count)
        return (struct str){NULL, 0};
    count = match_name_heads(n->parts[0], kind, heads, 2);
    return match_sound(a, heads[count - 1]);
}

static struct str
mother_code(struct arena *a, struct str mother)
{
    struct match_name n = match_name_read(a, mother, MATCH_NAME_GIVEN);

    return n.count ? match_skeleton(a, n.parts[0]) : (struct str){NULL, 0};
}

static struct pieces
pieces_of(struct arena *a, const struct match_person *p)
{
    struct pieces   out = {.birth = p->birth};
    struct one_name names[NAMES] = {{.family = {.count = 0}}};
    size_t          n = p->name_count < NAMES ? p->name_count : NAMES;

    for (size_t i = 0; i < n; i++) {
        names[i].family =
            match_name_read(a, p->names[i].family, MATCH_NAME_FAMILY);
        names[i].given =
            match_name_read(a, p->names[i].given, MATCH_NAME_GIVEN);
    }
    codes_of(a, &out.family, names, n, MATCH_NAME_FAMILY);
    codes_of(a, &out.given, names, n, MATCH_NAME_GIVEN);
    if (n) {
        out.family_sound = head_sound(a, &names[0].family, MATCH_NAME_FAMILY);
        out.given_sound = head_sound(a, &names[0].given, MATCH_NAME_GIVEN);
    }
    out.mother = mother_code(a, p->mother);
    if (date_is_none(out.birth)) {
        out.birth = p->expected;
        out.year_from = p->born_from.year;
        out.year_to = p->born_to.year;
    }
    return out;
}

/* ---- putting keys ---- */

static void
key_put(struct match_keys *out, struct str key)
{
    for (size_t i = 0; i < out->count; i++)
        if (str_eq(out->key[i], key))
            return;
    if (out->count < MATCH_KEYS_MAX)
        out->key[out->count++] = key;
}

/* kind:piece:piece, or nothing at all when a piece is not known. */
static void
put(struct arena *a, struct match_keys *out, struct str kind, struct str x,
    struct str y)
{
    const struct str piece[] = {kind, x, y};

    if (x.n)
        key_put(out, str_join(a, piece, y.n ? 3 : 2, S(":")));
}

static struct str
month_text(struct arena *a, struct date d)
{
    d.day = 0;
    return date_text(a, d);
}

static struct str
ordered(struct arena *a, struct str x, struct str y)
{
    struct str both[] = {x, y};

    if (!x.n || !y.n)
        return (struct str){NULL, 0};
    if (str_cmp(x, y) > 0) {
        both[0] = y;
        both[1] = x;
    }
    return str_join(a, both, 2, S("."));
}

static void
put_numbers(struct arena *a, struct match_keys *out,
    const struct match_person *p)
{
    put(a, out, S("hn"), p->nhs, S(""));
    put(a, out, S("pn"), p->upn, S(""));
}

/* A kind of key that takes every code, or the first ones, with a date. */
struct dated {
    struct str kind, date;
    size_t     most;
};

static void
put_names(struct arena *a, struct match_keys *out, const struct pieces *p,
    struct dated d)
{
    for (size_t i = 0; i < p->family.count && i < d.most; i++)
        put(a, out, d.kind, p->family.code[i], d.date);
    for (size_t i = 0; i < p->given.count && i < d.most; i++)
        put(a, out, d.kind, p->given.code[i], d.date);
}

/* The first family names with the first given ones and what they may be
 * forms of; with a year, or without any date. */
static void
put_both(struct arena *a, struct match_keys *out, const struct pieces *p,
    struct dated d)
{
    for (size_t i = 0; i < p->family.count && i < d.most; i++)
        for (size_t j = 0; j < p->given.count && j < d.most; j++)
            put(a, out, d.kind, ordered(a, p->family.code[i], p->given.code[j]),
                d.date);
}

static void
put_year(struct arena *a, struct match_keys *out, const struct pieces *p)
{
    struct date year = {.year = p->birth.year};

    if (year.year)
        put_both(a, out, p, (struct dated){S("ny"), date_text(a, year), 2});
}

/* A guessed age is a few years, and all of them are asked. */
static void
put_years(struct arena *a, struct match_keys *out, const struct pieces *p)
{
    for (int y = p->year_from; y && y <= p->year_to; y++)
        put_both(a, out, p,
            (struct dated){S("ny"),
                date_text(a, (struct date){.year = (int16_t)y}), 1});
}

static void
put_mother(struct arena *a, struct match_keys *out, const struct pieces *p,
    int32_t months)
{
    struct date month = {p->birth.year, p->birth.month, 1};

    if (month.month)
        put(a, out, S("mm"), p->mother,
            month_text(a, date_add_months(month, months)));
}

static void
put_dateless(struct arena *a, struct match_keys *out, const struct pieces *p)
{
    put(a, out, S("gf"), ordered(a, p->family_sound, p->given_sound), S(""));
}

void
match_keys_stored(struct arena *a, const struct match_person *p,
    struct match_keys *out)
{
    const size_t  few = 2;
    struct pieces of;
    struct str    month;

    assert(a && p && out);
    of = pieces_of(a, p);
    month = month_text(a, of.birth);
    out->count = 0;
    put_numbers(a, out, p);
    if (date_is_known(of.birth)) {
        put_names(a, out, &of,
            (struct dated){S("nb"), date_text(a, of.birth), CODES});
        put_names(a, out, &of, (struct dated){S("mb"), month, few});
        if (!p->nhs.n || !p->nhs_traced)
            put(a, out, S("bn"), date_text(a, of.birth), S(""));
    } else if (of.birth.month) {
        put_names(a, out, &of, (struct dated){S("pb"), month, few});
    }
    put_year(a, out, &of);
    put_mother(a, out, &of, 0);
    put_dateless(a, out, &of);
    put_both(a, out, &of, (struct dated){S("ns"), S(""), 1});
    if (!of.birth.year)
        put_both(a, out, &of, (struct dated){S("nd"), S(""), 1});
}

/* Day and month changed places. */
static struct date
swapped(struct date d)
{
    struct date s = {d.year, d.day, d.month};

    return date_is_valid(s) ? s : d;
}

/* With one name only, a day that is wrong would leave nothing to find by. */
static bool
asks_by_month(const struct pieces *p)
{
    return !date_is_known(p->birth) || !p->family.count || !p->given.count;
}

static void
put_asked_names(struct arena *a, struct match_keys *out, const struct pieces *p)
{
    const size_t few = 2;
    struct str   month;

    if (!p->birth.month)
        return;
    month = month_text(a, p->birth);
    if (date_is_known(p->birth)) {
        put_names(a, out, p,
            (struct dated){S("nb"), date_text(a, p->birth), CODES});
        put_names(a, out, p,
            (struct dated){S("nb"), date_text(a, swapped(p->birth)), 1});
    }
    put_names(a, out, p, (struct dated){S("pb"), month, few});
    if (asks_by_month(p))
        put_names(a, out, p, (struct dated){S("mb"), month, few});
}

void
match_keys_asked(struct arena *a, const struct match_person *p,
    struct match_keys *out)
{
    struct pieces of;

    assert(a && p && out);
    of = pieces_of(a, p);
    out->count = 0;
    put_numbers(a, out, p);
    put_asked_names(a, out, &of);
    put_year(a, out, &of);
    put_years(a, out, &of);
    put_dateless(a, out, &of);
    put_both(a, out, &of, (struct dated){S("nd"), S(""), 1});
    if (!of.birth.year)
        put_both(a, out, &of, (struct dated){S("ns"), S(""), 1});
    if (!of.family.count && !of.given.count && date_is_known(of.birth))
        put(a, out, S("bn"), date_text(a, of.birth), S(""));
    for (int32_t i = -1; i <= 1; i++)
        put_mother(a, out, &of, i);
}
