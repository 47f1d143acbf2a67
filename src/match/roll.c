/*
 * roll -- rows to lines.
 *
 * A line holds no text: comparing a pair begins and mostly ends with numbers
 * being the same.
 */
#include "match/roll.h"

#include <assert.h>
#include <string.h>

#include "base/err.h"
#include "base/nhs.h"
#include "match/heap.h"
#include "match/mix.h"
#include "match/rarity.h"
#include "match/sort.h"
#include "match/street.h"

enum { TEXT_LONGEST = 96 };

_Static_assert(sizeof(struct roll_line) == HEAP_LINE, "a line of memory");

struct roll *
roll_new(void)
{
    struct roll *r = heap_get(1, sizeof *r);

    r->spellings = spellings_new();
    r->texts = intern_new();
    r->sources = intern_new();
    r->areas = intern_new();
    r->scratch = arena_new(0);
    r->names = heap_grow(NULL, 0, &r->names_room, sizeof *r->names);
    r->places = heap_grow(NULL, 0, &r->places_room, sizeof *r->places);
    r->name_count = r->place_count = 1;
    return r;
}

void
roll_free(struct roll *r)
{
    if (!r)
        return;
    spellings_free(r->spellings);
    intern_free(r->texts);
    intern_free(r->sources);
    intern_free(r->areas);
    arena_free(r->scratch);
    free(r->lines);
    free(r->rarities);
    free(r->names);
    free(r->places);
    deaths_free(&r->deaths);
    births_free(&r->births);
    free(r->premises);
    free(r->postcodes);
    free(r->order);
    free(r->ids);
    free(r->id_at);
    free(r);
}

uint32_t
roll_source(struct roll *r, struct str name)
{
    uint32_t n = intern_put(r->sources, name);

    if (n > UINT16_MAX)
        BUG("roll: more sources than a line can name");
    return n;
}

uint32_t
roll_birth(struct date d)
{
    return (uint32_t)d.year << 9 | (uint32_t)d.month << 5 | (uint32_t)d.day;
}

struct date
roll_date(uint32_t birth)
{
    return date_of((int)(birth >> 9), (int)(birth >> 5 & 15),
        (int)(birth & 31));
}

/* ---- texts ---- */

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters in lower case, one blank for whatever else stood between them. */
static struct str
plain(struct str text, char out[TEXT_LONGEST])
{
    size_t n = 0;
    bool   gap = false;

    for (size_t i = 0; i < text.n && n + 2 < TEXT_LONGEST; i++) {
        char c = text.p[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if ((c < 'a' || c > 'z') && !is_digit(c) && (uint8_t)c < 0x80) {
            gap = n > 0;
            continue;
        }
        if (gap)
            out[n++] = ' ';
        out[n++] = c;
        gap = false;
    }
    return str_bytes(out, n);
}

static uint32_t
text_put(struct roll *r, struct str text)
{
    char room[TEXT_LONGEST];

    return text.n ? intern_put(r->texts, plain(text, room)) : 0;
}

/* In one form for both languages. */
static uint32_t
address_put(struct roll *r, struct str text)
{
    uint32_t number;

    if (!text.n)
        return 0;
    number = intern_put(r->texts, match_street_fold(r->scratch, text));
    arena_clear(r->scratch);
    return number;
}

/* ---- postcodes ---- */

static uint32_t
code_of(struct str text)
{
    return (uint32_t)mix_text(text) | 1;
}

/* Two letters, a digit before them: the inward part as it is in the UK. */
static bool
is_british(struct str code)
{
    return code.n >= 5 && code.n <= 7 && is_digit(code.p[code.n - 3]) &&
        !is_digit(code.p[code.n - 2]) && !is_digit(code.p[code.n - 1]) &&
        !is_digit(code.p[0]);
}

/* ZZ99 stands for nowhere, abroad, not known. */
static bool
is_nowhere(struct str code)
{
    return str_starts(code, S("zz99"));
}

static struct roll_postcode
postcode_read(struct roll *r, struct str code)
{
    struct roll_postcode p = {0};
    size_t               letters = 0;
    struct str           area;

    while (letters < code.n && !is_digit(code.p[letters]))
        letters++;
    if (!is_british(code))
        letters = code.n > 2 ? 2 : code.n;
    area = str_sub(code, 0, letters);
    p.area = code_of(area);
    p.region = (uint16_t)(intern_put(r->areas, area) % UINT16_MAX);
    if (!is_british(code))
        return p;
    p.sector = code_of(str_sub(code, 0, code.n - 2));
    p.district = code_of(str_sub(code, 0, code.n - 3));
    return p;
}

static uint32_t
postcode_put(struct roll *r, struct str text)
{
    char       room[TEXT_LONGEST];
    struct str code = plain(text, room);
    size_t     n = 0;
    uint32_t   number;

    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] != ' ')
            room[n++] = code.p[i];
    code.n = n;
    if (!n || is_nowhere(code))
        return 0;
    number = intern_put(r->texts, code);
    while (r->postcodes_room <= number) {
        size_t was = r->postcodes_room;

        r->postcodes = heap_grow(r->postcodes, was, &r->postcodes_room,
            sizeof *r->postcodes);
        memset(r->postcodes + was, 0,
            (r->postcodes_room - was) * sizeof *r->postcodes);
    }
    if (!r->postcodes[number].area)
        r->postcodes[number] = postcode_read(r, code);
    return number;
}

