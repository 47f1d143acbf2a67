/*
 * weigh -- cheap fields first: most of those a key brings are not worth the
 * letters of their names.
 */
#include "match/weigh.h"

#include "base/nhs.h"
#include "match/rarity.h"

/* ---- levels ---- */

static enum pattern_level
level_place(uint64_t x, uint64_t y)
{
    if (!x || !y)
        return PATTERN_PLACE_NONE;
    if (x == y && hot_has_postcode(x))
        return PATTERN_PLACE_POSTCODE;
    if (hot_sector(x) == hot_sector(y) && hot_has_sector(x))
        return PATTERN_PLACE_SECTOR;
    if (hot_district(x) == hot_district(y) && hot_has_district(x))
        return PATTERN_PLACE_DISTRICT;
    return hot_area(x) == hot_area(y) ? PATTERN_PLACE_AREA
                                      : PATTERN_PLACE_DIFFERS;
}

static bool
tells_sex(const struct hot *h)
{
    return hot_sex(h) == MATCH_SEX_FEMALE || hot_sex(h) == MATCH_SEX_MALE;
}

static enum pattern_level
level_sex(const struct hot *x, const struct hot *y)
{
    if (!tells_sex(x) || !tells_sex(y))
        return PATTERN_SEX_NONE;
    return hot_sex(x) == hot_sex(y) ? PATTERN_SEX_SAME : PATTERN_SEX_DIFFERS;
}

static enum pattern_level
level_nhs(const struct hot *x, const struct hot *y)
{
    if (!hot_nhs(x) || !hot_nhs(y))
        return PATTERN_NHS_NONE;
    if (hot_nhs(x) == hot_nhs(y))
        return PATTERN_NHS_SAME;
    return nhs_issuer(hot_nhs(x)) == nhs_issuer(hot_nhs(y)) /* or it moved */
        ? PATTERN_NHS_DIFFERS
        : PATTERN_NHS_NONE;
}

static enum pattern_level
level_upn(const struct hot *x, const struct hot *y)
{
    if (!hot_upn(x) || !hot_upn(y))
        return PATTERN_UPN_NONE;
    return hot_upn(x) == hot_upn(y) ? PATTERN_UPN_SAME : PATTERN_UPN_DIFFERS;
}

static enum pattern_level
level_birth(const struct hot *x, const struct hot *y)
{
    if (!hot_birth(x) || !hot_birth(y))
        return PATTERN_BIRTH_NONE;
    return pattern_birth(hot_birth(x), hot_birth(y));
}

/* The earlier in their list, the more they agree; not known comes last. */
static bool
agrees_more(enum pattern_level x, enum pattern_level y)
{
    return x != PATTERN_PLACE_NONE && (y == PATTERN_PLACE_NONE || x < y);
}

struct place_found {
    enum pattern_level level;
    size_t             which; /* of the question's */
};

static struct place_found
best_place(const struct weigh *w, const struct segment *s, size_t row)
{
    struct place_found best = {PATTERN_PLACE_NONE, 0};

    for (;; row++) {
        for (size_t i = 0; i < w->places; i++) {
            enum pattern_level l = level_place(w->place[i], s->hots[row].place);

            if (agrees_more(l, best.level))
                best = (struct place_found){l, i};
        }
        if (s->hots[row].born & HOT_LAST)
            return best;
    }
}

struct names_found {
    struct pattern_names levels;
    size_t               which; /* of the question's */
    size_t               row;
};

static struct roll_name
name_of(const struct hot *h)
{
    return (struct roll_name){h->given, h->middle, h->family, 0};
}

static struct names_found
best_names(const struct weigh *w, const struct sight *at, size_t row)
{
    const struct segment *s = at->segment;
    struct names_found    best = {.row = row};
    int                   rank = -1;

    for (;; row++) {
        struct roll_name y = name_of(&s->hots[row]);

        for (size_t i = 0; i < w->names; i++) {
            struct pattern_names l =
                pattern_names_of(at->memo, at->over, &at->names[i], &y);

            if (pattern_names_rank(&l) > rank) {
                rank = pattern_names_rank(&l);
                best = (struct names_found){l, i, row};
            }
        }
        if (s->hots[row].born & HOT_LAST)
            return best;
    }
}

/* ---- rarities ---- */

/* Agreeing so is worth more or less by how rare the name is. */
static bool
is_rare(enum pattern_level l, enum pattern_level from, enum pattern_level to)
{
    return l >= from && l <= to;
}

