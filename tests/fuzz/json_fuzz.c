/*
 * json_fuzz -- JSON from outside: answers, imports, details of leaves.
 *
 * What can be read is written again and must read the same.  Built with
 * clang -fsanitize=fuzzer,address,undefined.
 */
#include <stdlib.h>

#include "base/json.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
insist(bool holds)
{
    if (!holds)
        abort();
}

static void
write_value(struct json_out *out, const struct json *j)
{
    switch (j->kind) {
    case JSON_NULL:
        json_null(out);
        break;
    case JSON_BOOL:
        json_bool(out, j->yes);
        break;
    case JSON_NUMBER:
        json_raw(out, j->text);
        break;
    case JSON_STRING:
        json_str(out, j->text);
        break;
    default:
        json_open(out, j->kind == JSON_ARRAY ? '[' : '{');
        for (const struct json *c = j->child; c; c = c->next) {
            if (j->kind == JSON_OBJECT)
                json_key(out, c->key);
            write_value(out, c);
        }
        json_close(out, j->kind == JSON_ARRAY ? ']' : '}');
    }
}

static struct str
written(struct arena *a, const struct json *j)
{
    struct json_out out;

    json_init(&out, a);
    write_value(&out, j);
    return json_text(&out);
}

/* Text is text, and each member is found under its name. */
static void
check_value(const struct json *j)
{
    int64_t n;

    insist(text_is_utf8(j->text) && text_is_utf8(j->key));
    (void)json_number(j, &n);
    for (const struct json *c = j->child; c; c = c->next) {
        insist(j->kind != JSON_OBJECT || json_member(j, c->key) == c);
        check_value(c);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena      *a = arena_new(0);
    const struct json *j = NULL, *again = NULL;
    struct fault       fault = {0};
    struct str         text;

    if (json_read(a, str_bytes(data, size), &j, &fault)) {
        insist(!str_is_empty(fault.detail));
    } else {
        check_value(j);
        text = written(a, j);
        insist(!json_read(a, text, &again, &fault));
        insist(str_eq(written(a, again), text));
    }
    arena_free(a);
    return 0;
}
