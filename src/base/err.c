/*
 * err -- names of the errors, and the end of the process for our own bugs.
 */
#include "base/err.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const names[ERR_COUNT] = {
    [OK] = "ok",
    [ERR_INVALID] = "invalid",
    [ERR_DENIED] = "denied",
    [ERR_ABSENT] = "absent",
    [ERR_CONFLICT] = "conflict",
    [ERR_ILLEGAL] = "illegal",
    [ERR_LIMIT] = "limit",
    [ERR_SIGN_IN] = "sign_in",
    [ERR_STORE] = "store",
    [ERR_BUSY] = "busy",
    [ERR_NET] = "net",
    [ERR_FILE] = "file",
};

bool
err_is_refusal(enum err e)
{
    return e >= ERR_INVALID && e <= ERR_SIGN_IN;
}

const char *
err_name(enum err e)
{
    assert((unsigned)e < ERR_COUNT);
    return names[e];
}

/* Standard error is not buffered, so the words are out before the abort. */
_Noreturn void
err_bug(const char *file, int line, const char *words)
{
    fprintf(stderr, "%s:%d: BUG: %s\n", file, line, words);
    abort();
}
