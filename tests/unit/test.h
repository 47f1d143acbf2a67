/*
 * test -- how a unit test is written.
 *
 *     TEST(str_trim__takes_white_space_from_both_ends)
 *     {
 *         WANT_STR(str_trim(S(" a ")), "a");
 *     }
 *
 * The name is a sentence and stands once in the whole tree.  Every file
 * tests/unit/ROOM/NOUN_test.c is found by itself; tools/testmain writes the
 * main() that runs them.  A WANT that fails says what it got and ends its
 * test; it must stand in a function that a test called, never in another
 * thread.
 */
#ifndef TESTS_UNIT_TEST_H
#define TESTS_UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/str.h"

#define TEST(name) \
    void name(void **test_state); \
    void name(__attribute__((unused)) void **test_state)

#define WANT(cond) \
    want_true((cond) ? 1 : 0, #cond, __FILE__, __LINE__)

/* enum err: WANT_OK(expr), WANT_ERR(ERR_DENIED, expr) */
#define WANT_ERR(want, expr) \
    want_err((want), (expr), #expr, __FILE__, __LINE__)
#define WANT_OK(expr) WANT_ERR(OK, expr)

/* A struct str against a literal (it may hold \0), and against another. */
#define WANT_STR(got, lit) \
    want_str((got), S(lit), #got, __FILE__, __LINE__)
#define WANT_SAME(got, want) \
    want_str((got), (want), #got, __FILE__, __LINE__)
/* A struct str that holds, or does not hold, the literal. */
#define WANT_IN(got, lit) \
    want_in((got), S(lit), 1, #got, __FILE__, __LINE__)
#define WANT_NOT_IN(got, lit) \
    want_in((got), S(lit), 0, #got, __FILE__, __LINE__)

/* Any integer, enum or bool that fits int64_t. */
#define WANT_INT(got, want) \
    want_int((int64_t)(got), (int64_t)(want), #got, __FILE__, __LINE__)

static inline void
want_true(int holds, const char *text, const char *file, int line)
{
    if (holds)
        return;
    print_error("# does not hold: %s\n", text);
    _fail(file, line);
}

static inline void
want_err(enum err want, enum err got, const char *text, const char *file,
    int line)
{
    if (got == want)
        return;
    print_error("# %s\n#   gave   %s\n#   wanted %s\n", text, err_name(got),
        err_name(want));
    _fail(file, line);
}

static inline void
want_int(int64_t got, int64_t want, const char *text, const char *file,
    int line)
{
    if (got == want)
        return;
    print_error("# %s\n#   is     %lld\n#   wanted %lld\n", text,
        (long long)got, (long long)want);
    _fail(file, line);
}

/* A little before the first byte in which two texts differ: a long text is
 * shown from there, since a report that is too long is cut off. */
static inline size_t
differ_from(struct str a, struct str b)
{
    size_t at = 0;
    while (at < a.n && at < b.n && a.p[at] == b.p[at])
        at++;
    return at > 40 ? at - 40 : 0;
}

static inline void
want_str(struct str got, struct str want, const char *text, const char *file,
    int line)
{
    if (got.n == want.n && (!got.n || !memcmp(got.p, want.p, got.n)))
        return;
    size_t from = differ_from(got, want);
    print_error("# %s, from byte %zu\n#   is     \"%.*s\" (%zu bytes)\n"
                "#   wanted \"%.*s\" (%zu bytes)\n",
        text, from, STR_ARG(str_sub(got, from, 300)), got.n,
        STR_ARG(str_sub(want, from, 300)), want.n);
    _fail(file, line);
}

static inline void
want_in(struct str got, struct str part, int want, const char *text,
    const char *file, int line)
{
    if ((str_find(got, part) >= 0) == (want != 0))
        return;
    print_error("# %s\n#   begins \"%.*s\"\n#   should%s hold \"%.*s\"\n", text,
        STR_ARG(str_sub(got, 0, 1000)), want ? "" : " not", STR_ARG(part));
    _fail(file, line);
}

#endif
