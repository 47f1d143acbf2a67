/*
 * diogel link: cells to a row of the roll.
 */
#include <assert.h>
#include <string.h>

#include "base/nhs.h"
#include "cli/link.h"

/* A row's cells and where each is used. */
struct cells {
    struct link_read *in;
    const struct str *of;
};

static bool
is_not_known(struct str s)
{
    return str_eq(s, S("NA")) || str_eq(s, S("NULL")) || str_eq(s, S("-"));
}

static struct str
cell(const struct cells *c, enum link_use use)
{
    const struct link_use_of *u = &c->in->columns.use[use];
    struct str                parts[LINK_JOINED];

    for (size_t i = 0; i < u->count; i++) {
        parts[i] = str_trim(c->of[u->column[i]]);
        if (is_not_known(parts[i]))
            parts[i] = (struct str){0};
    }
    if (u->count <= 1)
        return u->count ? parts[0] : (struct str){0};
    return str_trim(str_join(c->in->scratch, parts, u->count, S(" ")));
}

/* ---- dates ---- */

static bool
number_read(struct str s, int *out)
{
    int64_t n;

    if (!str_is_digits(s) || s.n > 4 || !str_int(s, &n))
        return false;
    *out = (int)n;
    return true;
}

static bool
date_put(int year, int month, int day, struct date *out)
{
    struct date d = date_of(year, month, day);

    if (!date_is_valid(d))
        return false;
    *out = d;
    return true;
}

/* 20190116 */
static bool
compact_read(struct str s, struct date *out)
{
    int year, month, day;

    return s.n == 8 && number_read(str_sub(s, 0, 4), &year) &&
        number_read(str_sub(s, 4, 2), &month) &&
        number_read(str_sub(s, 6, 2), &day) && date_put(year, month, day, out);
}

/* 16/01/2019, 2019/01/16, with / . or - between */
static bool
parts_read(struct str s, struct date *out)
{
    static const char signs[] = {'/', '.', '-'};
    struct str        first, middle, last, rest;
    int               a, b, c;

    for (size_t i = 0; i < sizeof signs; i++)
        if (str_cut(s, signs[i], &first, &rest) &&
            str_cut(rest, signs[i], &middle, &last) && number_read(first, &a) &&
            number_read(middle, &b) && number_read(last, &c))
            return first.n == 4 ? date_put(a, b, c, out)
                                : last.n == 4 && date_put(c, b, a, out);
    return false;
}

static bool
day_parse(struct str s, struct date *out)
{
    if (s.n > 10 && (s.p[10] == ' ' || s.p[10] == 'T'))
        s.n = 10; /* a time behind it */
    return (date_parse(s, out) && date_is_valid(*out)) ||
        compact_read(s, out) || parts_read(s, out);
}

static bool
birth_from_parts(const struct cells *c, struct date *out)
{
    int year = 0, month = 0, day = 0;

    if (!number_read(cell(c, LINK_BIRTH_YEAR), &year))
        return false;
    if (number_read(cell(c, LINK_BIRTH_MONTH), &month))
        number_read(cell(c, LINK_BIRTH_DAY), &day);
    return date_put(year, month, day, out) || date_put(year, month, 0, out) ||
        date_put(year, 0, 0, out);
}

static struct date
death_read(const struct cells *c)
{
    struct str  s = cell(c, LINK_DEATH);
    struct date d = {0};

    if (s.n && !day_parse(s, &d))
        c->in->deaths++;
    return d;
}

static struct date
birth_read(const struct cells *c)
{
    struct str  s = cell(c, LINK_BIRTH);
    struct date d = {0};

    if (s.n ? !day_parse(s, &d)
            : c->in->columns.use[LINK_BIRTH_YEAR].count &&
                !birth_from_parts(c, &d))
        c->in->births++;
    return d;
}

/* ---- the rest ---- */

static enum match_sex
sex_read(struct str s)
{
    static const struct {
        struct str     word;
        enum match_sex sex;
    } words[] = {
        {S_INIT("f"), MATCH_SEX_FEMALE},
        {S_INIT("female"), MATCH_SEX_FEMALE},
        {S_INIT("2"), MATCH_SEX_FEMALE},
        {S_INIT("b"), MATCH_SEX_FEMALE},
        {S_INIT("m"), MATCH_SEX_MALE},
        {S_INIT("male"), MATCH_SEX_MALE},
        {S_INIT("1"), MATCH_SEX_MALE},
        {S_INIT("g"), MATCH_SEX_MALE},
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(words[i].word, s))
            return words[i].sex;
    return MATCH_SEX_UNKNOWN;
}

