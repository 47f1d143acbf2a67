/*
 * libyaml's events, made into our own nodes.
 *
 * Its document API was left out: it follows aliases, so that a small file
 * can become a huge tree, and it keeps every text a second time.
 */
#include "practice/yaml.h"

#include <assert.h>
#include <yaml.h>

#include "base/text.h"

#define MOST_BYTES ((size_t)1 << 20)
#define MOST_DEPTH 24
#define MOST_NODES 200000
#define MOST_KEYS 1000 /* each is compared with all before it */

struct reader {
    yaml_parser_t parser;
    struct arena *arena;
    struct str    file;
    size_t        nodes;
    struct fault *fault;
};

static enum err
refuse(struct reader *r, size_t line, struct str why)
{
    *r->fault = (struct fault){
        .detail = why,
        .line = (int)line + 1,
    };
    return ERR_INVALID;
}

/* What libyaml says: its words live in the parser, so they are copied. */
static enum err
refuse_syntax(struct reader *r)
{
    struct str problem = str_of(r->parser.problem);
    size_t     line = r->parser.problem_mark.line;

    if (str_is_empty(problem))
        problem = S("this is not YAML");
    return refuse(r, line, str_dup(r->arena, problem));
}

static enum err
next_event(struct reader *r, yaml_event_t *ev)
{
    if (!yaml_parser_parse(&r->parser, ev))
        return refuse_syntax(r);
    return OK;
}

static enum err read_node(struct reader *r, const yaml_event_t *ev, int depth,
    struct node **out);

static struct str
event_text(struct reader *r, const yaml_event_t *ev)
{
    const char *p = (const char *)ev->data.scalar.value;

    return str_dup(r->arena, str_bytes(p, ev->data.scalar.length));
}

/* Everything up to the end of a list. */
static enum err
read_items(struct reader *r, struct node *list, int depth)
{
    const struct node **tail = &list->child;
    yaml_event_t        ev;
    enum err            e;

    for (;;) {
        struct node *item = NULL;

        if ((e = next_event(r, &ev)))
            return e;
        if (ev.type == YAML_SEQUENCE_END_EVENT) {
            yaml_event_delete(&ev);
            return OK;
        }
        e = read_node(r, &ev, depth + 1, &item);
        yaml_event_delete(&ev);
        if (e)
            return e;
        *tail = item;
        tail = &item->next;
        list->count++;
    }
}

/* A key, given by ev, and the node behind it. */
static enum err
read_member(struct reader *r, const yaml_event_t *ev, struct node *map,
    int depth, struct node **out)
{
    size_t       line = ev->start_mark.line;
    struct str   key;
    yaml_event_t value;
    enum err     e;

    if (ev->type != YAML_SCALAR_EVENT)
        return refuse(r, line, S("a key must be plain text"));
    if (map->count == MOST_KEYS)
        return refuse(r, line, S("this map has too many keys"));
    key = event_text(r, ev);
    if (node_member(map, key))
        return refuse(r, line, S("this key stands twice in one map"));
    if ((e = next_event(r, &value)))
        return e;
    e = read_node(r, &value, depth + 1, out);
    yaml_event_delete(&value);
    if (e)
        return e;
    (*out)->key = key;
    /* A mistake about a block is looked for at its key. */
    if ((*out)->kind != NODE_SCALAR)
        (*out)->line = (int)line + 1;
    return OK;
}

static enum err
read_members(struct reader *r, struct node *map, int depth)
{
    const struct node **tail = &map->child;
    yaml_event_t        ev;
    enum err            e;

    for (;;) {
        struct node *member = NULL;

        if ((e = next_event(r, &ev)))
            return e;
        if (ev.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&ev);
            return OK;
        }
        e = read_member(r, &ev, map, depth, &member);
        yaml_event_delete(&ev);
        if (e)
            return e;
        *tail = member;
        tail = &member->next;
        map->count++;
    }
}

static bool
has_anchor(const yaml_event_t *ev)
{
    switch (ev->type) {
    case YAML_SCALAR_EVENT:
        return ev->data.scalar.anchor || ev->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
        return ev->data.sequence_start.anchor || ev->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
        return ev->data.mapping_start.anchor || ev->data.mapping_start.tag;
    default:
        return ev->type == YAML_ALIAS_EVENT;
    }
}

