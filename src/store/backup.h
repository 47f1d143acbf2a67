/*
 * backup -- a copy of a database that is being used, and proof that it can
 * be used again.
 *
 * A backup is a folder: the database as a SQLite file, from whatever engine,
 * and "checkpoint.txt", the newest signed checkpoint at that moment.  The
 * key file is never in it: it is kept apart.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/store.h"

enum err MUST_CHECK backup_make(struct str url, const struct keys *keys,
    const char *dir, struct fault *fault);
/* Copies a backup to a new database file (keys may be null), or into an
 * empty database of a server; ERR_CONFLICT if one is there. */
enum err MUST_CHECK backup_restore(const char *dir, struct str url,
    const struct keys *keys, struct fault *fault);
/* The checkpoint text kept in the backup. */
enum err MUST_CHECK backup_checkpoint(struct arena *a, const char *dir,
    struct str *note);

#endif
