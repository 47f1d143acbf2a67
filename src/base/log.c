/*
 * log -- one JSON object a line, written in one piece.
 *
 * A line is built on the stack: a log must work when memory does not, and a
 * line shorter than a pipe's atomic size is never mixed with another's.
 * Details are codes, so what is not printable ASCII becomes '?'.
 */
#include "base/log.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { DETAIL_MOST = 512, LINE_MOST = 2 * DETAIL_MOST + 256 };

static const char *const level_names[] = {
    [LOG_INFO] = "info",
    [LOG_WARN] = "warn",
    [LOG_ERROR] = "error",
};

static _Atomic int least_level = LOG_INFO;

void
log_set_level(enum log_level least)
{
    atomic_store(&least_level, (int)least);
}

/* Escaped into to, which holds twice DETAIL_MOST and a NUL. */
static void
escape(struct str s, char *to)
{
    for (size_t i = 0; i < s.n && i < DETAIL_MOST; i++) {
        char c = s.p[i] < ' ' || s.p[i] > '~' ? '?' : s.p[i];

        if (c == '"' || c == '\\')
            *to++ = '\\';
        *to++ = c;
    }
    *to = '\0';
}

/* Many lines fall into one second. */
static const char *
when(time_t second)
{
    static _Thread_local struct {
        time_t second;
        char   text[32];
    } last;
    struct tm utc;

    if (last.second != second || !last.text[0]) {
        gmtime_r(&second, &utc);
        strftime(last.text, sizeof last.text, "%Y-%m-%dT%H:%M:%S", &utc);
        last.second = second;
    }
    return last.text;
}

void
log_line(enum log_level level, const char *what, struct str detail)
{
    char            line[LINE_MOST], safe[2 * DETAIL_MOST + 1];
    struct timespec now;
    int             n;

    assert(level <= LOG_ERROR && what);
    if ((int)level < atomic_load(&least_level))
        return;
    clock_gettime(CLOCK_REALTIME, &now);
    escape(detail, safe);
    n = snprintf(line, sizeof line,
        "{\"at\":\"%s.%03ldZ\",\"level\":\"%s\",\"what\":\"%.64s\","
        "\"detail\":\"%s\"}\n",
        when(now.tv_sec), now.tv_nsec / 1000000, level_names[level], what,
        safe);
    assert(n > 0 && (size_t)n < sizeof line);
    /* Nobody is left to be told when standard error itself fails. */
    if (write(STDERR_FILENO, line, (size_t)n) < 0)
        return;
}
