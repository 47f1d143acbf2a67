/*
 * yaml -- one YAML document as a tree of nodes that know their line.
 *
 * Scalars stay as they were written: yes, 01-01 and 08 are text, whatever
 * YAML would make of them.  What a pack never needs is refused: anchors and
 * aliases, tags, a second document, a key twice in one map, keys that are
 * not plain text, text that is not UTF-8, depth over 24, a text over 1 MiB,
 * more than 200 000 nodes, or 1000 keys in one map.
 *
 * Lifetime  as long as the arena; the text may go.
 * Errors    ERR_INVALID, fault->line and fault->detail say what.
 */
#ifndef PRACTICE_YAML_H
#define PRACTICE_YAML_H

#include "base/arena.h"
#include "base/err.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind     kind;
    int                line;  /* of the node, 1 is the first */
    struct str         file;  /* as it was named when read */
    struct str         key;   /* within a map */
    struct str         text;  /* scalar */
    const struct node *child; /* members and items in file order */
    const struct node *next;
    size_t             count; /* children */
};

/* An empty document gives an empty map. */
enum err MUST_CHECK yaml_read(struct arena *a, struct str file, struct str text,
    const struct node **out, struct fault *fault);
/* The member of that key, or null; n may be null or no map. */
const struct node *node_member(const struct node *n, struct str key);
/* The text of a scalar, else empty; n may be null. */
struct str node_text(const struct node *n);
/*
 * The items of a list; a scalar or a map counts as a list of itself, null
 * as an empty one:
 * for (c = node_first(n); c; c = node_next(n, c))
 */
size_t             node_count(const struct node *n);
const struct node *node_first(const struct node *n);
const struct node *node_next(const struct node *n, const struct node *item);

#endif
