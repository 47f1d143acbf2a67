/*
 * Options and what commands say when they fail.
 */
#include "cli/command.h"
#include "record/finder.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "action/service.h"
#include "base/buf.h"
#include "practice/pack.h"

#define CONF_FILE "/etc/diogel.conf"
#define CONF_MOST 65536

enum { FILE_MOST = 16 << 20 };

/* The value behind "name=" in one of the flags, or null. */
static bool
flag_find(const struct command_line *c, struct str name, struct str *value)
{
    struct str key, rest;

    for (size_t i = 0; i < c->flag_count; i++) {
        bool cut = str_cut(str_of(c->flags[i]), '=', &key, &rest);

        if (!str_eq(key, name))
            continue;
        *value = cut ? rest : (struct str){0};
        return true;
    }
    return false;
}

static bool
variable_find(const struct command_line *c, struct str name, struct str *value)
{
    struct buf  b;
    const char *v;

    buf_init(&b, c->arena);
    buf_add(&b, S("DIOGEL_"));
    for (size_t i = 0; i < name.n; i++)
        buf_add_byte(&b,
            name.p[i] >= 'a' && name.p[i] <= 'z' ? (char)(name.p[i] - 'a' + 'A')
                                                 : name.p[i]);
    v = getenv(str_c(c->arena, buf_str(&b)));
    if (v)
        *value = str_of(v);
    return v != NULL;
}

static bool
conf_find(const struct command_line *c, struct str name, struct str *value)
{
    FILE      *f = fopen(CONF_FILE, "r");
    char      *text;
    struct str rest, line, key, after;
    size_t     n;

    if (!f)
        return false;
    text = arena_get(c->arena, CONF_MOST);
    n = fread(text, 1, CONF_MOST, f);
    fclose(f);
    rest = str_bytes(text, n);
    while (rest.p && str_split(&rest, '\n', &line)) {
        if (!str_cut(line, '=', &key, &after) || !str_eq(str_trim(key), name))
            continue;
        *value = str_trim(after);
        return true;
    }
    return false;
}

struct str
command_text(const struct command_line *c, const char *name)
{
    struct str key = str_of(name), value = {0};

    if (flag_find(c, key, &value) || variable_find(c, key, &value) ||
        conf_find(c, key, &value))
        return value;
    return (struct str){0};
}

bool
command_is(const struct command_line *c, const char *name)
{
    struct str value;

    return flag_find(c, str_of(name), &value);
}

int64_t
command_number(const struct command_line *c, const char *name, int64_t fallback)
{
    struct str text = command_text(c, name);
    int64_t    n;

    if (text.n == 0)
        return fallback;
    return str_int(text, &n) && n >= 0 ? n : -1;
}

const char *
command_keys(const struct command_line *c)
{
    struct str keys = command_text(c, "keys");
    struct str url = command_text(c, "db");

    if (keys.n)
        return str_c(c->arena, keys);
    if (!str_starts(url, S("sqlite:")))
        return "/etc/diogel.keys";
    return str_c(c->arena, str_cat(c->arena, str_from(url, 7), S(".keys")));
}

struct str
command_index(const struct command_line *c)
{
    struct str file = command_text(c, "index");
    struct str url = command_text(c, "db");

    if (file.n || !str_starts(url, S("sqlite:")))
        return file;
    return str_cat(c->arena, str_from(url, 7), S(".index"));
}

void
command_drop_index(const struct command_line *c)
{
    struct str file = command_index(c);

    if (file.n)
        finder_file_drop(str_c(c->arena, file));
}

int
command_failed(const struct command_line *c, const char *what, enum err e,
    const struct fault *fault)
{
    struct str detail = fault ? fault->detail : (struct str){0};

    (void)c;
    fprintf(stderr, "diogel: %s: %s", what, err_name(e));
    if (fault && fault->msg) {
        struct str words = lang_text(LANG_EN, fault->msg);

        fprintf(stderr, ": %.*s", STR_ARG(words));
    }
    if (detail.n)
        fprintf(stderr, ": %.*s", STR_ARG(detail));
    fprintf(stderr, "\n");
    return 1;
}

enum err
command_file(const struct command_line *c, const char *path, struct str *text)
{
    FILE  *f = fopen(path, "r");
    char  *p;
    size_t n;
    bool   failed;

    if (!f)
        return ERR_FILE;
    p = arena_get(c->arena, FILE_MOST);
    n = fread(p, 1, FILE_MOST, f);
    failed = ferror(f) != 0;
    fclose(f);
    *text = str_bytes(p, n);
    return failed ? ERR_FILE : OK;
}

int
command_file_failed(const struct command_line *c, const char *path, enum err e,
    const struct fault *fault)
{
    if (fault->line)
        fprintf(stderr, "%s:%d: ", path, fault->line);
    return command_failed(c, path, e, fault);
}

void
command_mistakes(const struct pack_mistakes *m)
{
    for (size_t i = 0; i < m->count; i++)
        fprintf(stderr, "%.*s:%d: %.*s; %.*s\n", STR_ARG(m->all[i].file),
            m->all[i].line, STR_ARG(m->all[i].what), STR_ARG(m->all[i].advice));
}

/* Opening a file that is not there would make an empty one. */
static bool
is_missing(const struct command_line *c, struct str url)
{
    return str_starts(url, S("sqlite:")) &&
        access(str_c(c->arena, str_from(url, 7)), F_OK) != 0;
}

enum err
command_open(const struct command_line *c, enum store_use use,
    struct id_source *ids, struct service **out)
{
    static const enum store_mode modes[] = {
        [STORE_USE_READ] = STORE_READ,
        [STORE_USE_SERVE] = STORE_SERVE,
        [STORE_USE_WRITE] = STORE_ALONE,
    };
    struct service_options o = {
        .url = command_text(c, "db"),
        .key_file = command_keys(c),
        .mode = modes[use],
        .ids = ids,
        .now = command_text(c, "now"),
        .said = c->arena,
    };
    struct fault fault = {0};
    enum err     e;

    if (o.url.n == 0) {
        fprintf(stderr,
            "diogel: --db URL is needed, like "
            "--db sqlite:diogel.db\n");
        return ERR_INVALID;
    }
    if (is_missing(c, o.url)) {
        fprintf(stderr,
            "diogel: there is no database there; make one with: "
            "diogel init\n");
        return ERR_FILE;
    }
    if ((e = service_open(&o, out, &fault)))
        command_failed(c, "cannot open the database", e, &fault);
    else if (use == STORE_USE_WRITE)
        command_drop_index(c);
    return e;
}

void
command_note_care(const struct command_line *c, const struct keys *keys,
    enum care_kind kind, const struct care *done)
{
    struct fault fault = {0};
    enum err     e = care_note(command_text(c, "db"), keys, kind, done, &fault);

    if (e)
        (void)command_failed(c, "done, but that cannot be noted", e, &fault);
}
