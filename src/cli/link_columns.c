/*
 * diogel link: which column holds what, by a mapping file or by the names
 * that extracts usually give.
 */
#include <assert.h>

#include "base/buf.h"
#include "cli/link.h"

static const struct {
    struct str word;
    struct str also;
} uses[LINK_USES] = {
#define USE(name, word, also) [LINK_##name] = {S_INIT(#word), S_INIT(also)},
#include "cli/link_use.def"
#undef USE
};

/* Lower case, letters and digits: "Date of birth" is dateofbirth. */
static struct str
squeezed(struct arena *a, struct str name)
{
    struct buf b;

    buf_init(&b, a);
    name = str_lower(a, name);
    for (size_t i = 0; i < name.n; i++)
        if ((name.p[i] >= 'a' && name.p[i] <= 'z') ||
            (name.p[i] >= '0' && name.p[i] <= '9'))
            buf_add_byte(&b, name.p[i]);
    return buf_str(&b);
}

static bool
is_usual(struct arena *a, enum link_use use, struct str column)
{
    struct str rest = uses[use].also, one, name = squeezed(a, column);

    if (str_eq(name, squeezed(a, uses[use].word)))
        return true;
    while (str_split(&rest, ' ', &one))
        if (one.n && str_eq(one, name))
            return true;
    return false;
}

static enum err
invalid(struct fault *fault, struct str detail, int line)
{
    *fault = (struct fault){.detail = detail, .line = line};
    return ERR_INVALID;
}

static enum err
line_read(struct arena *a, struct str line, struct link_map *out,
    struct fault *fault)
{
    struct str word, column;

    line = str_trim(line);
    if (!line.n || line.p[0] == '#')
        return OK;
    if (!str_cut(line, '=', &word, &column) || !str_trim(column).n)
        return invalid(fault, S("a line is: field = column"), 0);
    for (int u = 0; u < LINK_USES; u++)
        if (str_eq(uses[u].word, str_trim(word))) {
            out->columns[u] = str_dup(a, str_trim(column));
            return OK;
        }
    return invalid(fault,
        str_cat(a, S("there is no field called "), str_trim(word)), 0);
}

enum err
link_map_read(struct arena *a, struct str text, struct link_map *out,
    struct fault *fault)
{
    struct str line;
    enum err   e;
    int        at = 0;

    assert(out && fault);
    *out = (struct link_map){.columns = {{NULL, 0}}};
    while (str_split(&text, '\n', &line)) {
        at++;
        if ((e = line_read(a, line, out, fault))) {
            fault->line = at;
            return e;
        }
    }
    return OK;
}

static bool
column_find(const struct link_header *h, struct str name, size_t *at)
{
    for (*at = 0; *at < h->count; (*at)++)
        if (str_eq_nocase(str_trim(h->names[*at]), name))
            return true;
    return false;
}

/* "street + town": each of them; the first that the file has not, or empty. */
static struct str
mapped(const struct link_header *h, struct str names, struct link_use_of *out)
{
    struct str one;
    size_t     at;

    while (out->count < LINK_JOINED && str_split(&names, '+', &one)) {
        if (!column_find(h, str_trim(one), &at))
            return str_trim(one);
        out->column[out->count++] = at;
    }
    return (struct str){0};
}

enum err
link_columns_find(struct arena *a, const struct link_map *map,
    const struct link_header *h, struct link_columns *out, struct fault *fault)
{
    *out = (struct link_columns){.count = h->count};
    for (int u = 0; u < LINK_USES; u++) {
        struct link_use_of *use = &out->use[u];

        if (map->columns[u].n) {
            struct str missing = mapped(h, map->columns[u], use);

            if (missing.n)
                return invalid(fault,
                    str_cat(a, S("there is no column called "), missing), 1);
            continue;
        }
        for (size_t i = 0; i < h->count && !use->count; i++)
            if (is_usual(a, (enum link_use)u, h->names[i]))
                use->column[use->count++] = i;
    }
    if (!out->use[LINK_ID].count)
        return invalid(fault,
            S("no column is an id; name it in a mapping file: id = COLUMN"), 1);
    if (!out->use[LINK_GIVEN].count && !out->use[LINK_FAMILY].count)
        return invalid(fault,
            S("no column is a name; see --columns in diogel(1)"), 1);
    return OK;
}
