/*
 * near -- lists of names, by what they share with the one given.
 */
#include "match/near.h"

#include <string.h>

#include "match/reach.h"

enum {
    LISTED = 4 * NEAR_MOST, /* of one list, looked at           */
    FAR_LETTERS = 6         /* two slips make a shorter another */
};

static void
name_put(const struct sight *at, uint32_t name, enum segment_field used,
    struct near *out)
{
    if (out->count == NEAR_MOST || !(at->segment->name[name].used >> used & 1))
        return;
    for (size_t i = 0; i < out->count; i++)
        if (out->name[i] == name)
            return;
    out->name[out->count++] = name;
}

static void
list_put(const struct sight *at, uint64_t key, enum segment_field used,
    struct near *out)
{
    struct post_list l;

    if (!key)
        return;
    l = post_find(&at->segment->near, key);
    out->cut |= l.count > LISTED;
    for (size_t i = 0; i < l.count && i < LISTED; i++)
        name_put(at, l.number[i], used, out);
}

void
near_find(const struct sight *at, uint32_t name, enum segment_field used,
    struct near *out)
{
    const struct spelling *n;
    struct post_keys       k = {.count = 0};
    enum match_name_kind   kind =
        used == SEGMENT_FAMILY ? MATCH_NAME_FAMILY : MATCH_NAME_GIVEN;

    out->count = 0;
    out->cut = false;
    name = spelling_at(at->over, name)->glued;
    if (!name)
        return;
    n = spelling_at(at->over, name);
    if (name <= spelling_last(at->segment->names))
        name_put(at, name, used, out);
    if (n->has_forms[kind])
        list_put(at, reach_head(kind, n->head[kind]), used, out);
    reach_letters(spelling_text(at->over, name), &k);
    for (size_t i = 0; i < k.count; i++)
        post_call(&at->segment->near, k.key[i]);
    for (size_t i = 0; i < k.count; i++)
        list_put(at, k.key[i], used, out);
    list_put(at, reach_sound(n->sound), used, out);
}

/* Its letters but one, but another one. */
void
near_far(const struct sight *at, uint32_t name, enum segment_field used,
    struct near *out)
{
    struct str text =
        spelling_text(at->over, spelling_at(at->over, name)->glued);
    char but_one[REACH_LETTERS];

    near_find(at, name, used, out);
    if (text.n < FAR_LETTERS || text.n > REACH_LETTERS)
        return;
    for (size_t i = 0; i < text.n; i++) {
        struct post_keys k = {.count = 0};

        memcpy(but_one, text.p, i);
        memcpy(but_one + i, text.p + i + 1, text.n - i - 1);
        reach_letters(str_bytes(but_one, text.n - 1), &k);
        for (size_t j = 0; j < k.count; j++)
            list_put(at, k.key[j], used, out);
    }
}