static enum err
read_node(struct reader *r, const yaml_event_t *ev, int depth,
    struct node **out)
{
    size_t       line = ev->start_mark.line;
    struct node *n;

    if (has_anchor(ev))
        return refuse(r, line, S("anchors, aliases and tags are not used"));
    if (depth > MOST_DEPTH)
        return refuse(r, line, S("this is nested too deep"));
    if (++r->nodes > MOST_NODES)
        return refuse(r, line, S("this file says too much"));
    n = ARENA_NEW(r->arena, struct node);
    n->line = (int)line + 1;
    n->file = r->file;
    *out = n;
    switch (ev->type) {
    case YAML_SCALAR_EVENT:
        n->kind = NODE_SCALAR;
        n->text = event_text(r, ev);
        return OK;
    case YAML_SEQUENCE_START_EVENT:
        n->kind = NODE_LIST;
        return read_items(r, n, depth);
    case YAML_MAPPING_START_EVENT:
        n->kind = NODE_MAP;
        return read_members(r, n, depth);
    default:
        return refuse(r, line, S("this is not YAML that we read"));
    }
}

/* The next event, which must be of that type and carries nothing. */
static enum err
expect(struct reader *r, yaml_event_type_t type, struct str why)
{
    yaml_event_t ev;
    size_t       line;
    bool         fits;
    enum err     e = next_event(r, &ev);

    if (e)
        return e;
    line = ev.start_mark.line;
    fits = ev.type == type;
    yaml_event_delete(&ev);
    return fits ? OK : refuse(r, line, why);
}

static enum err
read_document(struct reader *r, struct node **out)
{
    yaml_event_t ev;
    enum err     e;

    if ((e = expect(r, YAML_STREAM_START_EVENT, S("this is not YAML"))))
        return e;
    if ((e = next_event(r, &ev)))
        return e;
    if (ev.type == YAML_STREAM_END_EVENT) {
        yaml_event_delete(&ev);
        *out = ARENA_NEW(r->arena, struct node);
        **out = (struct node){
            .kind = NODE_MAP,
            .line = 1,
            .file = r->file,
        };
        return OK;
    }
    yaml_event_delete(&ev); /* the document begins */
    if ((e = next_event(r, &ev)))
        return e;
    e = read_node(r, &ev, 0, out);
    yaml_event_delete(&ev);
    if (e)
        return e;
    if ((e = expect(r, YAML_DOCUMENT_END_EVENT, S("the end is missing"))))
        return e;
    return expect(r, YAML_STREAM_END_EVENT,
        S("only one document may stand in a file"));
}

enum err
yaml_read(struct arena *a, struct str file, struct str text,
    const struct node **out, struct fault *fault)
{
    struct reader r = {.arena = a, .fault = fault};
    struct node  *root = NULL;
    enum err      e;

    assert(a && out && fault);
    r.file = str_dup(a, file);
    if (text.n > MOST_BYTES)
        return refuse(&r, 0, S("this file is larger than 1 MiB"));
    if (!text_is_utf8(text))
        return refuse(&r, 0, S("this file is not UTF-8"));
    if (!yaml_parser_initialize(&r.parser))
        BUG("no memory for a YAML parser");
    yaml_parser_set_input_string(&r.parser,
        (const unsigned char *)(text.p ? text.p : ""), text.n);
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    e = read_document(&r, &root);
    yaml_parser_delete(&r.parser);
    if (!e)
        *out = root;
    return e;
}

const struct node *
node_member(const struct node *n, struct str key)
{
    const struct node *c;

    if (!n || n->kind != NODE_MAP)
        return NULL;
    for (c = n->child; c; c = c->next)
        if (str_eq(c->key, key))
            return c;
    return NULL;
}

struct str
node_text(const struct node *n)
{
    return n && n->kind == NODE_SCALAR ? n->text : (struct str){0};
}

size_t
node_count(const struct node *n)
{
    if (!n)
        return 0;
    return n->kind == NODE_LIST ? n->count : 1;
}

const struct node *
node_first(const struct node *n)
{
    if (!n)
        return NULL;
    return n->kind == NODE_LIST ? n->child : n;
}

const struct node *
node_next(const struct node *n, const struct node *item)
{
    return n->kind == NODE_LIST ? item->next : NULL;
}
