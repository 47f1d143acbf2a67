/*
 * reach -- keys are hashes over the kind and what goes together.
 */
#include "match/reach.h"

#include <string.h>

#include "match/mix.h"

enum kind {
    NHS = 1,
    UPN,
    NAMES,
    NAME_BIRTH,
    PLACE,
    DISTRICT_BIRTH,
    LETTERS,
    SOUND,
    HEAD /* and one more, by enum match_name_kind */
};

static uint64_t
key_of(int kind, uint64_t x, uint64_t y)
{
    return x && y ? mix_two(mix_two((uint64_t)kind, x), y) | 1 : 0;
}

uint64_t
reach_nhs(uint64_t nhs)
{
    return key_of(NHS, nhs, 1);
}

uint64_t
reach_upn(uint64_t upn)
{
    return key_of(UPN, upn, 1);
}

uint64_t
reach_names(uint32_t given, uint32_t family)
{
    if (!given || !family)
        return 0;
    return key_of(NAMES, mix_one(given) + mix_one(family), 1);
}

uint64_t
reach_name_birth(uint32_t sound, uint32_t birth)
{
    return key_of(NAME_BIRTH, sound, reach_birth(birth));
}

uint64_t
reach_place(uint64_t place)
{
    return hot_has_postcode(place) ? key_of(PLACE, place, 1) : 0;
}

uint64_t
reach_district_birth(uint64_t place, uint32_t birth)
{
    if (!hot_has_district(place))
        return 0;
    return key_of(DISTRICT_BIRTH, hot_district(place), reach_birth(birth));
}

uint32_t
reach_birth(uint32_t b)
{
    uint32_t month = b >> 5 & 15, day = b & 31;

    if (!month || !day)
        return 0;
    return b >> 9 << 10 | (month < day ? month : day) << 5 |
        (month < day ? day : month);
}

/* ---- persons ---- */

/* Whole and in its words, by sound. */
static void
sounds_put(const struct segment *s, uint32_t name, uint32_t birth,
    struct post_keys *out)
{
    const struct spelling *n = spelling_at(s->names, name);

    if (!name || !birth)
        return;
    post_key(out,
        reach_name_birth(spelling_at(s->names, n->glued)->sound, birth));
    for (size_t i = 0; n->parts > 1 && i < n->parts; i++)
        post_key(out,
            reach_name_birth(spelling_at(s->names, n->part[i])->sound, birth));
}

/* The first given name with the family name, all of it without spaces, and
 * with each of its words; and all given names as one. */
static void
names_put(const struct segment *s, const struct hot *h, struct post_keys *out)
{
    const struct spelling *given = spelling_at(s->names, h->given);
    const struct spelling *family = spelling_at(s->names, h->family);
    uint32_t               first, whole;

    if (!h->given || !h->family)
        return;
    first = spelling_at(s->names, given->part[0])->text;
    whole = spelling_at(s->names, family->glued)->text;
    post_key(out, reach_names(first, whole));
    post_key(out,
        reach_names(spelling_at(s->names, given->glued)->text, whole));
    for (size_t i = 0; family->parts > 1 && i < family->parts; i++)
        post_key(out,
            reach_names(first, spelling_at(s->names, family->part[i])->text));
}

void
reach_of_row(const void *segment, uint32_t row, struct post_keys *out)
{
    const struct segment *s = segment;
    const struct hot     *h = &s->hots[row];
    uint32_t              birth = hot_birth(h);

    if (h->born & HOT_FIRST) {
        post_key(out, reach_nhs(hot_nhs(h)));
        post_key(out, reach_upn(hot_upn(h)));
    }
    names_put(s, h, out);
    sounds_put(s, h->given, birth, out);
    sounds_put(s, h->family, birth, out);
    post_key(out, reach_place(h->place));
    post_key(out, reach_district_birth(h->place, birth));
}

/* ---- names ---- */

static uint64_t
letters_key(struct str text)
{
    return key_of(LETTERS, mix_text(text), 1);
}

void
reach_letters(struct str text, struct post_keys *out)
{
    char but_one[2 * REACH_LETTERS];

    post_key(out, letters_key(text));
    if (text.n > sizeof but_one || text.n < 2)
        return;
    for (size_t i = 0; i < text.n && i < REACH_LETTERS; i++) {
        if (i && text.p[i] == text.p[i - 1])
            continue;
        memcpy(but_one, text.p, i);
        memcpy(but_one + i, text.p + i + 1, text.n - i - 1);
        post_key(out, letters_key(str_bytes(but_one, text.n - 1)));
    }
}

uint64_t
reach_sound(uint32_t sound)
{
    return key_of(SOUND, sound, 1);
}

uint64_t
reach_head(enum match_name_kind kind, uint32_t head)
{
    return key_of(HEAD + (int)kind, head, 1);
}

void
reach_of_name(const void *spellings, uint32_t number, struct post_keys *out)
{
    const struct spelling *n;

    if (!number || spelling_at(spellings, number)->parts > 1)
        return;
    n = spelling_at(spellings, number);
    reach_letters(spelling_text(spellings, number), out);
    post_key(out, reach_sound(n->sound));
    for (int kind = 0; kind < 2; kind++)
        if (n->known & 1 << kind)
            post_key(out,
                reach_head((enum match_name_kind)kind, n->head[kind]));
}
