/*
 * diogel: the command line.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"

const struct command commands[] = {
    {"serve", command_serve,
     "--db URL --listen ADDRESS [--watch ADDRESS] [--index FILE] "
     "[--sandbox]",
     "answers on the web"},
    {"init", command_init, "--db URL --pack DIR [--demo]",
     "makes a new database and its key file"},
    {"setup", command_setup,
     "FILE.yaml --db URL [--dry-run] [--passwords FILE]",
     "enters a region's agencies, desks and first accounts"},
    {"demo", command_demo, "--db URL --people N --seed N [--digest]",
     "makes an invented region, or prints its digest"},
    {"pack", command_pack, "check|explain|diff|grammar|install DIR",
     "checks, shows or installs a practice pack"},
    {"import", command_import,
     "register|people FILE.csv --as NAME --as-of DATE --db URL [--dry-run], "
     "or approve|undo|approve-undo|drop NUMBER --as NAME --db URL",
     "brings a register, or a list of children, in"},
    {"export", command_export, "register FILE.csv --as NAME --db URL",
     "writes the register out, to come in again"},
    {"link", command_link,
     "A.csv [B.csv ...] --out links.csv --clusters clusters.csv ...",
     "says which rows of whole extracts are one person"},
    {"model", command_model, "explain [FILE], or names --db URL [--out FILE]",
     "says what weights give for what, or counts the region's names for "
     "--weights"},
    {"audit", command_audit, "verify|export --db URL",
     "verifies the ledger, or writes it out"},
    {"receipt", command_receipt, "verify FILE --db URL",
     "says whether a receipt is genuine"},
    {"rebuild", command_rebuild, "[--verify] --db URL",
     "computes every projection again, and compares"},
    {"migrate", command_migrate, "--db URL", "brings a database up to date"},
    {"backup", command_backup,
     "--db URL --to DIR [--keep N], or --made --db URL",
     "copies a database that is being used, or notes that other tools did"},
    {"restore", command_restore, "--from DIR --db URL [--verify]",
     "makes a database of a backup, and proves it"},
    {"copy", command_copy, "--from URL --to URL [--keys FILE]",
     "moves a service to another database, and proves it"},
    {"doctor", command_doctor, "--db URL",
     "says how the service is, and what to do"},
    {"help", command_help, "", "prints this"},
};
const size_t commands_count = sizeof(commands) / sizeof(*commands);

int
command_help(const struct command_line *c)
{
    (void)c;
    printf("diogel: the record that the agencies who protect children "
           "share\n\n");
    for (size_t i = 0; i < commands_count; i++)
        printf("  diogel %-8s %s\n%18s%s\n", commands[i].name,
            commands[i].usage, "", commands[i].what);
    return 0;
}

int
command_usage(const char *name)
{
    for (size_t i = 0; i < commands_count; i++)
        if (str_eq(str_of(commands[i].name), str_of(name)))
            fprintf(stderr, "usage: diogel %s %s\n", name, commands[i].usage);
    return 2;
}

/* Words and flags apart; "--name value" becomes "name=value". */
static struct command_line
read_line(struct arena *a, int argc, char **argv)
{
    const char        **words = ARENA_ARRAY(a, const char *, (size_t)argc + 1);
    const char        **flags = ARENA_ARRAY(a, const char *, (size_t)argc + 1);
    struct command_line c = {.arena = a, .words = words, .flags = flags};

    for (int i = 2; i < argc; i++) {
        struct str s = str_of(argv[i]), parts[2];

        if (!str_starts(s, S("--"))) {
            words[c.count++] = argv[i];
            continue;
        }
        parts[0] = str_from(s, 2);
        parts[1] = i + 1 < argc ? str_of(argv[i + 1]) : (struct str){0};
        if (parts[1].n && !str_starts(parts[1], S("--")) &&
            str_find_byte(s, '=') < 0) {
            flags[c.flag_count++] = str_c(a, str_join(a, parts, 2, S("=")));
            i++;
        } else {
            flags[c.flag_count++] = str_c(a, parts[0]);
        }
    }
    return c;
}

int
main(int argc, char **argv)
{
    struct arena       *a = arena_new(0);
    struct command_line c;
    struct str          name = argc > 1 ? str_of(argv[1]) : S("help");
    int                 status = 2;
    size_t              i;

    c = read_line(a, argc, argv);
    for (i = 0; i < commands_count; i++)
        if (str_eq(str_of(commands[i].name), name))
            break;
    if (i == commands_count)
        fprintf(stderr, "diogel: no such command; try: diogel help\n");
    else if (!(status = command_names(&c)) && !(status = command_weights(&c)))
        status = commands[i].run(&c);
    arena_free(a);
    return status;
}
