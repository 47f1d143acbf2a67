/*
 * Tests of answers that go in steps, over real sockets.
 */
#include "../test.h"

#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "serving.h"

/* From asking to answered, in microseconds. */
static int64_t
took(struct serving *h, struct str path, const char *body)
{
    int64_t from = clock_monotonic();

    WANT(str_eq(client_get(h, path).body, str_of(body)));
    return clock_monotonic() - from;
}

/* Whether the second was answered while the first waited. */
static bool
is_passed(struct serving *h, int first, int second)
{
    bool waited;

    client_send_get(first, S("/stepped"));
    client_send_get(second, S("/look"));
    WANT_STR(client_read(h->arena, second, WITH_BODY).body, "look");
    waited = server_counts(h->server).waiting == 1;
    WANT_STR(client_read(h->arena, first, WITH_BODY).body, "look");
    return waited;
}

TEST(server__sends_at_a_whole_step_what_is_not_to_tell_how_long_it_took)
{
    struct serving *h = serving_open(NULL);
    int             first = client_open(h), second = client_open(h);
    int64_t         step = (int64_t)STEP_MS * 1000;
    bool            passed = false;

    WANT(took(h, S("/stepped"), "look") >= step);
    /* on a machine that was busy for a whole step it is asked again */
    for (int i = 0; i < 20 && !passed; i++)
        passed = is_passed(h, first, second);
    WANT(passed);
    close(first);
    close(second);
    serving_close(h);
}

TEST(server__sends_what_outlasts_a_step_at_the_next_one)
{
    struct serving  *h = serving_open(NULL);
    int              fd = client_open(h);
    int64_t          from = clock_monotonic(), step = (int64_t)STEP_MS * 1000;
    struct response *parked;
    struct timespec  more = {.tv_nsec = (STEP_MS * 5 / 4) * 1000000L};

    client_send_get(fd, S("/stepped/park"));
    parked = serving_parked(h);
    nanosleep(&more, NULL);
    response_body(parked, S("text/plain"), S("late"));
    response_finish(parked);
    WANT_STR(client_read(h->arena, fd, WITH_BODY).body, "late");
    WANT(clock_monotonic() - from >= 2 * step);
    close(fd);
    serving_close(h);
}

TEST(server__sends_what_waits_for_its_step_before_it_stops)
{
    struct serving *h = serving_open(NULL);
    int             fd = client_open(h);

    client_send_get(fd, S("/stepped"));
    WANT(serving_asleep(h, 1));
    server_stop(h->server);
    WANT_STR(client_read(h->arena, fd, WITH_BODY).body, "look");
    close(fd);
    serving_close(h);
}