/* Empty when it does not check. */
static struct str
nhs_read(const struct cells *c, enum link_use use)
{
    struct str   s = cell(c, use), number;
    struct fault fault;

    if (!s.n)
        return s;
    if (!nhs_parse(c->in->scratch, s, &number, &fault))
        return number;
    c->in->numbers++;
    return (struct str){0};
}

static struct str
upn_read(const struct cells *c)
{
    struct str   s = cell(c, LINK_UPN), upn;
    struct fault fault;

    if (!s.n)
        return s;
    if (!nhs_upn_parse(c->in->scratch, s, &upn, &fault))
        return upn;
    c->in->numbers++;
    return (struct str){0};
}

/* One column of her whole name: the last word is the family's. */
static void
mother_read(const struct cells *c, struct roll_row *row)
{
    struct str whole = cell(c, LINK_MOTHER);
    size_t     at = whole.n;

    row->mother = (struct roll_words){
        .given = cell(c, LINK_MOTHER_GIVEN),
        .family = cell(c, LINK_MOTHER_FAMILY),
    };
    row->mother_nhs = nhs_read(c, LINK_MOTHER_NHS);
    if (row->mother.given.n || row->mother.family.n)
        return;
    while (at && whole.p[at - 1] != ' ')
        at--;
    row->mother.given = at ? str_trim(str_sub(whole, 0, at)) : whole;
    row->mother.family = at ? str_from(whole, at) : (struct str){0};
}

static void
birth_more_read(const struct cells *c, struct roll_row *row)
{
    struct str time = cell(c, LINK_BIRTH_TIME);
    struct str order = cell(c, LINK_BIRTH_ORDER);

    if (time.n && !births_minute(time, &row->minute))
        c->in->multiples++;
    if (order.n && !births_order(order, &row->order))
        c->in->multiples++;
}

static void
names_read(const struct cells *c, struct roll_row *row)
{
    for (int i = 0; i < ROLL_NAMES; i++) {
        struct roll_words w = {
            .given = cell(c, (enum link_use)(LINK_GIVEN + i)),
            .family = cell(c, (enum link_use)(LINK_FAMILY + i)),
        };

        if (!i)
            w.middle = cell(c, LINK_MIDDLE);
        else if (!w.given.n && !w.family.n)
            continue;
        /* another family name alone goes with the present given one */
        if (i && !w.given.n)
            w.given = row->names[0].given;
        if (i && !w.family.n)
            w.family = row->names[0].family;
        row->names[row->name_count++] = w;
    }
}

/* 0 when there is none, or none that can be. */
static uint64_t
uprn_read(const struct cells *c, int which)
{
    struct str s = cell(c, (enum link_use)(LINK_UPRN + which));
    uint64_t   uprn = 0;

    if (s.n && !premises_parse(s, &uprn))
        c->in->numbers++;
    return uprn;
}

static void
places_read(const struct cells *c, struct roll_row *row)
{
    for (int i = 0; i < ROLL_PLACES; i++) {
        struct roll_where w = {
            .postcode = cell(c, (enum link_use)(LINK_POSTCODE + i)),
            .address = cell(c, (enum link_use)(LINK_ADDRESS + i)),
            .uprn = uprn_read(c, i),
        };

        if (w.postcode.n || w.address.n || w.uprn)
            row->places[row->place_count++] = w;
    }
}

/* Doubles in an arena of its own, which forgets nothing. */
static void
place_note(struct link_read *in, int64_t line)
{
    size_t at = in->roll->count;

    if (at == in->place_room) {
        struct link_place *was = in->place;

        in->place_room = at ? at * 2 : 1024;
        in->place = ARENA_ARRAY(in->places, struct link_place, in->place_room);
        if (at)
            memcpy(in->place, was, at * sizeof *was);
    }
    in->place[at] =
        (struct link_place){(uint32_t)line, (uint32_t)in->file_number};
}

void
link_row_add(struct link_read *in, const struct str *of, int64_t line)
{
    struct cells    c = {in, of};
    struct str      source = cell(&c, LINK_SOURCE);
    struct roll_row row = {.id = cell(&c, LINK_ID)};

    assert(row.id.n);
    row.source = source.n ? roll_source(in->roll, source) : in->source;
    row.birth = birth_read(&c);
    row.died = death_read(&c);
    row.sex = sex_read(cell(&c, LINK_SEX));
    row.nhs = nhs_read(&c, LINK_NHS);
    mother_read(&c, &row);
    birth_more_read(&c, &row);
    row.upn = upn_read(&c);
    names_read(&c, &row);
    places_read(&c, &row);
    for (int i = 0; i < ROLL_OTHERS; i++)
        row.other[i] = cell(&c, (enum link_use)(LINK_OTHER1 + i));
    place_note(in, line);
    roll_add(in->roll, &row);
    in->rows++;
}
