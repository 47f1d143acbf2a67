/*
 * pattern -- the fields, each by itself; several names or places of a line
 * are all looked at and the pair that agrees most is kept.
 */
#include "match/pattern.h"

#include <assert.h>

#include "base/nhs.h"
#include "match/alike.h"

const enum pattern_level pattern_first[PATTERN_FIELDS + 1] = {
#define FIELD(field, word) PATTERN_##field##_NONE,
#define LEVEL(field, level, word)
#include "match/pattern.def"
#undef FIELD
#undef LEVEL
    PATTERN_LEVELS,
};

static const struct str field_words[PATTERN_FIELDS] = {
#define FIELD(field, word) [PATTERN_##field] = S_INIT(#word),
#define LEVEL(field, level, word)
#include "match/pattern.def"
#undef FIELD
#undef LEVEL
};

static const struct str level_words[PATTERN_LEVELS] = {
#define FIELD(field, word)        [PATTERN_##field##_NONE] = S_INIT("none"),
#define LEVEL(field, level, word) [PATTERN_##field##_##level] = S_INIT(#word),
#include "match/pattern.def"
#undef FIELD
#undef LEVEL
};

struct str
pattern_field_word(enum pattern_field f)
{
    assert(f < PATTERN_FIELDS);
    return field_words[f];
}

struct str
pattern_level_word(enum pattern_level l)
{
    assert(l < PATTERN_LEVELS);
    return level_words[l];
}

enum pattern_field
pattern_field_of(enum pattern_level l)
{
    int f = 0;

    assert(l < PATTERN_LEVELS);
    while (pattern_first[f + 1] <= l)
        f++;
    return (enum pattern_field)f;
}

uint64_t
pattern_in_field(enum pattern_field f, enum pattern_level l)
{
    return (uint64_t)(l - pattern_first[f]) << (PATTERN_BITS * (unsigned)f);
}

/* Two lines, and where what they say is kept. */
struct pair {
    struct pattern_memo    *memo;
    const struct roll      *roll;
    const struct roll_line *x, *y;
};

/* ---- names ---- */

static bool
sounds_alike(const struct spellings *s, uint32_t x, uint32_t y)
{
    return x == y || spelling_at(s, x)->sound == spelling_at(s, y)->sound;
}

/*
 * The given and the family name of one are those of the other, changed over;
 * one of them may have a slip.  Whoever changes names over writes no better
 * than others do.
 */
static bool
is_swapped(struct pattern_memo *m, const struct spellings *s,
    const struct roll_name *x, const struct roll_name *y)
{
    bool there, back;

    if (!x->given || !x->family || !y->given || !y->family)
        return false;
    there = sounds_alike(s, x->given, y->family);
    back = sounds_alike(s, x->family, y->given);
    if (there == back)
        return there;
    return there
        ? pattern_family(m, s, x->family, y->given) <= PATTERN_FAMILY_CLOSE
        : pattern_family(m, s, x->given, y->family) <= PATTERN_FAMILY_CLOSE;
}

/* The one is known by what is the middle name of the other. */
static bool
is_middle(struct pattern_memo *m, const struct spellings *s, uint32_t given,
    uint32_t middle)
{
    return given && middle &&
        pattern_given(m, s, given, middle) <= PATTERN_GIVEN_SOUND;
}

/* Family names that differ, where one is of custom and ties no family. */
static bool
says_nothing(const struct spellings *s, const struct roll_name *x,
    const struct roll_name *y)
{
    return (spelling_at(s, x->family)->known |
               spelling_at(s, y->family)->known) &
        SPELLING_CUSTOM;
}

struct pattern_names
pattern_names_of(struct pattern_memo *m, const struct spellings *s,
    const struct roll_name *x, const struct roll_name *y)
{
    struct pattern_names l = {
        PATTERN_GIVEN_NONE, PATTERN_FAMILY_NONE, PATTERN_MIDDLE_NONE
    };

    if (x->given && y->given)
        l.given = pattern_given(m, s, x->given, y->given);
    if (x->family && y->family)
        l.family = pattern_family(m, s, x->family, y->family);
    if (l.family == PATTERN_FAMILY_DIFFERS && l.given > PATTERN_GIVEN_CLOSE &&
        is_swapped(m, s, x, y)) {
        l.given = PATTERN_GIVEN_SWAPPED;
        l.family = PATTERN_FAMILY_NONE;
    }
    if (l.family == PATTERN_FAMILY_DIFFERS && says_nothing(s, x, y))
        l.family = PATTERN_FAMILY_NONE;
    if (l.given == PATTERN_GIVEN_DIFFERS &&
        (is_middle(m, s, x->given, y->middle) ||
            is_middle(m, s, y->given, x->middle))) {
        l.given = PATTERN_GIVEN_MIDDLE;
        return l;
    }
    if (x->middle && y->middle)
        l.middle = pattern_middle(m, s, x->middle, y->middle);
    return l;
}