/* Of those names by which it is worth more or less: for each of the others
 * memory would be asked for nothing. */
static void
name_rarities(const struct weigh *w, const struct sight *at,
    const struct names_found *found, struct roll_rarity *out)
{
    const struct segment       *s = at->segment;
    const struct census        *c = w->edition->census;
    const struct hot           *h = &s->hots[found->row];
    const struct pattern_names *l = &found->levels;
    uint16_t                    region = census_region(c, h->place);
    bool                        swapped = l->given == PATTERN_GIVEN_SWAPPED;

    if (swapped || is_rare(l->given, PATTERN_GIVEN_SAME, PATTERN_GIVEN_SOUND))
        out->of[ROLL_GIVEN] =
            census_rarity(c, &s->name[h->given], SEGMENT_GIVEN, region);
    if (l->middle == PATTERN_MIDDLE_SAME)
        out->of[ROLL_MIDDLE] =
            census_rarity(c, &s->name[h->middle], SEGMENT_MIDDLE, region);
    if (swapped ||
        is_rare(l->family, PATTERN_FAMILY_SAME, PATTERN_FAMILY_SOUND))
        out->of[ROLL_FAMILY] =
            census_rarity(c, &s->name[h->family], SEGMENT_FAMILY, region);
}

/* ---- a person ---- */

static bool
is_asked(const struct sight *at, const struct hot *h)
{
    return h->given == at->names[0].given && h->family == at->names[0].family;
}

void
weigh_call(const struct sight *at, size_t row)
{
    const struct hot *h = &at->segment->hots[row];

    __builtin_prefetch(&at->segment->name[h->given]);
    __builtin_prefetch(&at->segment->name[h->family]);
    if (is_asked(at, h))
        return;
    spelling_call(at->over, h->given);
    spelling_call(at->over, h->family);
}

void
weigh_call_text(const struct sight *at, size_t row)
{
    const struct hot *h = &at->segment->hots[row];

    if (h->given != at->names[0].given)
        spelling_call_text(at->over, h->given);
    if (h->family != at->names[0].family)
        spelling_call_text(at->over, h->family);
}

void
weigh_person(const struct weigh *w, const struct sight *at, size_t row,
    struct weighed *out)
{
    const struct segment *s = at->segment;
    const struct hot     *h = &s->hots[row];
    struct names_found    names = best_names(w, at, row);
    struct place_found    place = best_place(w, s, row);

    if (!w->names)
        names.levels = (struct pattern_names){PATTERN_GIVEN_NONE,
            PATTERN_FAMILY_NONE, PATTERN_MIDDLE_NONE};
    out->pattern = pattern_in_field(PATTERN_GIVEN, names.levels.given) |
        pattern_in_field(PATTERN_FAMILY, names.levels.family) |
        pattern_in_field(PATTERN_MIDDLE, names.levels.middle) |
        pattern_in_field(PATTERN_BIRTH, level_birth(&w->asked, h)) |
        pattern_in_field(PATTERN_PLACE, place.level) |
        pattern_in_field(PATTERN_SEX, level_sex(&w->asked, h)) |
        pattern_in_field(PATTERN_NHS, level_nhs(&w->asked, h)) |
        pattern_in_field(PATTERN_UPN, level_upn(&w->asked, h));
    out->rarity[0] = w->rarity[names.which];
    out->rarity[1] = (struct roll_rarity){.of = {0}};
    name_rarities(w, at, &names, &out->rarity[1]);
    out->rarity[0].of[ROLL_POSTCODE] = out->rarity[1].of[ROLL_POSTCODE] =
        w->crowd[place.which];
    out->weight = odds_weight(odds_base(&w->edition->odds, out->pattern),
        odds_rarity(&w->edition->odds, out->pattern, &out->rarity[0],
            &out->rarity[1]));
}

int
weigh_most(const struct weigh *w, const struct segment *s, size_t row)
{
    const struct hot *h = &s->hots[row];

    return w->edition->odds.start[ODDS_PERSON] + w->names_most +
        w->gain[level_birth(&w->asked, h)] +
        w->gain[best_place(w, s, row).level] +
        w->gain[level_sex(&w->asked, h)] + w->gain[level_nhs(&w->asked, h)] +
        w->gain[level_upn(&w->asked, h)];
}

/* ---- what a question can come to ---- */

static int
most(int x, int y)
{
    return x > y ? x : y;
}

/* Of levels from .. to. */
static int
gain_most(const struct weigh *w, int from, int to)
{
    int best = w->gain[from];

    for (int l = from + 1; l <= to; l++)
        best = most(best, w->gain[l]);
    return best;
}

