/*
 * yaml_fuzz -- what a practice lead may have typed: YAML, and a whole pack
 * in which one file holds anything.
 *
 * The first byte chooses the file of tests/packs/small that the rest takes
 * the place of; 255 leaves them all alone and reads the rest as a bundle.
 * Built with clang -fsanitize=fuzzer,address,undefined and
 * -DTEST_SOURCE_ROOT="...".
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/html.h"
#include "base/text.h"
#include "practice/bundle.h"
#include "practice/pack.h"
#include "practice/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static struct arena *kept;
static struct str    small;

static void
insist(bool holds)
{
    if (!holds)
        abort();
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct fault fault;

    (void)argc, (void)argv;
    kept = arena_new(0);
    insist(!pack_read(kept, TEST_SOURCE_ROOT "/tests/packs/small", &small,
        &fault));
    return 0;
}

/* Every node is text, lies in the file, and counts its children. */
static void
check_node(const struct node *n)
{
    size_t count = 0;

    insist(n->line >= 1 && text_is_utf8(n->text) && text_is_utf8(n->key));
    for (const struct node *c = n->child; c; c = c->next, count++)
        check_node(c);
    insist(count == n->count);
}

static void
check_yaml(struct arena *a, struct str text)
{
    const struct node *n = NULL;
    struct fault       fault = {0};

    if (yaml_read(a, S("x.yaml"), text, &n, &fault))
        insist(fault.line >= 1 && !str_is_empty(fault.detail));
    else
        check_node(n);
}

static struct str
with_file(struct arena *a, size_t which, struct str text)
{
    struct bundle_file *files;
    size_t              count;
    struct str          why;

    insist(!bundle_split(a, small, &files, &count, &why));
    files[which % count].text = text;
    return bundle_join(a, files, count);
}

/* Either mistakes that say something, or a pack that can be explained. */
static void
check_pack(struct arena *a, struct str bundle)
{
    struct pack_mistakes m = {0};
    struct pack         *pack;

    if (pack_load(a, bundle, &pack, &m)) {
        insist(m.count > 0);
        for (size_t i = 0; i < m.count; i++)
            insist(m.all[i].what.n && m.all[i].advice.n);
        return;
    }
    insist(pack_explain(a, pack, LANG_CY).text.n > 0);
    insist(!pack_against(a, pack, pack, &m));
    pack_free(pack);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(0);
    struct str    text;

    if (size) {
        text = str_bytes(data + 1, size - 1);
        check_yaml(a, text);
        check_pack(a, data[0] == 255 ? text : with_file(a, data[0], text));
    }
    arena_free(a);
    return 0;
}
