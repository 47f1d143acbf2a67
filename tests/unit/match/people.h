/*
 * people -- invented persons for the tests of match/, and pairs of them
 * weighed.
 */
#ifndef MATCH_PEOPLE_H
#define MATCH_PEOPLE_H

#include "base/arena.h"
#include "match/match.h"

/* One name, and nothing else known; the last 64 of them stand. */
static inline struct match_person
person_called(struct str given, struct str family)
{
    static struct match_names names[64];
    static size_t             next;
    struct match_names       *n = &names[next++ % 64];

    *n = (struct match_names){given, family};
    return (struct match_person){.names = n, .name_count = 1};
}

#define PERSON(given, family) person_called(S(given), S(family))

#define BORN(y, m, d) ((struct date){(y), (m), (d)})

/* Weighed with the model that is compiled in. */
static inline struct match_why
weighed(struct arena *a, int64_t population, const struct match_person *x,
    const struct match_person *y)
{
    const struct match_person *const pair[2] = {x, y};
    struct match_why                 why;

    match_weigh(a, match_model_usual(), population, pair, &why);
    return why;
}

/* The term of that field, or null when it is not in the waterfall. */
static inline const struct match_term *
term_of(const struct match_why *why, enum match_field field)
{
    for (size_t i = 0; i < why->count; i++)
        if (why->term[i].field == field)
            return &why->term[i];
    return NULL;
}

#endif
