/*
 * Lines of a roll by the source and the id that stood in a file.
 */
#include "cli/link.h"
#include "match/intern.h"

struct link_lines {
    struct arena  *arena;
    struct intern *places;
    uint32_t      *line_of; /* by place */
};

static uint32_t
place_of(struct link_lines *l, struct str source, struct str id,
    uint32_t put(struct intern *t, struct str text))
{
    struct str  parts[2] = {source, id};
    struct mark m = arena_mark(l->arena);
    struct str  key = str_join(l->arena, parts, 2, S("\n"));
    uint32_t    n = put ? put(l->places, key) : intern_find(l->places, key);

    arena_rewind(l->arena, m);
    return n;
}

struct link_lines *
link_lines_new(const struct roll *r)
{
    struct arena      *a = arena_new((size_t)1 << 32);
    struct link_lines *l = ARENA_NEW(a, struct link_lines);

    l->arena = a;
    l->places = intern_new();
    l->line_of = ARENA_ARRAY(a, uint32_t, r->count + 1);
    for (uint32_t i = 0; i < r->count; i++)
        l->line_of[place_of(l, roll_source_name(r, i), roll_id(r, i),
            intern_put)] = i;
    return l;
}

void
link_lines_free(struct link_lines *l)
{
    intern_free(l->places);
    arena_free(l->arena); /* l lies in it */
}

bool
link_lines_find(struct link_lines *l, struct str source, struct str id,
    uint32_t *line)
{
    uint32_t n = place_of(l, source, id, NULL);

    if (n)
        *line = l->line_of[n];
    return n != 0;
}
