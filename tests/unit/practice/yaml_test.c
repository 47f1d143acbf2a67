#include "base/buf.h"
#include "practice/yaml.h"
#include "test.h"

static const struct node *
read_text(struct arena *a, struct str text)
{
    const struct node *n = NULL;
    struct fault       fault = {0};

    WANT_OK(yaml_read(a, S("x.yaml"), text, &n, &fault));
    return n;
}

TEST(yaml_read__keeps_scalars_as_they_were_written)
{
    struct arena      *a = arena_new(0);
    const struct node *n = read_text(a,
        S("a: yes\nb: 01-01\nc: \"08:30\"\nd: ~\ne: 0x10\nf: >-\n  one\n"
          "  two\n"));

    WANT_STR(node_text(node_member(n, S("a"))), "yes");
    WANT_STR(node_text(node_member(n, S("b"))), "01-01");
    WANT_STR(node_text(node_member(n, S("c"))), "08:30");
    WANT_STR(node_text(node_member(n, S("d"))), "~");
    WANT_STR(node_text(node_member(n, S("e"))), "0x10");
    WANT_STR(node_text(node_member(n, S("f"))), "one two");
    arena_free(a);
}

TEST(yaml_read__knows_the_line_of_every_node)
{
    struct arena      *a = arena_new(0);
    const struct node *n =
        read_text(a, S("# note\na: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n"));
    const struct node *b = node_member(n, S("b"));

    WANT_INT(n->line, 2);
    WANT_INT(node_member(n, S("a"))->line, 2);
    WANT_INT(b->line, 3); /* a block is looked for at its key */
    WANT_INT(node_first(b)->line, 4);
    WANT_INT(node_next(b, node_first(b))->line, 5);
    WANT_INT(node_member(node_next(b, node_first(b)), S("d"))->line, 6);
    WANT_STR(b->file, "x.yaml");
    arena_free(a);
}

TEST(node_first__takes_a_single_value_for_a_list_of_one)
{
    struct arena      *a = arena_new(0);
    const struct node *n = read_text(a, S("a: x\nb: [y, z]\n"));
    const struct node *one = node_member(n, S("a"));
    const struct node *two = node_member(n, S("b"));

    WANT_INT(node_count(one), 1);
    WANT(node_first(one) == one);
    WANT(node_next(one, one) == NULL);
    WANT_INT(node_count(two), 2);
    WANT_STR(node_text(node_next(two, node_first(two))), "z");
    WANT(node_first(NULL) == NULL);
    arena_free(a);
}

TEST(yaml_read__takes_an_empty_file_for_an_empty_map)
{
    struct arena *a = arena_new(0);

    WANT_INT(read_text(a, S(""))->kind, NODE_MAP);
    WANT_INT(read_text(a, S("# only a remark\n"))->count, 0);
    arena_free(a);
}

static void
want_refused(struct str text, int line, const char *why)
{
    struct arena      *a = arena_new(0);
    const struct node *n = NULL;
    struct fault       fault = {0};

    WANT_ERR(ERR_INVALID, yaml_read(a, S("x.yaml"), text, &n, &fault));
    WANT(str_find(fault.detail, str_of(why)) >= 0);
    WANT_INT(fault.line, line);
    WANT(n == NULL);
    arena_free(a);
}

TEST(yaml_read__refuses_what_a_pack_never_needs)
{
    want_refused(S("a: &x 1\nb: *x\n"), 1, "anchors");
    want_refused(S("a: *x\n"), 1, "anchors");
    want_refused(S("b: 1\na: !!int 1\n"), 2, "tags");
    want_refused(S("a: 1\n---\nb: 2\n"), 2, "one document");
    want_refused(S("a: 1\na: 2\n"), 2, "twice");
    want_refused(S("[a, b]: 1\n"), 1, "key");
    want_refused(S("a: \xff\n"), 1, "UTF-8");
    want_refused(S("a: [1\nb: 2\n"), 2, "did not find");
}

TEST(yaml_read__refuses_depth_width_and_size_without_end)
{
    struct arena *a = arena_new(0);
    struct buf    b;

    buf_init(&b, a);
    for (int i = 0; i < 1000; i++)
        buf_add_byte(&b, '[');
    want_refused(buf_str(&b), 1, "deep");
    buf_reset(&b);
    for (int i = 0; i < 1001; i++) {
        buf_add_byte(&b, 'k');
        buf_add_int(&b, i);
        buf_add(&b, S(": 1\n"));
    }
    want_refused(buf_str(&b), 1001, "keys");
    buf_reset(&b);
    while (b.n <= (size_t)1 << 20)
        buf_add(&b, S("# nothing but remarks, line after line\n"));
    want_refused(buf_str(&b), 1, "1 MiB");
    arena_free(a);
}
