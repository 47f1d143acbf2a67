/*
 * log -- JSON lines on standard error for whoever runs the service.  Never
 * personal data: codes, counts, ids of requests, not of people.  Only the
 * upper rooms (http, action, cli) log.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/str.h"

enum log_level { LOG_INFO, LOG_WARN, LOG_ERROR };

/* what: a fixed word or two; detail: codes only. */
void log_line(enum log_level level, const char *what, struct str detail);
/* Lines below the level are dropped; tests raise it. */
void log_set_level(enum log_level least);

#endif