/* The earlier a level stands in its list the more it agrees; what is not
 * known agrees least. */
static int
rank(enum pattern_field f, enum pattern_level l)
{
    return l == pattern_first[f] ? 0 : (int)(pattern_first[f + 1] - l);
}

int
pattern_names_rank(const struct pattern_names *l)
{
    return rank(PATTERN_GIVEN, l->given) + rank(PATTERN_FAMILY, l->family);
}

/* Every name of the one with every name of the other. */
static struct pattern_names
best_names(const struct pair *p)
{
    const struct spellings *s = p->roll->spellings;
    const struct roll_name *x = &p->x->name, *names = p->roll->names;
    struct pattern_names    best =
        pattern_names_of(p->memo, s, &p->x->name, &p->y->name);

    if (!p->x->name.next && !p->y->name.next)
        return best;
    for (;; x = &names[x->next]) {
        const struct roll_name *y = &p->y->name;

        for (;; y = &names[y->next]) {
            struct pattern_names l = pattern_names_of(p->memo, s, x, y);

            if (pattern_names_rank(&l) > pattern_names_rank(&best))
                best = l;
            if (!y->next)
                break;
        }
        if (!x->next)
            return best;
    }
}

/* ---- places ---- */

static enum pattern_level
level_of_postcodes(const struct roll *r, uint32_t x, uint32_t y)
{
    const struct roll_postcode *px = roll_postcode(r, x);
    const struct roll_postcode *py = roll_postcode(r, y);

    if (x == y)
        return PATTERN_PLACE_POSTCODE;
    if (px->sector && px->sector == py->sector)
        return PATTERN_PLACE_SECTOR;
    if (px->district && px->district == py->district)
        return PATTERN_PLACE_DISTRICT;
    return px->area == py->area ? PATTERN_PLACE_AREA : PATTERN_PLACE_DIFFERS;
}

static enum pattern_level
level_of_places(const struct roll *r, const struct roll_place *x,
    const struct roll_place *y)
{
    bool address = x->address && x->address == y->address;

    if (!x->postcode || !y->postcode) {
        if (!x->address || !y->address)
            return PATTERN_PLACE_NONE;
        return address ? PATTERN_PLACE_ADDRESS : PATTERN_PLACE_NONE;
    }
    if (address)
        return x->postcode == y->postcode ? PATTERN_PLACE_HOME
                                          : PATTERN_PLACE_ADDRESS;
    return level_of_postcodes(r, x->postcode, y->postcode);
}

static enum pattern_level
best_place(const struct pair *p)
{
    const struct roll_place *x = &p->x->place, *places = p->roll->places;
    enum pattern_level       best =
        level_of_places(p->roll, &p->x->place, &p->y->place);

    if (!p->x->place.next && !p->y->place.next)
        return best;
    for (;; x = &places[x->next]) {
        const struct roll_place *y = &p->y->place;

        for (;; y = &places[y->next]) {
            enum pattern_level l = level_of_places(p->roll, x, y);

            if (rank(PATTERN_PLACE, l) > rank(PATTERN_PLACE, best))
                best = l;
            if (!y->next)
                break;
        }
        if (!x->next)
            return best;
    }
}

/* ---- numbers and the rest ---- */

/* Numbers that check: no slip of one digit, or of two neighbours, leads from
 * one to another.  Of two issuers a child that moved can have one each. */
static enum pattern_level
level_of_nhs(const struct pair *p)
{
    if (!p->x->nhs || !p->y->nhs)
        return PATTERN_NHS_NONE;
    if (p->x->nhs == p->y->nhs)
        return PATTERN_NHS_SAME;
    return nhs_issuer(p->x->nhs) == nhs_issuer(p->y->nhs) ? PATTERN_NHS_DIFFERS
                                                          : PATTERN_NHS_NONE;
}

static bool
is_lasting(const struct roll *r, uint32_t upn)
{
    return nhs_upn_is_lasting(intern_text(r->texts, upn));
}

