/*
 * command -- one word of the command line, and its options.
 *
 * Settings come from flags, then DIOGEL_* variables, then /etc/diogel.conf
 * ("name = value" lines).  A command returns the process's exit status: 0
 * done, 1 refused or found wrong, 2 bad command line.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/arena.h"
#include "base/err.h"
#include "base/id.h"
#include "store/care.h"

struct command_line {
    struct arena      *arena;
    const char *const *words; /* what is no flag, in order */
    size_t             count;
    const char *const *flags; /* "name=value" or "name" */
    size_t             flag_count;
};

/* The value of --name, DIOGEL_NAME or the file's name; empty if none. */
struct str command_text(const struct command_line *c, const char *name);
bool       command_is(const struct command_line *c, const char *name);
/* A number; fallback when it is not given; -1 when it is none. */
int64_t command_number(const struct command_line *c, const char *name,
    int64_t fallback);
/* The key file: --keys, or beside a SQLite database. */
const char *command_keys(const struct command_line *c);
/* Where this node keeps what it has of records in memory: --index, or beside
 * a SQLite database; empty: nowhere. */
struct str command_index(const struct command_line *c);
/* The database is another, or is written to by who does not follow it. */
void command_drop_index(const struct command_line *c);

/* Adds the deployer's tables of names, once in a process and before anything
 * is compared: --names.  Says what is wrong itself; the exit status. */
int command_names(const struct command_line *c);

/* Takes what names are worth in the region (match/frequency.h) for the weights
 * of a desk, once in a process and before the first thread: --weights.  Says
 * what is wrong itself; the exit status. */
int command_weights(const struct command_line *c);

typedef int command_fn(const struct command_line *c);
struct command {
    const char *name;
    command_fn *run;
    const char *usage; /* behind the name */
    const char *what;
};
extern const struct command commands[];
extern const size_t         commands_count;

/* Says on standard error what went wrong; returns 1. */
int command_failed(const struct command_line *c, const char *what, enum err e,
    const struct fault *fault);
/* A text file of at most 16 MiB, that lasts as long as the command; and what
 * went wrong with it, by its line when the fault has one. */
enum err MUST_CHECK command_file(const struct command_line *c, const char *path,
    struct str *text);
int command_file_failed(const struct command_line *c, const char *path,
    enum err e, const struct fault *fault);
int command_usage(const char *name);

struct pack;
struct pack_mistakes;
/* Each on a line of standard error: file:line: what; what to do. */
void command_mistakes(const struct pack_mistakes *m);
/* What keeps the pack from a live service (S26); says so itself. */
bool pack_is_not_live(const struct command_line *c, const struct pack *p);

struct service;
/* SERVE: on PostgreSQL beside other nodes; WRITE: while nobody else does. */
enum store_use { STORE_USE_READ, STORE_USE_SERVE, STORE_USE_WRITE };
/* Opens the service that --db names; says what is wrong itself. */
enum err MUST_CHECK command_open(const struct command_line *c,
    enum store_use use, struct id_source *ids, struct service **out);

/* Keeps for whoever looks after the service what was done to --db; that it
 * cannot be kept is said on standard error, and is no failure. */
void command_note_care(const struct command_line *c, const struct keys *keys,
    enum care_kind kind, const struct care *done);

command_fn command_serve, command_init, command_migrate, command_backup,
    command_restore, command_copy, command_doctor, command_rebuild,
    command_audit, command_receipt, command_pack, command_demo, command_import,
    command_export, command_setup, command_link, command_model, command_help;

#endif
