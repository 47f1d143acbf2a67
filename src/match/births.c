/*
 * births -- an array by line, made when a row first needs it.
 */
#include "match/births.h"

#include <string.h>

#include "match/heap.h"
#include "match/sort.h"

static bool
says_nothing(const struct birth *b)
{
    return !b->mother_nhs && !b->given && !b->family && !b->minute && !b->order;
}

/* What is new of a grown array is no said thing. */
void
births_add(struct births *b, size_t line, const struct birth *said)
{
    if (!b->all && says_nothing(said))
        return;
    while (b->room <= line) {
        size_t was = b->room;

        b->all = heap_grow(b->all, was, &b->room, sizeof *b->all);
        memset(b->all + was, 0, (b->room - was) * sizeof *b->all);
    }
    b->all[line] = *said;
}

void
births_turn(struct births *b, const uint64_t *from, size_t count)
{
    struct birth *turned;

    if (!b->all)
        return;
    turned = heap_get(count + 1, sizeof *turned);
    for (size_t i = 0; i < count; i++)
        turned[i] = *births_of(b, sort_number(from[i]));
    free(b->all);
    b->all = turned;
    b->room = count + 1;
}

const struct birth *
births_of(const struct births *b, uint32_t line)
{
    static const struct birth nothing;

    return line < b->room ? &b->all[line] : &nothing;
}

void
births_free(struct births *b)
{
    free(b->all);
    *b = (struct births){.all = NULL};
}

/* ---- as typed ---- */

static bool
two_digits(struct str s, size_t at, int most, int *out)
{
    if (at + 2 > s.n || !str_is_digits(str_sub(s, at, 2)))
        return false;
    *out = (s.p[at] - '0') * 10 + s.p[at + 1] - '0';
    return *out <= most;
}

bool
births_minute(struct str typed, uint16_t *minute)
{
    const int  last_hour = 23, last = 59;
    struct str s = str_trim(typed);
    size_t     at = s.n > 2 && s.p[2] == ':' ? 3 : 2;
    int        hour, past, second;

    if (!two_digits(s, 0, last_hour, &hour) || !two_digits(s, at, last, &past))
        return false;
    if (s.n != at + 2 &&
        (at != 3 || s.n != at + 5 || s.p[at + 2] != ':' ||
            !two_digits(s, at + 3, last, &second)))
        return false;
    *minute = (uint16_t)(hour * (last + 1) + past + 1);
    return true;
}

bool
births_order(struct str typed, uint8_t *order)
{
    struct str s = str_trim(typed);

    if (s.n != 1 || !str_is_digits(s))
        return false;
    *order = s.p[0] < '8' ? (uint8_t)(s.p[0] - '0') : 0;
    return true;
}

bool
births_differ(const struct birth *x, const struct birth *y)
{
    return (x->order && y->order && x->order != y->order) ||
        (x->minute && y->minute && x->minute != y->minute);
}