const struct roll_postcode *
roll_postcode(const struct roll *r, uint32_t postcode)
{
    static const struct roll_postcode none;

    return postcode ? &r->postcodes[postcode] : &none;
}

/* ---- rows ---- */

static struct roll_name
name_read(struct roll *r, const struct roll_words *w)
{
    return (struct roll_name){
        .given = spelling_put(r->spellings, w->given, MATCH_NAME_GIVEN),
        .middle = spelling_put(r->spellings, w->middle, MATCH_NAME_GIVEN),
        .family = spelling_put(r->spellings, w->family, MATCH_NAME_FAMILY),
    };
}

/* The UPRN is the address; what the row calls it is only learned from. */
static uint32_t
premises_note(struct roll *r, const struct roll_where *w,
    const struct roll_place *p)
{
    struct premises said = {p->postcode, p->address,
        premises_put(r->texts, w->uprn)};

    r->premises = heap_grow(r->premises, r->premises_count, &r->premises_room,
        sizeof *r->premises);
    r->premises[r->premises_count++] = said;
    return said.uprn;
}

static struct roll_place
place_read(struct roll *r, const struct roll_where *w)
{
    struct roll_place p = {
        .postcode = postcode_put(r, w->postcode),
        .address = address_put(r, w->address),
    };

    if (w->uprn)
        p.address = premises_note(r, w, &p);
    return p;
}

static bool
is_name(const struct roll_name *n)
{
    return n->given || n->family;
}

static void
names_read(struct roll *r, struct roll_line *line, const struct roll_row *row)
{
    for (size_t i = 0; i < row->name_count; i++) {
        struct roll_name n = name_read(r, &row->names[i]);

        if (!is_name(&line->name)) {
            line->name = n;
        } else if (is_name(&n)) {
            n.next = line->name.next;
            line->name.next = (uint32_t)r->name_count;
            r->names = heap_grow(r->names, r->name_count, &r->names_room,
                sizeof *r->names);
            r->names[r->name_count++] = n;
        }
    }
}

static bool
is_place(const struct roll_place *p)
{
    return p->postcode || p->address;
}

static void
places_read(struct roll *r, struct roll_line *line, const struct roll_row *row)
{
    for (size_t i = 0; i < row->place_count; i++) {
        struct roll_place p = place_read(r, &row->places[i]);

        if (!is_place(&line->place)) {
            line->place = p;
        } else if (is_place(&p)) {
            p.next = line->place.next;
            line->place.next = (uint32_t)r->place_count;
            r->places = heap_grow(r->places, r->place_count, &r->places_room,
                sizeof *r->places);
            r->places[r->place_count++] = p;
        }
    }
}

static void
id_add(struct roll *r, const struct roll_row *row)
{
    while (r->ids_used + row->id.n > r->ids_room)
        r->ids = heap_grow(r->ids, r->ids_room, &r->ids_room, 1);
    if (row->id.n)
        memcpy(r->ids + r->ids_used, row->id.p, row->id.n);
    r->id_at[r->count] = r->ids_used;
    r->ids_used += row->id.n;
    r->order[r->count] = mix_two(mix_text(row->id),
        mix_text(intern_text(r->sources, row->source)));
}

static void
room_make(struct roll *r)
{
    size_t lines = r->room, ids = r->room, orders = r->room;

    r->lines = heap_grow(r->lines, r->count, &lines, sizeof *r->lines);
    r->id_at = heap_grow(r->id_at, r->count, &ids, sizeof *r->id_at);
    r->order = heap_grow(r->order, r->count, &orders, sizeof *r->order);
    r->room = lines;
}

static void
birth_add(struct roll *r, const struct roll_row *row)
{
    struct birth said = {
        .mother_nhs = nhs_value(row->mother_nhs),
        .given =
            spelling_put(r->spellings, row->mother.given, MATCH_NAME_GIVEN),
        .family =
            spelling_put(r->spellings, row->mother.family, MATCH_NAME_FAMILY),
        .minute = row->minute,
        .order = row->order,
    };

    births_add(&r->births, r->count, &said);
}

