/*
 * --names DIR: a deployer's own given.txt, family.txt, place.txt and
 * street.txt, added to what is compiled in (match/name_table.h).  One setting
 * for all commands: keys that one of them wrote are looked for by the others.
 */
#include <stdio.h>
#include <unistd.h>

#include "cli/command.h"
#include "match/name_table.h"

static const struct {
    const char          *file;
    enum match_name_kind kind;
} files[] = {
    {"given.txt", MATCH_NAME_GIVEN},
    {"family.txt", MATCH_NAME_FAMILY},
    {"place.txt", MATCH_NAME_PLACE},
    {"street.txt", MATCH_NAME_STREET},
};

static int
table_read(const struct command_line *c, const char *path,
    enum match_name_kind kind)
{
    struct fault fault = {0};
    struct str   text;
    enum err     e = command_file(c, path, &text);

    if (e || (e = name_table_add(kind, text, &fault)))
        return command_file_failed(c, path, e, &fault);
    return 0;
}

int
command_names(const struct command_line *c)
{
    struct str dir = command_text(c, "names");
    size_t     found = 0;
    int        status = 0;

    for (size_t i = 0; dir.n && i < sizeof files / sizeof *files; i++) {
        struct str  parts[2] = {dir, str_of(files[i].file)};
        const char *path =
            str_c(c->arena, str_join(c->arena, parts, 2, S("/")));

        if (access(path, F_OK) != 0)
            continue;
        found++;
        if ((status = table_read(c, path, files[i].kind)))
            return status;
    }
    if (!dir.n || found)
        return 0;
    fprintf(stderr,
        "diogel: --names %.*s: neither given.txt nor family.txt nor "
        "place.txt nor street.txt is there\n",
        STR_ARG(dir));
    return 2;
}
