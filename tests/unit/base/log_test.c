/*
 * log -- one line, whatever is in the detail.
 */
#include "base/log.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/json.h"
#include "test.h"

/* What log_line() wrote, standard error being a pipe meanwhile. */
static struct str
logged(struct arena *a, enum log_level level, struct str detail)
{
    char    line[4096];
    int     ends[2], kept = dup(STDERR_FILENO);
    ssize_t n;

    WANT(pipe(ends) == 0 && dup2(ends[1], STDERR_FILENO) >= 0);
    log_line(level, "unit test", detail);
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(ends[1]);
    n = read(ends[0], line, sizeof line);
    close(ends[0]);
    WANT(n >= 0);
    return str_dup(a, str_bytes(line, (size_t)n));
}

static struct str
member(struct arena *a, struct str line, struct str key)
{
    const struct json *top = NULL;
    struct fault       fault;

    WANT_OK(json_read(a, line, &top, &fault));
    return json_string(json_member(top, key));
}

TEST(log_line__is_one_json_object_on_one_line)
{
    struct arena *a = arena_new(0);
    struct str    line = logged(a, LOG_WARN, S("503 queue"));

    WANT_INT(str_find_byte(line, '\n'), line.n - 1);
    WANT_STR(member(a, line, S("level")), "warn");
    WANT_STR(member(a, line, S("what")), "unit test");
    WANT_STR(member(a, line, S("detail")), "503 queue");
    WANT_INT(member(a, line, S("at")).n, 24);
    WANT(str_ends(member(a, line, S("at")), S("Z")));
    arena_free(a);
}

TEST(log_line__cannot_be_broken_by_its_detail)
{
    struct arena *a = arena_new(0);
    struct str    line = logged(a, LOG_INFO, S("a\"\\\n\0\x1b\xC3\xA9"));

    WANT_STR(member(a, line, S("detail")), "a\"\\?????");
    arena_free(a);
}

TEST(log_line__cuts_a_detail_that_is_too_long)
{
    struct arena *a = arena_new(0);
    char          quotes[2000];
    struct str    line;

    memset(quotes, '"', sizeof quotes);
    line = logged(a, LOG_ERROR, str_bytes(quotes, sizeof quotes));
    WANT_INT(member(a, line, S("detail")).n, 512);
    arena_free(a);
}

TEST(log_line__is_silent_below_the_level)
{
    struct arena *a = arena_new(0);
    struct str    info, warn;

    log_set_level(LOG_WARN);
    info = logged(a, LOG_INFO, S(""));
    warn = logged(a, LOG_WARN, S(""));
    log_set_level(LOG_INFO);
    WANT_INT(info.n, 0);
    WANT(warn.n > 0);
    arena_free(a);
}