void
roll_add(struct roll *r, const struct roll_row *row)
{
    struct roll_line line = {
        .source = (uint16_t)row->source,
        .sex = (uint8_t)row->sex,
        .birth = roll_birth(row->birth),
        .nhs = nhs_value(row->nhs),
        .upn = text_put(r, row->upn),
    };

    assert(row->name_count <= ROLL_NAMES && row->place_count <= ROLL_PLACES);
    names_read(r, &line, row);
    places_read(r, &line, row);
    for (size_t i = 0; i < ROLL_OTHERS; i++)
        line.other[i] = text_put(r, row->other[i]);
    room_make(r);
    id_add(r, row);
    deaths_add(&r->deaths, (uint32_t)r->count, row->died, row->birth);
    birth_add(r, row);
    r->lines[r->count++] = line;
}

/* ---- closing ---- */

/* Lines in the order of their hashes.  The few that share its upper half
 * are put right by the whole of it. */
static uint64_t *
turns_new(const struct roll *r)
{
    uint64_t *turns = heap_get(r->count + 1, sizeof *turns);
    uint64_t *spare = heap_get(r->count + 1, sizeof *spare);

    for (size_t i = 0; i < r->count; i++)
        turns[i] = sort_item((uint32_t)(r->order[i] >> 32), (uint32_t)i);
    sort_items(turns, spare, r->count);
    free(spare);
    for (size_t i = 1; i < r->count; i++)
        for (size_t at = i; at &&
             r->order[sort_number(turns[at - 1])] >
                 r->order[sort_number(turns[at])];
             at--) {
            uint64_t was = turns[at];

            turns[at] = turns[at - 1];
            turns[at - 1] = was;
        }
    return turns;
}

static struct str
id_before(const struct roll *r, size_t line)
{
    size_t end = line + 1 < r->count ? r->id_at[line + 1] : r->ids_used;

    return str_bytes(r->ids + r->id_at[line], end - r->id_at[line]);
}

/* The lines and their ids, by their order. */
static void
lines_turn(struct roll *r, const uint64_t *turns)
{
    struct roll_line *lines = heap_get_lines(r->count + 1);
    size_t           *id_at = heap_get(r->count + 1, sizeof *id_at);
    char             *ids = heap_get(r->ids_used + 1, 1);
    size_t            used = 0;

    for (size_t i = 0; i < r->count; i++) {
        struct str id = id_before(r, sort_number(turns[i]));

        lines[i] = r->lines[sort_number(turns[i])];
        if (id.n)
            memcpy(ids + used, id.p, id.n);
        id_at[i] = used;
        used += id.n;
    }
    id_at[r->count] = used;
    free(r->lines);
    free(r->id_at);
    free(r->ids);
    free(r->order);
    r->order = NULL;
    r->lines = lines;
    r->id_at = id_at;
    r->ids = ids;
}

static void
deaths_settle(struct roll *r, const uint64_t *turns)
{
    uint32_t *to;

    if (!r->deaths.count)
        return;
    to = heap_get(r->count + 1, sizeof *to);
    for (size_t i = 0; i < r->count; i++)
        to[sort_number(turns[i])] = (uint32_t)i;
    deaths_turn(&r->deaths, to);
    free(to);
}

/* Addresses whose UPRN other rows say. */
static void
places_settle(struct roll *r)
{
    struct premises_known *k;

    if (!r->premises_count)
        return;
    k = premises_learn(r->premises, r->premises_count);
    for (size_t i = 0; i < r->count; i++)
        premises_settle(k, &r->lines[i].place.postcode,
            &r->lines[i].place.address);
    for (size_t i = 1; i < r->place_count; i++)
        premises_settle(k, &r->places[i].postcode, &r->places[i].address);
    premises_free(k);
    free(r->premises);
    r->premises = NULL;
    r->premises_count = r->premises_room = 0;
}

bool
roll_close(struct roll *r, uint32_t twice[2])
{
    uint64_t *turns = turns_new(r);
    bool      once = true;

    for (size_t i = 1; i < r->count && once; i++) {
        twice[0] = sort_number(turns[i - 1]);
        twice[1] = sort_number(turns[i]);
        once = r->order[twice[0]] != r->order[twice[1]];
    }
    if (once) {
        lines_turn(r, turns);
        deaths_settle(r, turns);
        births_turn(&r->births, turns, r->count);
        places_settle(r);
        r->rarities = heap_get_wide(r->count + 1, sizeof *r->rarities);
        rarity_note(r);
    }
    free(turns);
    return once;
}

struct str
roll_id(const struct roll *r, uint32_t line)
{
    return str_bytes(r->ids + r->id_at[line],
        r->id_at[line + 1] - r->id_at[line]);
}

struct str
roll_source_name(const struct roll *r, uint32_t line)
{
    return intern_text(r->sources, r->lines[line].source);
}
