/*
 * prove -- that a database is what it says: for commands that make or bring
 * one.  They say what they found, and return the exit status.
 */
#ifndef CLI_PROVE_H
#define CLI_PROVE_H

#include "cli/command.h"

/* Verifies the ledger, and computes everything again to compare. */
int prove_database(const struct command_line *c);
/* Computes every projection again, and keeps what it is now. */
int prove_rebuild(const struct command_line *c);
/* The digest of everything in it, in hex. */
int prove_digest(const struct command_line *c, struct str *hex);

#endif
