/*
 * static -- files from the program's own image; sent from where they lie.
 */
#include "http/static.h"

#include <string.h>

#include "base/hash.h"
#include "http/response_own.h"

static const struct str prefix = S_INIT("/assets/");

void
static_init(struct static_files *f, const struct asset *rows, size_t n)
{
    struct arena *a = arena_new(0);
    struct str   *pieces = ARENA_ARRAY(a, struct str, 2 * n);
    struct digest d;

    for (size_t i = 0; i < n; i++) {
        pieces[2 * i] = str_of(rows[i].name);
        pieces[2 * i + 1] = str_bytes(rows[i].plain, rows[i].plain_n);
    }
    d = hash_sha256_of(pieces, 2 * n);
    f->rows = rows;
    f->n = n;
    memcpy(f->hash, str_hex(a, hash_str(&d)).p, sizeof f->hash);
    arena_free(a);
}

bool
static_is(struct str path)
{
    return str_starts(path, prefix);
}

static const struct asset *
file_find(const struct static_files *f, struct str name)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(name, str_of(f->rows[i].name)))
            return &f->rows[i];
    return NULL;
}

static struct str
set_hash(const struct static_files *f)
{
    return str_bytes(f->hash, sizeof f->hash);
}

struct str
static_url(struct arena *a, const struct static_files *f, struct str name)
{
    struct str parts[] = {prefix, set_hash(f), S("/"), name};

    if (!file_find(f, name))
        BUG("static: a page names a file that is not there");
    return str_join(a, parts, 4, S(""));
}

/* The file's name in a path with or without a hash; *current: our hash. */
static struct str
name_of(const struct static_files *f, struct str path, bool *current)
{
    struct str name = str_from(path, prefix.n), first, rest;

    *current = false;
    if (str_cut(name, '/', &first, &rest) && first.n == sizeof f->hash &&
        !file_find(f, name)) {
        *current = str_eq(first, set_hash(f));
        name = rest;
    }
    return name;
}

/* "gzip" in a list, and not with "q=0". */
static bool
takes_gzip(struct str accepted)
{
    struct str rest = accepted, item, coding, weight;

    while (str_split(&rest, ',', &item)) {
        str_cut(item, ';', &coding, &weight);
        if (!str_eq_nocase(str_trim(coding), S("gzip")))
            continue;
        weight = str_trim(weight);
        return !str_eq(weight, S("q=0")) && !str_eq(weight, S("q=0.0")) &&
            !str_eq(weight, S("q=0.00")) && !str_eq(weight, S("q=0.000"));
    }
    return false;
}

/* One tag for the set: "hash-g" and "hash" are the file's two forms. */
static struct str
tag_of(struct arena *a, const struct static_files *f, bool zipped)
{
    struct str parts[] = {S("\""), set_hash(f), zipped ? S("-g\"") : S("\"")};

    return str_join(a, parts, 3, S(""));
}

static void
give(const struct asset *row, bool zipped, struct response *resp)
{
    struct str body = zipped ? str_bytes(row->gzip, row->gzip_n)
                             : str_bytes(row->plain, row->plain_n);

    response_body(resp, str_of(row->type), body);
    if (zipped)
        response_header(resp, S("Content-Encoding"), S("gzip"));
}

bool
static_answer(const struct static_files *f, const struct request *req,
    struct response *resp)
{
    bool                current;
    struct str          name = name_of(f, req->path, &current);
    const struct asset *row = file_find(f, name);
    bool                zipped;
    struct str          tag;

    if (!row)
        return false;
    zipped = row->gzip && takes_gzip(req->accept_encoding);
    tag = tag_of(response_arena(resp), f, zipped);
    response_cache(resp,
        current ? S("public, max-age=31536000, immutable") : S("no-cache"));
    response_header(resp, S("Vary"), S("Accept-Encoding"));
    response_header(resp, S("ETag"), tag);
    give(row, zipped, resp); /* after 304 the length of it, not the bytes */
    if (str_find(req->if_none_match, tag) >= 0)
        response_status(resp, 304);
    return true;
}
