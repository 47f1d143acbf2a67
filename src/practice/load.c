/*
 * What the loaders share: noting mistakes, and ids that must lead somewhere.
 *
 * Names are chained per kind and looked for one by one: a pack has some
 * hundred of each at most, and is loaded once.
 */
#include "practice/load.h"

#include <assert.h>

static const struct str kind_words[NAME_KIND_COUNT] = {
#define K(name, words) [name] = S_INIT(words),
    NAME_KINDS(K)
#undef K
};

struct str
name_kind_words(enum name_kind kind)
{
    assert(kind < NAME_KIND_COUNT);
    return kind_words[kind];
}

void
load_wrong3(struct load *l, const struct node *at, enum mistake which,
    const struct str *args)
{
    mistake_add(&l->mistakes, which, at->file, at->line, args);
}

void
load_wrong(struct load *l, const struct node *at, enum mistake which,
    struct str arg0, struct str arg1)
{
    load_wrong3(l, at, which, (const struct str[3]){arg0, arg1, {0}});
}

static const struct name *
name_find(const struct load *l, enum name_kind kind, struct str id)
{
    for (const struct name *n = l->names[kind]; n; n = n->next)
        if (str_eq(n->id, id))
            return n;
    return NULL;
}

bool
name_known(const struct load *l, enum name_kind kind, struct str id)
{
    return name_find(l, kind, id) != NULL;
}

void
name_add(struct load *l, enum name_kind kind, struct str id,
    const struct node *at)
{
    const struct name *same = name_find(l, kind, id);
    struct name       *n;

    if (str_is_empty(id))
        return;
    if (same) {
        load_wrong3(l, at, MISTAKE_TWICE,
            (const struct str[3]){name_kind_words(kind), id, same->node->file});
        return;
    }
    n = ARENA_NEW(l->arena, struct name);
    *n = (struct name){.id = id, .node = at, .next = l->names[kind]};
    l->names[kind] = n;
}

void
name_wanted(struct load *l, enum name_kind kind, struct str id,
    const struct node *at)
{
    struct reference *r;

    if (str_is_empty(id))
        return;
    r = ARENA_NEW(l->arena, struct reference);
    *r = (struct reference){.kind = kind,
        .id = id,
        .node = at,
        .next = l->references};
    l->references = r;
}

static void
unknown_name(struct load *l, const struct reference *r)
{
    struct str  kind = name_kind_words(r->kind);
    size_t      n = 0;
    struct str *ids, near;

    for (const struct name *k = l->names[r->kind]; k; k = k->next)
        n++;
    ids = ARENA_ARRAY(l->arena, struct str, n + 1);
    n = 0;
    for (const struct name *k = l->names[r->kind]; k; k = k->next)
        ids[n++] = k->id;
    near = mistake_near(r->id, ids, n);
    if (str_is_empty(near))
        load_wrong(l, r->node, MISTAKE_NO_SUCH_NAME, kind, r->id);
    else
        load_wrong3(l, r->node, MISTAKE_NO_SUCH_NAME_NEAR,
            (const struct str[3]){kind, r->id, near});
}

void
name_check(struct load *l)
{
    for (const struct reference *r = l->references; r; r = r->next)
        if (!name_known(l, r->kind, r->id))
            unknown_name(l, r);
}

const struct node *
load_find(const struct load *l, struct str name)
{
    for (size_t i = 0; i < l->file_count; i++)
        if (str_eq(l->files[i].name, name))
            return l->files[i].root;
    return NULL;
}

const struct node *
load_file(struct load *l, struct str name)
{
    const struct node *n = load_find(l, name);

    if (n)
        return n;
    mistake_add(&l->mistakes, MISTAKE_NO_FILE, name, 0,
        (const struct str[3]){name});
    return NULL;
}

void
state_wanted(struct load *l, struct str pathway, struct str state,
    const struct node *at)
{
    struct state_use *u = ARENA_NEW(l->arena, struct state_use);

    *u = (struct state_use){pathway, state, at, l->state_uses};
    l->state_uses = u;
}

static bool
has_state(const struct pathway *p, struct str id)
{
    for (size_t i = 0; i < p->state_count; i++)
        if (str_eq(p->states[i].id, id))
            return true;
    return false;
}

void
state_check(struct load *l)
{
    for (const struct state_use *u = l->state_uses; u; u = u->next) {
        const struct pathway *p = pack_pathway(l->pack, u->pathway);

        if (p && !has_state(p, u->state))
            load_wrong(l, u->node, MISTAKE_NO_STATE, u->state, u->pathway);
    }
}

const struct node *
load_next(struct load *l, struct str folder, size_t *i)
{
    while (*i < l->file_count) {
        const struct pack_file *f = &l->files[(*i)++];

        if (str_starts(f->name, folder) && f->root)
            return f->root;
    }
    return NULL;
}

size_t
load_count(const struct load *l, struct str folder)
{
    size_t n = 0;

    for (size_t i = 0; i < l->file_count; i++)
        n += str_starts(l->files[i].name, folder);
    return n;
}