/* Of all levels of a field; nothing, when the question does not say. */
static int
field_most(const struct weigh *w, enum pattern_field f)
{
    return gain_most(w, (int)pattern_first[f], (int)pattern_first[f + 1] - 1);
}

static int
rarity_most(const struct weigh *w, enum roll_rare rare)
{
    int best = 0;

    for (size_t i = 0; i < w->names; i++)
        best = most(best, w->rarity[i].of[rare]);
    return best;
}

/* Which fields the question says something of: bits. */
static unsigned
fields_said(const struct weigh *w, const struct sight *first)
{
    unsigned said = 0;

    for (size_t i = 0; i < w->names; i++) {
        said |= first->names[i].given ? 1U << PATTERN_GIVEN : 0;
        said |= first->names[i].middle ? 1U << PATTERN_MIDDLE : 0;
        said |= first->names[i].family ? 1U << PATTERN_FAMILY : 0;
    }
    for (size_t i = 0; i < w->places; i++)
        said |= w->place[i] ? 1U << PATTERN_PLACE : 0;
    said |= hot_birth(&w->asked) ? 1U << PATTERN_BIRTH : 0;
    said |= tells_sex(&w->asked) ? 1U << PATTERN_SEX : 0;
    said |= hot_nhs(&w->asked) ? 1U << PATTERN_NHS : 0;
    said |= hot_upn(&w->asked) ? 1U << PATTERN_UPN : 0;
    return said;
}

/* Somebody in the index may be called the very same. */
static bool
is_borne(const struct weigh *w, const struct sight *sights, uint32_t name)
{
    const struct spelling *n = spelling_at(sights[0].over, name);
    struct str             whole = spelling_text(sights[0].over, n->glued);
    struct str             first = spelling_text(sights[0].over, n->part[0]);

    for (size_t i = 0; name && i < w->edition->count; i++)
        if (spelling_find(sights[i].segment->names, whole) ||
            spelling_find(sights[i].segment->names, first))
            return true;
    return false;
}

/* Both names, each where the other should be. */
static int
swapped_most(const struct weigh *w)
{
    int best = 0;

    for (size_t i = 0; i < w->names; i++)
        best = most(best,
            w->rarity[i].of[ROLL_GIVEN] + w->rarity[i].of[ROLL_FAMILY]);
    return best;
}

/* A name that nobody has is agreed on by nobody, unless it is changed over
 * with the other one: then it may have a slip. */
static void
unborne_drop(struct weigh *w, const struct sight *sights)
{
    bool given = false, family = false;

    for (size_t i = 0; i < w->names; i++) {
        given |= is_borne(w, sights, sights[0].names[i].given);
        family |= is_borne(w, sights, sights[0].names[i].family);
    }
    if (!given)
        w->gain[PATTERN_GIVEN_SAME] = w->gain[PATTERN_GIVEN_DIFFERS];
    if (!family)
        w->gain[PATTERN_FAMILY_SAME] = w->gain[PATTERN_FAMILY_DIFFERS];
}

/* Agreeing on a name is worth no more than the question's own is rare; a
 * name like it no more than in the mean. */
static void
gains_find(struct weigh *w, unsigned said)
{
    const struct odds *o = &w->edition->odds;
    int                given = rarity_most(w, ROLL_GIVEN);
    int                family = rarity_most(w, ROLL_FAMILY);
    int                crowd = 0;

    for (int l = 0; l < PATTERN_LEVELS; l++)
        w->gain[l] = o->level[ODDS_PERSON][l] - o->level[ODDS_STRANGERS][l];
    for (size_t i = 0; i < w->places; i++)
        crowd = most(crowd, w->crowd[i]);
    w->gain[PATTERN_GIVEN_SAME] =
        o->level[ODDS_PERSON][PATTERN_GIVEN_SAME] + given;
    w->gain[PATTERN_FAMILY_SAME] =
        o->level[ODDS_PERSON][PATTERN_FAMILY_SAME] + family;
    w->gain[PATTERN_MIDDLE_SAME] = o->level[ODDS_PERSON][PATTERN_MIDDLE_SAME] +
        rarity_most(w, ROLL_MIDDLE);
    w->gain[PATTERN_PLACE_POSTCODE] =
        o->level[ODDS_PERSON][PATTERN_PLACE_POSTCODE] + crowd;
    w->gain[PATTERN_GIVEN_SWAPPED] = 0; /* stands for both names */
    for (int f = 0; f < PATTERN_FIELDS; f++)
        for (int l = (int)pattern_first[f];
             !(said >> f & 1) && l < (int)pattern_first[f + 1]; l++)
            w->gain[l] = 0;
}

