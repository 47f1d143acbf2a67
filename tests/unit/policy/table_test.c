/*
 * table_test -- is the policy table of a pack still the one that was last
 * reviewed (table-PACK.txt)?
 *
 * After a change of a pack's access that is meant: run this test with
 * POLICY_TABLE_WRITE=1, read the difference, and keep it with the change.
 */
#include "table.h"

#include "../test.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"

/* One who, as text: how many places there are at each depth, then a line
 * for each verb and thing that is given. */
struct page {
    struct buf lines;
    struct buf line;
    int64_t    counts[DEPTH_FULL + 1];
    enum depth plain[OWN_AREA + 1]; /* without a link, by own   */
    enum depth given;               /* by this link, for less   */
};

static const struct str depth_words[] = {S_INIT("none"), S_INIT("exists"),
    S_INIT("summary"), S_INIT("full")};
static const struct str own_words[] = {
    S_INIT(""), S_INIT(" own"), S_INIT(" own:agency"), S_INIT(" own:area")};

static void
page_link(struct table *t, struct place *p, void *ctx)
{
    struct page *pg = ctx;
    struct buf  *b = &pg->line;

    (void)t;
    pg->counts[p->depth]++;
    if (p->own == OWN_NO)
        pg->given = DEPTH_NONE;
    if (p->link->kind == LINK_NONE)
        pg->plain[p->own] = p->depth;
    else if (p->depth <= pg->plain[p->own])
        return;
    if (p->depth <= pg->given)
        return;
    pg->given = p->depth;
    buf_add(b, b->n ? S("; ") : S(": "));
    buf_add(b, depth_words[p->depth]);
    if (p->link->kind != LINK_NONE) {
        buf_add_byte(b, ' ');
        buf_add(b, str_of(link_words[p->link->kind]));
        buf_add_byte(b, ':');
        buf_add(b, p->link->id);
    }
    buf_add(b, own_words[p->own]);
    buf_add(b, S(" for "));
    buf_add(b, p->purpose);
}

/* Of a role that is added to another only its own verbs are told. */
static bool
adds(const struct who *who, enum verb v)
{
    return who->count < 2 || role_may(who->roles[1], verb_word(v));
}

static void
page_who(struct table *t, const struct who *who, struct buf *out)
{
    struct page pg = {.given = DEPTH_NONE};

    buf_init(&pg.lines, t->arena);
    for (enum verb v = 0; v < VERB_COUNT; v++)
        for (size_t o = 0; o < t->ofs && adds(who, v); o++) {
            struct place p = {.who = who, .verb = v, .of = t->of[o]};

            buf_init(&pg.line, t->arena);
            table_each_link(t, &p, page_link, &pg);
            if (!buf_str(&pg.line).n)
                continue;
            buf_add(&pg.lines, S("  "));
            buf_add(&pg.lines, verb_word(v));
            buf_add_byte(&pg.lines, ' ');
            buf_add(&pg.lines, t->of[o]);
            buf_add(&pg.lines, buf_str(&pg.line));
            buf_add_byte(&pg.lines, '\n');
        }
    buf_add(out, who->count ? who->roles[0]->id : S("nobody"));
    if (who->count == 2) {
        buf_add(out, S(" with "));
        buf_add(out, who->roles[1]->id);
    }
    for (enum depth d = DEPTH_NONE; d <= DEPTH_FULL; d++) {
        buf_add(out, d ? S(", ") : S(": "));
        buf_add(out, depth_words[d]);
        buf_add_byte(out, ' ');
        buf_add_int(out, pg.counts[d]);
    }
    buf_add_byte(out, '\n');
    buf_add(out, buf_str(&pg.lines));
}

static struct str
file_read(struct arena *a, const char *path)
{
    FILE      *f = fopen(path, "rb");
    struct buf b;
    char       piece[4096];
    size_t     n;

    buf_init(&b, a);
    while (f && (n = fread(piece, 1, sizeof piece, f)) > 0)
        buf_add(&b, str_bytes(piece, n));
    if (f)
        fclose(f);
    return buf_str(&b);
}

static void
file_write(const char *path, struct str text)
{
    FILE *f = fopen(path, "wb");

    WANT(f != NULL);
    WANT_INT(fwrite(text.p, 1, text.n, f), text.n);
    WANT_INT(fclose(f), 0);
}

/* Line by line, so that what is said is what differs. */
static void
want_reviewed(struct str got, struct str want)
{
    struct str g, w;

    while (str_split(&got, '\n', &g)) {
        if (!str_split(&want, '\n', &w))
            w = S("(nothing)");
        if (!str_eq(g, w))
            print_error("the table is not the one that was reviewed\n");
        WANT_SAME(g, w);
    }
    WANT(!str_split(&want, '\n', &w));
}

static void
want_table(const char *name, const char *path)
{
    struct table t;
    struct buf   out;

    table_open(&t, name);
    buf_init(&out, t.arena);
    for (size_t w = 0; w < t.whos; w++)
        page_who(&t, &t.who[w], &out);
    if (getenv("POLICY_TABLE_WRITE"))
        file_write(path, buf_str(&out));
    want_reviewed(buf_str(&out), file_read(t.arena, path));
    table_close(&t);
}

TEST(policy__gives_in_wales_what_was_reviewed)
{
    want_table("wales", TEST_SOURCE_ROOT "/tests/unit/policy/table-wales.txt");
}

TEST(policy__gives_in_england_what_was_reviewed)
{
    want_table("england",
        TEST_SOURCE_ROOT "/tests/unit/policy/table-england.txt");
}
