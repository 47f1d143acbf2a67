/*
 * seek_ask -- which keys a question is asked by: as it stands, and by names,
 * dates and places near those given.
 */
#include "match/near.h"
#include "match/reach.h"
#include "match/seek_own.h"

/* ---- as it stands ---- */

static void
sounds_ask(struct seeker *s, const struct sight *at, uint32_t name,
    uint32_t birth)
{
    const struct spelling *n = spelling_at(at->over, name);

    if (!name)
        return;
    seek_key_put(s,
        reach_name_birth(spelling_at(at->over, n->glued)->sound, birth));
    for (size_t i = 0; n->parts > 1 && i < n->parts; i++)
        seek_key_put(s,
            reach_name_birth(spelling_at(at->over, n->part[i])->sound, birth));
}

static void
names_sounds_ask(struct seeker *s, const struct sight *at, uint32_t birth)
{
    for (size_t i = 0; i < s->weigh.names; i++) {
        sounds_ask(s, at, at->names[i].given, birth);
        sounds_ask(s, at, at->names[i].family, birth);
    }
}

static uint32_t
text_of(const struct sight *at, uint32_t name)
{
    return name ? spelling_at(at->over, name)->text : 0;
}

static uint32_t
first_word(const struct sight *at, uint32_t name)
{
    return name ? spelling_at(at->over, name)->part[0] : 0;
}

/* The first given name with the family name, and with each of its words;
 * all given names as one. */
static void
pair_ask(struct seeker *s, const struct sight *at, const struct roll_name *n)
{
    const struct spelling *family = spelling_at(at->over, n->family);
    uint32_t               given = text_of(at, first_word(at, n->given));
    uint32_t               whole = text_of(at, family->glued);
    uint32_t all = text_of(at, spelling_at(at->over, n->given)->glued);

    seek_key_put(s, reach_names(given, whole));
    if (all != given)
        seek_key_put(s, reach_names(all, whole));
    for (size_t i = 0; family->parts > 1 && i < family->parts; i++)
        seek_key_put(s, reach_names(given, text_of(at, family->part[i])));
}

void
seek_keys_ask(struct seeker *s, const struct sight *at)
{
    const struct hot *h = &s->weigh.asked;

    seek_key_put(s, reach_nhs(hot_nhs(h)));
    seek_key_put(s, reach_upn(hot_upn(h)));
    for (size_t i = 0; i < s->weigh.places; i++) {
        seek_key_put(s, reach_place(s->weigh.place[i]));
        seek_key_put(s, reach_district_birth(s->weigh.place[i], hot_birth(h)));
    }
    names_sounds_ask(s, at, hot_birth(h));
    for (size_t i = 0; i < s->weigh.names && weigh_names_are_few(&s->weigh);
         i++)
        pair_ask(s, at, &at->names[i]);
    seek_keys_gather(s, at);
}

/* ---- what is near it ---- */

/* Each as it stands with what is near the other; the segment may know only
 * one of the two. */
static void
near_pairs_ask(struct seeker *s, const struct sight *at,
    const struct roll_name *n, const struct near near[2])
{
    uint32_t given = text_of(at, first_word(at, n->given));
    uint32_t family = text_of(at, spelling_at(at->over, n->family)->glued);

    for (size_t i = 0; i < near[0].count; i++)
        seek_key_put(s, reach_names(text_of(at, near[0].name[i]), family));
    for (size_t i = 0; i < near[1].count; i++)
        seek_key_put(s, reach_names(given, text_of(at, near[1].name[i])));
}

/* Both names are others than those given. */
static void
far_pairs_ask(struct seeker *s, const struct sight *at,
    const struct near near[2])
{
    for (size_t i = 0; i < near[0].count; i++)
        for (size_t j = 0; j < near[1].count; j++)
            seek_key_put(s,
                reach_names(text_of(at, near[0].name[i]),
                    text_of(at, near[1].name[j])));
}

static void
near_sounds_ask(struct seeker *s, const struct sight *at,
    const struct near *near)
{
    uint32_t birth = hot_birth(&s->weigh.asked);

    for (size_t i = 0; birth && i < near->count; i++)
        seek_key_put(s,
            reach_name_birth(spelling_at(at->over, near->name[i])->sound,
                birth));
}

/* A year too early or too late. */
static void
years_ask(struct seeker *s, const struct sight *at)
{
    const uint32_t year = 1 << 9;
    uint32_t       birth = hot_birth(&s->weigh.asked);

    if (!reach_birth(birth))
        return;
    names_sounds_ask(s, at, birth + year);
    if (birth > 2 * year)
        names_sounds_ask(s, at, birth - year);
}

void
seek_near_ask(struct seeker *s, const struct sight *at)
{
    for (size_t i = 0; i < s->weigh.names; i++) {
        const struct roll_name *n = &at->names[i];
        struct near             near[2];

        near_find(at, first_word(at, n->given), SEGMENT_GIVEN, &near[0]);
        near_find(at, n->family, SEGMENT_FAMILY, &near[1]);
        s->out->capped |= near[0].cut || near[1].cut;
        near_sounds_ask(s, at, &near[0]);
        near_sounds_ask(s, at, &near[1]);
        pair_ask(s, at, n);
        near_pairs_ask(s, at, n, near);
        seek_keys_gather(s, at);
    }
    years_ask(s, at);
    seek_keys_gather(s, at);
}

void
seek_far_ask(struct seeker *s, const struct sight *at)
{
    for (size_t i = 0; i < s->weigh.names; i++) {
        const struct roll_name *n = &at->names[i];
        struct near             near[2];

        near_find(at, first_word(at, n->given), SEGMENT_GIVEN, &near[0]);
        near_find(at, n->family, SEGMENT_FAMILY, &near[1]);
        far_pairs_ask(s, at, near);
        seek_keys_gather(s, at);
        near_far(at, first_word(at, n->given), SEGMENT_GIVEN, &near[0]);
        near_far(at, n->family, SEGMENT_FAMILY, &near[1]);
        s->out->capped |= near[0].cut || near[1].cut;
        near_sounds_ask(s, at, &near[0]);
        near_sounds_ask(s, at, &near[1]);
        near_pairs_ask(s, at, n, near);
        seek_keys_gather(s, at);
    }
}
