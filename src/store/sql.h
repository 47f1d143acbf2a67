/*
 * sql -- one text for two engines.
 *
 * Both functions leave alone what stands in quotes ('..', "..") and in
 * comments (-- and nested slash-star).
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include "base/arena.h"
#include "base/str.h"

/* $3 -> ?3: to SQLite $3 is a name, numbered by where it stands first. */
struct str sql_numbered(struct arena *a, struct str sql);

enum sql_dialect { SQL_SQLITE, SQL_POSTGRES };
/* A migration's words INT64, BYTES and {STRICT} in that engine's own. */
struct str sql_schema(struct arena *a, struct str sql,
    enum sql_dialect dialect);

#endif