/* One given for the time being does not differ from the one that follows. */
static enum pattern_level
level_of_upn(const struct pair *p)
{
    if (!p->x->upn || !p->y->upn)
        return PATTERN_UPN_NONE;
    if (p->x->upn == p->y->upn)
        return PATTERN_UPN_SAME;
    return is_lasting(p->roll, p->x->upn) && is_lasting(p->roll, p->y->upn)
        ? PATTERN_UPN_DIFFERS
        : PATTERN_UPN_NONE;
}

static bool
tells_sex(const struct roll_line *l)
{
    return l->sex == MATCH_SEX_FEMALE || l->sex == MATCH_SEX_MALE;
}

static enum pattern_level
level_of_sex(const struct pair *p)
{
    if (!tells_sex(p->x) || !tells_sex(p->y))
        return PATTERN_SEX_NONE;
    return p->x->sex == p->y->sex ? PATTERN_SEX_SAME : PATTERN_SEX_DIFFERS;
}

static bool
is_close(struct str x, struct str y)
{
    const int close = 880;

    return alike_jaro_winkler(x, y) >= close || alike_osa(x, y) <= 1;
}

/* Levels of all other fields are laid out alike: same, close, differs. */
static uint64_t
level_of_other(const struct pair *p, size_t which)
{
    uint32_t x = p->x->other[which], y = p->y->other[which];

    if (!x || !y)
        return 0;
    if (x == y)
        return 1;
    return is_close(intern_text(p->roll->texts, x),
               intern_text(p->roll->texts, y))
        ? 2
        : 3;
}

static uint64_t
others(const struct pair *p)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < ROLL_OTHERS; i++)
        bits |= level_of_other(p, i) << (PATTERN_BITS * (PATTERN_OTHER1 + i));
    return bits;
}

/* By her number where both have one of one issuer, else by her names: the
 * family name is often one of several. */
static enum pattern_level
level_of_mother(const struct pair *p, uint32_t x, uint32_t y)
{
    const struct birth  *bx = births_of(&p->roll->births, x);
    const struct birth  *by = births_of(&p->roll->births, y);
    struct roll_name     nx = {.given = bx->given, .family = bx->family};
    struct roll_name     ny = {.given = by->given, .family = by->family};
    struct pattern_names l;

    if (bx->mother_nhs && bx->mother_nhs == by->mother_nhs)
        return PATTERN_MOTHER_SAME;
    if (bx->mother_nhs && by->mother_nhs &&
        nhs_issuer(bx->mother_nhs) == nhs_issuer(by->mother_nhs))
        return PATTERN_MOTHER_DIFFERS;
    if (!nx.given || !ny.given)
        return PATTERN_MOTHER_NONE;
    l = pattern_names_of(p->memo, p->roll->spellings, &nx, &ny);
    if (l.given == PATTERN_GIVEN_SAME && l.family <= PATTERN_FAMILY_SAME)
        return PATTERN_MOTHER_SAME;
    return l.given < PATTERN_GIVEN_DIFFERS ? PATTERN_MOTHER_CLOSE
                                           : PATTERN_MOTHER_DIFFERS;
}

uint64_t
pattern_of(struct pattern_memo *m, const struct roll *r, uint32_t x, uint32_t y)
{
    struct pair          p = {m, r, &r->lines[x], &r->lines[y]};
    struct pattern_names names = best_names(&p);
    enum pattern_level   birth = PATTERN_BIRTH_NONE;
    enum pattern_level   mother = PATTERN_MOTHER_NONE;

    if (r->births.all)
        mother = level_of_mother(&p, x, y);
    if (p.x->birth && p.y->birth)
        birth = pattern_birth(p.x->birth, p.y->birth);
    return pattern_in_field(PATTERN_GIVEN, names.given) |
        pattern_in_field(PATTERN_FAMILY, names.family) |
        pattern_in_field(PATTERN_MIDDLE, names.middle) |
        pattern_in_field(PATTERN_BIRTH, birth) |
        pattern_in_field(PATTERN_PLACE, best_place(&p)) |
        pattern_in_field(PATTERN_SEX, level_of_sex(&p)) |
        pattern_in_field(PATTERN_NHS, level_of_nhs(&p)) |
        pattern_in_field(PATTERN_UPN, level_of_upn(&p)) |
        pattern_in_field(PATTERN_MOTHER, mother) | others(&p);
}
