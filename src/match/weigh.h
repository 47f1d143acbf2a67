/*
 * weigh -- a question against one person of the index: the pattern of the
 * two, as for two lines of a roll, and its weight.
 */
#ifndef MATCH_WEIGH_H
#define MATCH_WEIGH_H

#include "match/edition.h"

/* The question as one segment has it. */
struct sight {
    const struct segment *segment;
    size_t                nth; /* of the edition */
    struct spellings     *over;
    struct pattern_memo  *memo;
    struct roll_name      names[ROLL_NAMES]; /* spellings of over */
};

/* What each level can be worth to one person, and at most. */
struct weigh {
    const struct edition *edition;
    struct hot            asked; /* birth, sex, numbers */
    size_t                names, places;
    uint64_t              place[ROLL_PLACES];
    int16_t               crowd[ROLL_PLACES]; /* a postcode's rarity */
    uint16_t              region;
    struct roll_rarity    rarity[ROLL_NAMES];
    int                   gain[PATTERN_LEVELS]; /* at most, by level */
    int                   names_most;           /* all names together */
};

struct weighed {
    int                weight;
    uint64_t           pattern;
    struct roll_rarity rarity[2];
};

/* From names, places and what they are among; rarities are noted.  sights:
 * as many as the edition has segments. */
void weigh_open(struct weigh *w, const struct sight *sights);
/* The most that anybody can weigh who stands to the question like that but
 * for names. */
int weigh_most(const struct weigh *w, const struct segment *s, size_t row);
/* The person will be weighed soon: the names are called for; and then
 * sooner, their letters. */
void weigh_call(const struct sight *at, size_t row);
void weigh_call_text(const struct sight *at, size_t row);
/* row: the person's first. */
void weigh_person(const struct weigh *w, const struct sight *at, size_t row,
    struct weighed *out);
/* So few bear both names that the question may as well ask for them. */
bool weigh_names_are_few(const struct weigh *w);
/* The most that somebody can weigh who shares neither a postcode nor a
 * number with the question, nor the birth date together with the sound of a
 * name or the postcode's district; nor both names, when few bear them; nor
 * them changed over with a slip. */
int weigh_unseen(const struct weigh *w);

#endif
