/*
 * compare_name -- from the strongest way of agreeing to the weakest; the
 * first that holds is the level.
 *
 * A slip of the pen counts only in names of four letters and more: among
 * shorter ones every second name is one letter from another (Cai, Mai).
 */
#include "match/compare_name.h"

#include <assert.h>

#include "match/distance.h"
#include "match/sound.h"

static bool
sounds_alike(struct arena *a, struct str x, struct str y)
{
    struct mark mark = arena_mark(a);
    bool        same = str_eq(match_sound(a, x), match_sound(a, y));

    arena_rewind(a, mark);
    return same;
}

static bool
is_close(struct str x, struct str y)
{
    const size_t short_name = 4, long_name = 8;
    const int    near = 920;
    size_t       n = x.n < y.n ? x.n : y.n;

    if (match_name_mutates(x, y))
        return true;
    if (n < short_name)
        return false;
    return match_osa(x, y) <= (n >= long_name ? 2 : 1) ||
        match_jaro_winkler(x, y) >= near;
}

bool
match_share_part(const struct match_name *x, const struct match_name *y,
    struct str *part)
{
    for (size_t i = 0; i < x->count; i++)
        for (size_t j = 0; j < y->count; j++)
            if (str_eq(x->parts[i], y->parts[j])) {
                *part = x->parts[i];
                return true;
            }
    return false;
}

/* How one word stands to another, without equality. */
static enum match_level
word_level(struct arena *a, struct str x, struct str y,
    enum match_name_kind kind)
{
    if (sounds_alike(a, x, y))
        return MATCH_LEVEL_SOUND;
    if (match_name_is_form(x, y, kind))
        return MATCH_LEVEL_VARIANT;
    return is_close(x, y) ? MATCH_LEVEL_CLOSE : MATCH_LEVEL_DIFFERS;
}

/* Some part of one is another spelling or form of some part of the other. */
static bool
parts_alike(struct arena *a, const struct match_name *x,
    const struct match_name *y)
{
    for (size_t i = 0; i < x->count; i++)
        for (size_t j = 0; j < y->count; j++) {
            enum match_level l =
                word_level(a, x->parts[i], y->parts[j], MATCH_NAME_FAMILY);

            if (l == MATCH_LEVEL_SOUND || l == MATCH_LEVEL_VARIANT)
                return true;
        }
    return false;
}

enum match_level
match_level_family(struct arena *a, const struct match_name *x,
    const struct match_name *y)
{
    enum match_level whole;
    struct str       part;

    assert(a && x && y);
    if (!x->count || !y->count)
        return MATCH_LEVEL_NOT_GIVEN;
    if (match_name_eq(x, y))
        return MATCH_LEVEL_SAME;
    whole = word_level(a, x->glued, y->glued, MATCH_NAME_FAMILY);
    if (whole != MATCH_LEVEL_DIFFERS && whole != MATCH_LEVEL_CLOSE)
        return whole;
    if (match_share_part(x, y, &part) || parts_alike(a, x, y))
        return MATCH_LEVEL_PART;
    return whole;
}

static bool
is_initial(struct str x, struct str y)
{
    return x.n && y.n && (x.n == 1 || y.n == 1) && x.p[0] == y.p[0];
}

enum match_level
match_level_mother(struct arena *a, const struct match_name *x,
    const struct match_name *y)
{
    enum match_level first;
    struct str       part;

    assert(a && x && y);
    if (!x->count || !y->count)
        return MATCH_LEVEL_NOT_GIVEN;
    if (str_eq(x->parts[0], y->parts[0]) || match_name_eq(x, y))
        return MATCH_LEVEL_SAME;
    first = word_level(a, x->parts[0], y->parts[0], MATCH_NAME_GIVEN);
    if (first == MATCH_LEVEL_SOUND || first == MATCH_LEVEL_VARIANT)
        return first;
    if (match_share_part(x, y, &part))
        return MATCH_LEVEL_PART;
    if (is_initial(x->parts[0], y->parts[0]))
        return MATCH_LEVEL_INITIAL;
    return first;
}

/* Both have a second name, and the two cannot be one. */
static bool
second_contradicts(struct arena *a, const struct match_name *x,
    const struct match_name *y)
{
    return x->count > 1 && y->count > 1 && !match_name_eq(x, y) &&
        !str_eq(x->parts[1], y->parts[1]) &&
        !is_initial(x->parts[1], y->parts[1]) &&
        word_level(a, x->parts[1], y->parts[1], MATCH_NAME_GIVEN) ==
        MATCH_LEVEL_DIFFERS;
}

enum match_level
match_level_given(struct arena *a, const struct match_name *x,
    const struct match_name *y)
{
    enum match_level first = match_level_mother(a, x, y);

    if (first == MATCH_LEVEL_SAME && second_contradicts(a, x, y))
        return MATCH_LEVEL_PART;
    return first;
}
