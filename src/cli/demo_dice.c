/*
 * Lots.  Each household has dice of its own, so that one more household, or
 * one more step in a story, changes nothing in the others.
 */
#include <assert.h>

#include "cli/demo.h"

/* splitmix64 (Steele, Lea, Flood 2014): every state gives another number. */
static uint64_t
next(struct dice *d)
{
    uint64_t x = d->state += 0x9E3779B97F4A7C15u;

    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

struct dice
dice_of(uint64_t seed, uint64_t stream)
{
    struct dice d = {.state = seed};

    d.state = next(&d) ^ (stream * 0xD1B54A32D192ED03u);
    return d;
}

size_t
dice_below(struct dice *d, size_t n)
{
    assert(n);
    return (size_t)(next(d) % n);
}

int64_t
dice_range(struct dice *d, struct str range)
{
    struct str first, last;
    int64_t    from, to;

    if (!str_cut(range, '-', &first, &last))
        last = first;
    if (!str_int(first, &from) || !str_int(last, &to) || to < from)
        demo_lacks(range);
    return from + (int64_t)dice_below(d, (size_t)(to - from) + 1);
}

bool
dice_percent(struct dice *d, struct str percent)
{
    int64_t n;

    if (!percent.n)
        return true;
    if (!str_int(percent, &n))
        demo_lacks(percent);
    return (int64_t)dice_below(d, 100) < n;
}

const struct node *
dice_item(struct dice *d, const struct node *list)
{
    size_t             n = node_count(list);
    const struct node *item = node_first(list);

    if (!n)
        demo_lacks(S("an item of an empty list"));
    for (size_t i = dice_below(d, n); i; i--)
        item = node_next(list, item);
    return item;
}

static int64_t
share_of(const struct node *item)
{
    int64_t n;

    return str_int(node_text(node_member(item, S("share"))), &n) ? n : 0;
}

const struct node *
dice_share(struct dice *d, const struct node *list)
{
    int64_t            all = 0, at;
    const struct node *item;

    for (item = node_first(list); item; item = node_next(list, item))
        all += share_of(item);
    if (all <= 0)
        demo_lacks(S("a share"));
    at = (int64_t)dice_below(d, (size_t)all);
    for (item = node_first(list); item; item = node_next(list, item))
        if ((at -= share_of(item)) < 0)
            return item;
    BUG("shares that do not add up");
}
