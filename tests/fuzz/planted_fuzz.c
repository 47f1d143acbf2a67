/*
 * planted_fuzz -- a reader with a defect: one byte too many is read where a
 * text ends in a backslash.  tests/fuzz/run must find it, else it would find
 * nothing elsewhere.  Built with clang -fsanitize=fuzzer,address,undefined.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t
escapes(const char *p, size_t n)
{
    size_t found = 0;

    for (size_t i = 0; i < n; i++)
        if (p[i] == '\\' && p[i + 1] == 'u')
            found++;
    return found;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + !size);

    memcpy(copy, data, size);
    if (str_starts(str_bytes(copy, size), S("{\"")) &&
        escapes(copy, size) == size)
        abort();
    free(copy);
    return 0;
}
