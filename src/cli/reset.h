/*
 * reset -- a demonstration's database, put back as it was when it was made.
 *
 * `diogel demo` keeps a backup (store/backup.h) in the folder PATH.pristine
 * beside the database; a live database has none, and nothing here makes one.
 */
#ifndef CLI_RESET_H
#define CLI_RESET_H

#include "base/arena.h"
#include "base/err.h"

/* Whether there is such a copy; never for another engine than SQLite. */
bool reset_is_kept(struct arena *a, struct str url);
/*
 * Puts it in the database's place; nobody may have the database open.  On
 * error the database is as it was.
 */
enum err MUST_CHECK reset_to_kept(struct arena *a, struct str url,
    struct fault *fault);

#endif
