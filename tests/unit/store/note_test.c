/*
 * note_test -- signed notes and the checkpoints in them.
 */
#include "../test.h"

#include <stdlib.h>

#include "store/checkpoint.h"
#include "store/ledger.h"

static const struct str name = S_INIT("diogel/0011223344556677");

struct signing {
    struct arena *a;
    struct keys  *keys;
    struct str    key;
    struct str    text;
    struct str    note;
};

static struct signing
sign(void)
{
    struct signing    s = {arena_new(0), keys_for_test(7), S(""), S(""), S("")};
    struct checkpoint c = {name, 12, hash_sha256(S("root"))};

    s.key = key_public(s.a, s.keys);
    s.text = checkpoint_text(s.a, &c);
    s.note = note_sign(s.a, s.keys, name, s.text);
    return s;
}

static void
done(struct signing *s)
{
    keys_free(s->keys);
    arena_free(s->a);
}

TEST(note_open__gives_the_text_that_was_signed)
{
    struct signing s = sign();
    struct str     text;

    WANT_OK(note_open(s.note, name, s.key, &text));
    WANT_SAME(text, s.text);
    done(&s);
}

TEST(note_sign__gives_a_text_a_blank_line_and_one_signature_line)
{
    struct signing s = sign();

    WANT(str_starts(s.note,
        str_cat(s.a, s.text, S("\n\xE2\x80\x94 diogel/0011223344556677 "))));
    WANT(str_ends(s.note, S("\n")));
    WANT_INT(s.note.n, s.text.n + 1 + 4 + name.n + 1 + 92 + 1);
    done(&s);
}

/* A copy on the heap of just that size: reading beyond it is found. */
static bool
opens(struct signing *s, struct str note)
{
    char      *copy = malloc(note.n + 1);
    struct str text;
    bool       good;

    memcpy(copy, note.p, note.n);
    good = !note_open(str_bytes(copy, note.n), name, s->key, &text);
    free(copy);
    return good;
}

TEST(note_open__refuses_a_note_with_any_bit_of_it_turned)
{
    struct signing s = sign();

    for (size_t i = 0; i < s.note.n * 8; i++) {
        struct str other = str_dup(s.a, s.note);

        ((char *)(uintptr_t)other.p)[i / 8] ^= (char)(1 << i % 8);
        WANT(!opens(&s, other));
    }
    done(&s);
}

TEST(note_open__refuses_a_note_cut_anywhere)
{
    struct signing s = sign();

    for (size_t n = 0; n < s.note.n; n++)
        WANT(!opens(&s, str_sub(s.note, 0, n)));
    for (size_t n = 1; n < s.note.n; n++)
        WANT(!opens(&s, str_from(s.note, n)));
    done(&s);
}

TEST(note_open__passes_over_signatures_of_witnesses)
{
    struct signing s = sign();
    struct keys   *other = keys_for_test(8);
    struct str     second = note_sign(s.a, other, S("witness"), s.text);
    struct str     line = str_from(second, s.text.n + 1);

    WANT(opens(&s, str_cat(s.a, s.note, line)));
    WANT(!opens(&s, second));
    /* our name with another key's id is somebody else's line, too */
    second = note_sign(s.a, other, name, s.text);
    line = str_from(second, s.text.n + 1);
    WANT(opens(&s, str_cat(s.a, s.note, line)));
    WANT(!opens(&s, second));
    keys_free(other);
    done(&s);
}

TEST(note_open__refuses_a_wrong_line_beside_a_right_one)
{
    struct signing s = sign();
    struct str     wrong = note_sign(s.a, s.keys, name, S("other\n"));

    WANT(!opens(&s, str_cat(s.a, s.note, str_from(wrong, 7))));
    WANT(!opens(&s, str_cat(s.a, s.note, S("\xE2\x80\x94 x y\n"))));
    WANT(!opens(&s, str_cat(s.a, s.note, S("\n"))));
    WANT(!opens(&s, str_cat(s.a, s.note, S("word\n"))));
    done(&s);
}

TEST(checkpoint_parse__takes_the_three_lines_and_no_other_spelling)
{
    static const struct str wrong[] = {
        S_INIT(""),
        S_INIT("o\n1\n"),
        S_INIT("o\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"),
        S_INIT("o\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"),
        S_INIT("o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n"),
        S_INIT("o\n1\nAAAA\n"),
        S_INIT("o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        S_INIT("o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nx\n"),
        S_INIT("o\n9223372036854775808\n"
               "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"),
    };
    struct signing    s = sign();
    struct checkpoint c;

    WANT(checkpoint_parse(s.a, s.text, &c));
    WANT_SAME(c.origin, name);
    WANT_INT(c.size, 12);
    WANT(hash_eq(c.root, hash_sha256(S("root"))));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        WANT(!checkpoint_parse(s.a, wrong[i], &c));
    done(&s);
}
