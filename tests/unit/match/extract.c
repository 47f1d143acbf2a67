/*
 * extract -- rows of text, and a little town.
 */
#include "extract.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/date.h"
#include "match/mix.h"
#include "test.h"

struct extract
extract_open(void)
{
    return (struct extract){roll_new(), arena_new(0)};
}

static struct str
cell(struct str *rest)
{
    struct str one = {NULL, 0};

    str_split(rest, '|', &one);
    return one;
}

static enum match_sex
sex_of(struct str s)
{
    if (!s.n)
        return MATCH_SEX_UNKNOWN;
    return s.p[0] == 'F' ? MATCH_SEX_FEMALE : MATCH_SEX_MALE;
}

static void
row_add(struct extract *e, const char *source, struct str id, struct str text)
{
    struct roll_row row = {.id = id, .name_count = 1, .place_count = 1};
    struct str      birth, uprn, died, order, time;

    row.source = roll_source(e->roll, str_of(source));
    row.names[0].given = cell(&text);
    row.names[0].middle = cell(&text);
    row.names[0].family = cell(&text);
    birth = cell(&text);
    WANT(!birth.n || date_parse(birth, &row.birth));
    row.sex = sex_of(cell(&text));
    row.places[0].postcode = cell(&text);
    row.places[0].address = cell(&text);
    row.nhs = cell(&text);
    uprn = cell(&text);
    died = cell(&text);
    row.mother.given = cell(&text);
    row.mother.family = cell(&text);
    order = cell(&text);
    time = cell(&text);
    row.upn = cell(&text);
    WANT(!order.n || births_order(order, &row.order));
    WANT(!time.n || births_minute(time, &row.minute));
    WANT(!uprn.n || premises_parse(uprn, &row.places[0].uprn));
    WANT(!died.n || date_parse(died, &row.died));
    roll_add(e->roll, &row);
}

void
extract_row(struct extract *e, const char *source, const char *row)
{
    row_add(e, source, str_of_int(e->arena, (int64_t)e->roll->count + 1),
        str_of(row));
}

void
extract_close(struct extract *e)
{
    uint32_t twice[2];

    WANT(roll_close(e->roll, twice));
}

void
extract_free(struct extract *e)
{
    roll_free(e->roll);
    arena_free(e->arena);
}

/* ---- a little town ---- */

static const char *const givens[] = {"Rhys", "Sian", "Mali", "Osian", "Cadi",
    "Tomos", "Nel", "Ifan", "Megan", "Dafydd", "Lowri", "Gethin", "Seren",
    "Macsen", "Ffion", "Iestyn", "Alys", "Carwyn", "Heledd", "Emrys"};
static const char *const families[] = {"Jones", "Davies", "Williams", "Evans",
    "Penry", "Prydderch", "Griffiths", "Bevan", "Hopcyn", "Voss", "Tudor",
    "Beynon", "Pugh", "Gittins", "Probert", "Vaughan", "Ellis", "Ahmed"};

struct dice {
    uint64_t at;
};

static size_t throw(struct dice * d, size_t sides)
{
    return mix_one(d->at++) % sides;
}

static void
put(struct buf *b, const char *text)
{
    buf_add(b, str_of(text));
    buf_add_byte(b, '|');
}

/* A child as one agency has it; slips of the pen by the dice. */
struct child {
    const char *given, *family;
    struct date birth;
    size_t      home, number;
};

static struct str
child_row(struct arena *a, struct dice *d, const struct child *c)
{
    struct date birth = c->birth;
    struct buf  b;

    buf_init(&b, a);
    buf_add(&b, str_of(c->given));
    if (throw(d, 12) == 0)
        b.p[b.n - 1] = 'e';
    buf_add(&b, S("||"));
    put(&b, c->family);
    if (throw(d, 15) == 0)
        birth.day = (int8_t)(1 + throw(d, 28));
    if (throw(d, 20) == 0) /* nobody knew the day */
        birth.month = birth.day = 1;
    buf_add(&b, date_text(a, birth));
    buf_add(&b, S("||LL"));
    buf_add_int(&b, (int64_t)(11 + c->home % 60));
    buf_add(&b, S(" 1A"));
    buf_add_byte(&b, (char)('A' + c->home / 60 % 20));
    buf_add_byte(&b, '|');
    buf_add_int(&b, (int64_t)c->home + 1);
    buf_add(&b, S(" Stryd Fawr|"));
    if (c->number && throw(d, 2))
        buf_add_int(&b,
            (int64_t)(4000000000 + c->number * 1000003 % 999999937));
    return buf_str(&b);
}

struct told {
    const char *source;
    struct str  id, row;
};

struct town {
    struct told  *told;
    size_t        count;
    struct arena *arena;
    struct dice   dice;
};

static void
child_tell(struct town *t, const struct child *c)
{
    static const char *const agencies[] = {"health", "school"};

    for (size_t i = 0; i < 2; i++) {
        struct told *told = &t->told[t->count++];

        told->source = agencies[i];
        told->id = str_of_int(t->arena, (int64_t)c->number);
        told->row = child_row(t->arena, &t->dice, c);
    }
}

static void
household_tell(struct town *t, size_t home, size_t *number)
{
    size_t       children = 1 + throw(&t->dice, 3);
    size_t       first = throw(&t->dice, 20);
    struct child c = {.home = home, .family = families[throw(&t->dice, 18)]};

    for (size_t i = 0; i < children; i++) {
        bool twin = i && throw(&t->dice, 6) == 0;

        c.given = givens[(first + i * 7) % 20];
        if (!twin)
            c.birth = date_of((int)(2010 + throw(&t->dice, 15)),
                (int)(1 + throw(&t->dice, 12)), (int)(1 + throw(&t->dice, 28)));
        c.number = ++*number;
        child_tell(t, &c);
    }
}

void
extract_town(struct extract *e, size_t households, uint64_t seed)
{
    struct town t = {.arena = e->arena, .dice = {7}};
    struct dice order = {seed * 1000003};
    size_t      number = 0;

    t.told = ARENA_ARRAY(e->arena, struct told, households * 6);
    for (size_t h = 0; h < households; h++)
        household_tell(&t, h, &number);
    for (size_t i = t.count; seed && i > 1; i--) {
        size_t      j = throw(&order, i);
        struct told was = t.told[i - 1];

        t.told[i - 1] = t.told[j];
        t.told[j] = was;
    }
    for (size_t i = 0; i < t.count; i++)
        row_add(e, t.told[i].source, t.told[i].id, t.told[i].row);
}

struct extract
extract_invented(size_t households, uint64_t seed)
{
    struct extract e = extract_open();

    extract_town(&e, households, seed);
    extract_close(&e);
    return e;
}

struct linkage *
extract_link(const struct extract *e, size_t threads)
{
    struct linkage_options o = {.threads = threads, .precision = 0.999};

    return linkage_run(e->roll, &o);
}

uint32_t
extract_line(const struct extract *e, const char *source, const char *id)
{
    for (uint32_t i = 0; i < e->roll->count; i++)
        if (str_eq(roll_source_name(e->roll, i), str_of(source)) &&
            str_eq(roll_id(e->roll, i), str_of(id)))
            return i;
    WANT(!"such a row");
    return 0;
}
