/*
 * engine_sqlite_log -- SQLite's log, written in one piece a commit; for
 * engine_sqlite.c alone.
 */
#ifndef STORE_ENGINE_SQLITE_LOG_H
#define STORE_ENGINE_SQLITE_LOG_H

/* Registers it and gives the name that sqlite3_open_v2() takes.  Once, after
 * sqlite3_initialize(). */
const char *lite_log_register(void);

#endif