static uint16_t
region_of(const struct weigh *w)
{
    for (size_t i = 0; i < w->places; i++)
        if (w->place[i])
            return census_region(w->edition->census, w->place[i]);
    return 0;
}

/* Of a name of the question, which perhaps nobody has. */
static int16_t
asked_rarity(const struct weigh *w, const struct sight *first, uint32_t name,
    enum segment_field f)
{
    const struct segment *s = first->segment;

    if (name > spelling_last(s->names))
        return w->edition->census->rarest;
    return census_rarity(w->edition->census, &s->name[name], f, w->region);
}

void
weigh_open(struct weigh *w, const struct sight *sights)
{
    w->region = region_of(w);
    for (size_t i = 0; i < w->names; i++) {
        const struct roll_name *n = &sights[0].names[i];
        int16_t                *of = w->rarity[i].of;

        of[ROLL_GIVEN] = asked_rarity(w, sights, n->given, SEGMENT_GIVEN);
        of[ROLL_MIDDLE] = asked_rarity(w, sights, n->middle, SEGMENT_MIDDLE);
        of[ROLL_FAMILY] = asked_rarity(w, sights, n->family, SEGMENT_FAMILY);
    }
    gains_find(w, fields_said(w, sights));
    unborne_drop(w, sights);
    w->names_most =
        most(field_most(w, PATTERN_GIVEN) + field_most(w, PATTERN_FAMILY),
            swapped_most(w)) +
        field_most(w, PATTERN_MIDDLE);
}

/* A name that is not the very same: at most like it. */
static int
like_most(const struct weigh *w, enum pattern_field f)
{
    return most(0,
        gain_most(w, (int)pattern_first[f] + 2, (int)pattern_first[f + 1] - 1));
}

/* By how common they were when names were counted: the same in any edition
 * of the same persons. */
bool
weigh_names_are_few(const struct weigh *w)
{
    const int few = 100; /* centibans: some thirty persons */

    for (size_t i = 0; i < w->names; i++)
        if (w->edition->odds.start[ODDS_PERSON] + w->rarity[i].of[ROLL_GIVEN] +
                w->rarity[i].of[ROLL_FAMILY] + few <
            0)
            return false;
    return true;
}

/* Both names the same were reached, in either order, when few have them.
 * Names changed over with a slip in one, and no key besides, are not thought
 * of: for them, two questions in three would go on instead of one. */
static int
names_unseen(const struct weigh *w)
{
    int one = w->gain[PATTERN_GIVEN_SAME] + like_most(w, PATTERN_FAMILY);
    int other = like_most(w, PATTERN_GIVEN) + w->gain[PATTERN_FAMILY_SAME];
    int like = like_most(w, PATTERN_GIVEN) + like_most(w, PATTERN_FAMILY);

    if (!weigh_names_are_few(w))
        return w->names_most;
    return most(like, most(one, other)) + field_most(w, PATTERN_MIDDLE);
}

/* Names that share a sound were reached by it. */
static int
sounds_unseen(const struct weigh *w)
{
    int given = most(w->gain[PATTERN_GIVEN_FORM],
        gain_most(w, PATTERN_GIVEN_MIDDLE, PATTERN_GIVEN_INITIAL));
    int family = most(w->gain[PATTERN_FAMILY_FORM],
        gain_most(w, PATTERN_FAMILY_CLOSE, PATTERN_FAMILY_NEAR));

    return most(given, 0) + most(family, 0) + field_most(w, PATTERN_MIDDLE);
}

int
weigh_unseen(const struct weigh *w)
{
    int other = names_unseen(w) +
        most(0, gain_most(w, PATTERN_BIRTH_SLIP, PATTERN_BIRTH_DIFFERS)) +
        most(0, gain_most(w, PATTERN_PLACE_SECTOR, PATTERN_PLACE_DIFFERS));
    int same = sounds_unseen(w) +
        gain_most(w, PATTERN_BIRTH_SAME, PATTERN_BIRTH_SWAPPED) +
        most(0, gain_most(w, PATTERN_PLACE_AREA, PATTERN_PLACE_DIFFERS));

    return w->edition->odds.start[ODDS_PERSON] + most(other, same) +
        field_most(w, PATTERN_SEX);
}
