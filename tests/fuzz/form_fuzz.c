/*
 * form_fuzz -- everything of a request that is read as text: targets,
 * headers, cookies, queries, urlencoded and multipart bodies.
 *
 * The first byte chooses the reader.  A corpus entry for multipart is 'm'
 * and a body whose boundary is "B"; for a head 'h', the target, and lines
 * "name:value".  Built with clang -fsanitize=fuzzer,address,undefined.
 */
#include <stdlib.h>

#include "base/text.h"
#include "http/cookie.h"
#include "http/url.h"
#include "http/wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEADERS_MOST = 32 };

static void
insist(bool holds)
{
    if (!holds)
        abort();
}

/* What was read is text, lies within what was given, and can be looked up. */
static void
check_values(struct arena *a, const struct form_values *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct form_value *v = &f->rows[i];
        const struct str        *list;

        insist(text_is_utf8(v->name) && form_has(f, v->name));
        if (v->kind == FORM_FILE)
            continue;
        insist(text_is_utf8(v->value));
        insist(form_values_list(a, f, v->name, &list) > 0);
        insist(str_eq(list[0], form_value(f, v->name)));
    }
}

static void
try_pairs(struct arena *a, struct str text)
{
    struct form_values f;

    if (form_read_pairs(a, text, (struct form_limits){0}, &f, NULL) == OK)
        check_values(a, &f);
}

static void
try_multipart(struct arena *a, struct str text)
{
    struct form_values f;

    if (form_read_multipart(a, text, S("multipart/form-data; boundary=B"),
            (struct form_limits){0}, &f, NULL) == OK)
        check_values(a, &f);
}

/* The first line is the content type. */
static void
try_type(struct arena *a, struct str text)
{
    struct form_values f;
    struct str         type, body;

    str_cut(text, '\n', &type, &body);
    if (form_read(a, body, type, (struct form_limits){0}, &f, NULL) == OK)
        check_values(a, &f);
}

static void
try_path(struct arena *a, struct str text)
{
    struct str path;

    if (!url_path(a, text, &path))
        return;
    insist(path.n && path.p[0] == '/' && text_is_utf8(path));
    insist(str_find(path, S("//")) < 0 && str_find(path, S("/../")) < 0);
    insist(str_find_byte(path, '\0') < 0);
}

static void
try_cookie(struct arena *a, struct str text)
{
    struct str sent = text, value;

    (void)a;
    value = cookie_find(sent, S("__Host-"), S("who"));
    insist(str_find_byte(value, ';') < 0);
}

static void
try_head(struct arena *a, struct str text)
{
    struct wire_header rows[HEADERS_MOST];
    struct wire        w = {.method = S("POST"),
               .version = S("HTTP/1.1"),
               .headers = rows,
               .from = WIRE_PROXY};
    struct request     r = {.arena = a};
    enum http_refusal  why;
    uint64_t           body_n;
    struct str         rest = text, line;

    if (!str_split(&rest, '\n', &w.target))
        return;
    while (w.n < HEADERS_MOST && str_split(&rest, '\n', &line)) {
        struct wire_header *h = &rows[w.n++];

        str_cut(line, ':', &h->name, &h->value);
    }
    if (!wire_read(a, &w, &r, &body_n, &why))
        return;
    insist(r.host.n && r.path.n);
    check_values(a, &r.query);
    (void)request_is_same_origin(&r);
    (void)request_is_safe_transport(&r);
    for (size_t i = 0; i < 4; i++)
        insist(str_find_byte(request_segment(&r, i), '/') < 0);
}

static const struct {
    uint8_t letter;
    void (*run)(struct arena *a, struct str text);
} readers[] = {
    {'p', try_pairs},
    {'m', try_multipart},
    {'t', try_type},
    {'u', try_path},
    {'c', try_cookie},
    {'h', try_head},
};

enum { READERS = sizeof readers / sizeof readers[0] };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    size_t        i = 0;

    if (!size)
        return 0;
    while (i < READERS && readers[i].letter != data[0])
        i++;
    a = arena_new(0);
    readers[i % READERS].run(a, str_bytes(data + 1, size - 1));
    arena_free(a);
    return 0;
}
