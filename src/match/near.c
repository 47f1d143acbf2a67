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
        __builtin_prefetch(&at->segment->name[l.number[i]]);
    for (size_t i = 0; i < l.count && i < LISTED; i++)
        name_put(at, l.number[i], used, out);
}

static void
keys_call(const struct sight *at, const struct post_keys *k)
{
    for (size_t i = 0; i < k->count; i++)
        post_call(&at->segment->near, k->key[i]);
    for (size_t i = 0; i < k->count; i++)
        post_call_list(&at->segment->near, k->key[i]);
}

static void
keys_put(const struct sight *at, const struct post_keys *k,
    enum segment_field used, struct near *out)
{
    for (size_t i = 0; i < k->count; i++)
        list_put(at, k->key[i], used, out);
}

/* They will be asked for: their sounds, and keys made of them. */
static void
names_call(const struct sight *at, const struct near *near)
{
    for (size_t i = 0; i < near->count; i++)
        spelling_call(at->over, near->name[i]);
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
    if (n->known & 1 << kind)
        list_put(at, reach_head(kind, n->head[kind]), used, out);
    reach_letters(spelling_text(at->over, name), &k);
    keys_call(at, &k);
    keys_put(at, &k, used, out);
    list_put(at, reach_sound(n->sound), used, out);
    names_call(at, out);
}

/* Its letters but one: those names' keys, of which each leaves out another. */
static void
but_one_keys(struct str text, size_t left_out, struct post_keys *k)
{
    char but_one[REACH_LETTERS];

    k->count = 0;
    memcpy(but_one, text.p, left_out);
    memcpy(but_one + left_out, text.p + left_out + 1, text.n - left_out - 1);
    reach_letters(str_bytes(but_one, text.n - 1), k);
}

void
near_far(const struct sight *at, uint32_t name, enum segment_field used,
    struct near *out)
{
    struct str text =
        spelling_text(at->over, spelling_at(at->over, name)->glued);
    struct post_keys k[2];

    near_find(at, name, used, out);
    if (text.n < FAR_LETTERS || text.n > REACH_LETTERS)
        return;
    but_one_keys(text, 0, &k[0]);
    keys_call(at, &k[0]);
    for (size_t i = 0; i < text.n; i++) {
        if (i + 1 < text.n) { /* meanwhile */
            but_one_keys(text, i + 1, &k[(i + 1) % 2]);
            keys_call(at, &k[(i + 1) % 2]);
        }
        keys_put(at, &k[i % 2], used, out);
    }
}
