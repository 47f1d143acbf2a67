/*
 * Tests of the server over real sockets: classes, parking, overload,
 * deadlines, and the order of ending.
 */
#include "test.h"

#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/death.h"
#include "serving.h"

static int64_t
now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

TEST(server__answers_each_class_and_keeps_the_connection)
{
    static const struct {
        struct str path;
        int        status;
        struct str body;
    } rows[] = {
        {S_INIT("/fast"), 200, S_INIT("fast")},
        {S_INIT("/look"), 200, S_INIT("look")},
        {S_INIT("/again"), 200, S_INIT("again")},
        {S_INIT("/both"), 200, S_INIT("both")},
        {S_INIT("/none"), 404, S_INIT("none")},
        {S_INIT("/echo"), 200, S_INIT("")},
        {S_INIT("/fast?a=b"), 200, S_INIT("fast")},
    };
    struct serving *h = serving_open(NULL);
    int             fd = client_open(h);

    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            struct reply r;

            client_send_get(fd, rows[i].path);
            r = client_read(h->arena, fd, WITH_BODY);
            WANT_INT(r.status, rows[i].status);
            WANT_SAME(r.body, rows[i].body);
            WANT(!r.closed);
        }
    }
    close(fd);
    serving_close(h);
}

TEST(server__answers_pipelined_requests_in_order)
{
    struct server_options o = {.threads = 1};
    struct serving       *h = serving_open(&o);
    int                   fd = client_open(h);

    client_send_get(fd, S("/look"));
    client_send_get(fd, S("/fast"));
    client_send_get(fd, S("/again"));
    WANT_STR(client_read(h->arena, fd, WITH_BODY).body, "look");
    WANT_STR(client_read(h->arena, fd, WITH_BODY).body, "fast");
    WANT_STR(client_read(h->arena, fd, WITH_BODY).body, "again");
    close(fd);
    serving_close(h);
}

TEST(server__sends_no_body_after_head)
{
    struct serving *h = serving_open(NULL);
    int             fd = client_open(h);
    struct reply    r;

    client_send(fd, S("HEAD /look HTTP/1.1\r\nHost: a\r\n\r\n"));
    r = client_read(h->arena, fd, HEAD_ONLY);
    WANT_INT(r.status, 200);
    WANT_IN(r.head, "Content-Length: 4\r\n");
    client_send_get(fd, S("/fast"));
    r = client_read(h->arena, fd, WITH_BODY);
    WANT_IN(str_sub(r.head, 0, 15), "HTTP/1.1 200");
    WANT_STR(r.body, "fast");
    close(fd);
    serving_close(h);
}

TEST(server__says_unchanged_with_the_length_but_not_the_body)
{
    struct serving *h = serving_open(NULL);
    int             fd = client_open(h);
    struct reply    r;

    client_send_get(fd, S("/unchanged"));
    r = client_read(h->arena, fd, HEAD_ONLY);
    WANT_INT(r.status, 304);
    WANT_IN(r.head, "Content-Length: 4\r\n");
    client_send_get(fd, S("/fast"));
    WANT_STR(client_read(h->arena, fd, WITH_BODY).body, "fast");
    close(fd);
    serving_close(h);
}

TEST(server__puts_the_safe_headers_on_answers_and_refusals)
{
    struct serving *h = serving_open(NULL);
    struct reply all[] = {client_get(h, S("/fast")), client_get(h, S("/none")),
        client_get(h, S("/fail")), client_get(h, S("/a%00b"))};

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        WANT_IN(all[i].head, "Content-Security-Policy: default-src 'none';");
        WANT_IN(all[i].head, "X-Content-Type-Options: nosniff\r\n");
        WANT_IN(all[i].head, "Cache-Control: no-store\r\n");
    }
    serving_close(h);
}

/* ---- parking ---- */

TEST(server__parks_a_connection_until_another_thread_finishes_it)
{
    struct serving  *h = serving_open(NULL);
    int              fd = client_open(h);
    struct response *parked;
    struct reply     r;

    client_send_get(fd, S("/park"));
    parked = serving_parked(h);
    WANT(parked != NULL);
    WANT_STR(client_get(h, S("/look")).body, "look"); /* nobody waits for it */
    response_body(parked, S("text/plain"), S("durable"));
    response_finish(parked);
    r = client_read(h->arena, fd, WITH_BODY);
    WANT_INT(r.status, 200);
    WANT_STR(r.body, "durable");
    client_send_get(fd, S("/fast"));
    WANT_STR(client_read(h->arena, fd, WITH_BODY).body, "fast");
    close(fd);
    serving_close(h);
}

TEST(server__makes_a_refusal_of_a_response_that_failed)
{
    struct serving *h = serving_open(NULL);
    struct reply    r = client_get(h, S("/fail"));

    WANT_INT(r.status, 503);
    WANT_STR(r.body, "refused 6");
    WANT_INT(REFUSED_FAILED, 6);
    WANT_IN(r.head, "Retry-After: 2\r\n");
    WANT_NOT_IN(r.head, "Set-Cookie");
    serving_close(h);
}

TEST(server__bears_a_client_that_left_while_parked)
{
    struct serving *h = serving_open(NULL);

    for (int i = 0; i < 8; i++) {
        int              fd = client_open(h);
        struct response *parked;

        client_send_get(fd, S("/park"));
        parked = serving_parked(h);
        WANT(parked != NULL);
        close(fd);
        response_body(parked, S("text/plain"), S("nobody reads this"));
        response_finish(parked);
    }
    WANT(serving_asleep(h, 0));
    WANT_STR(client_get(h, S("/fast")).body, "fast");
    serving_close(h);
}

static void
finish_twice(void)
{
    (void)client_get(serving_open(NULL), S("/twice"));
}

TEST(server__stops_the_process_when_a_response_is_finished_twice)
{
    WANT(dies(finish_twice));
}

/* ---- overload and deadlines ---- */

TEST(server__turns_away_what_does_not_fit_its_queue)
{
    struct server_options o = {
        .classes[HTTP_SLOW] = {.workers = 1, .queue = 2}};
    struct serving       *h = serving_open(&o);
    int                   fd[3];
    struct reply          r;

    for (int i = 0; i < 3; i++) {
        fd[i] = client_open(h);
        client_send_get(fd[i], S("/gate"));
        /* the first is taken from the queue before the others come */
        WANT(i || serving_at_gate(h, 1));
        WANT(serving_asleep(h, i + 1));
    }
    r = client_get(h, S("/gate"));
    WANT_INT(r.status, 503);
    WANT_STR(r.body, "refused 4");
    WANT_INT(REFUSED_BUSY, 4);
    WANT_IN(r.head, "Retry-After: 2\r\n");
    WANT_INT(server_counts(h->server).busy, 1);
    WANT_STR(client_get(h, S("/look")).body, "look"); /* its own queue */
    serving_open_gate(h);
    for (int i = 0; i < 3; i++) {
        WANT_STR(client_read(h->arena, fd[i], WITH_BODY).body, "gate");
        close(fd[i]);
    }
    serving_close(h);
}

/* A queue of one slow request, which is full. */
static struct serving *
full_house(unsigned connections, int *fd)
{
    struct server_options o = {.connections = connections,
        .threads = 1,
        .classes[HTTP_SLOW] = {.workers = 1, .queue = 1}};
    struct serving       *h = serving_open(&o);

    for (int i = 0; i < 2; i++) {
        fd[i] = client_open(h);
        client_send_get(fd[i], S("/gate"));
        WANT(i || serving_at_gate(h, 1));
        WANT(serving_asleep(h, i + 1));
    }
    return h;
}

TEST(server__keeps_a_refusal_for_a_moment)
{
    int             fd[2];
    struct serving *h = full_house(0, fd);
    int64_t         before = clock_monotonic();

    WANT_INT(client_get(h, S("/gate")).status, 503);
    WANT(clock_monotonic() - before >= 150000);
    WANT(serving_asleep(h, 2));
    close(fd[0]);
    close(fd[1]);
    serving_close(h);
}

TEST(server__refuses_at_once_when_half_of_all_are_kept)
{
    int             fd[2], kept[2];
    struct serving *h = full_house(5, fd); /* two of five */

    for (int i = 0; i < 2; i++) {
        kept[i] = client_open(h);
        client_send_get(kept[i], S("/gate"));
        WANT(serving_asleep(h, 3 + i));
    }
    WANT_INT(client_get(h, S("/gate")).status, 503);
    WANT_INT(server_counts(h->server).waiting, 4); /* they are told later */
    for (int i = 0; i < 2; i++) {
        WANT_INT(client_read(h->arena, kept[i], WITH_BODY).status, 503);
        close(kept[i]);
        close(fd[i]);
    }
    serving_close(h);
}

TEST(server__counts_the_parked_among_those_that_wait)
{
    struct server_options o = {
        .classes[HTTP_LOOK] = {.workers = 1, .queue = 1}};
    struct serving *h = serving_open(&o);
    int             fd[2];

    for (int i = 0; i < 2; i++) {
        fd[i] = client_open(h);
        client_send_get(fd[i], S("/park"));
        WANT(serving_asleep(h, i + 1));
    }
    WANT_INT(client_get(h, S("/look")).status, 503);
    for (int i = 0; i < 2; i++) {
        struct response *parked = serving_parked(h);

        WANT(parked != NULL);
        response_finish(parked);
    }
    for (int i = 0; i < 2; i++) {
        WANT_INT(client_read(h->arena, fd[i], WITH_BODY).status, 200);
        close(fd[i]);
    }
    WANT_INT(client_get(h, S("/look")).status, 200);
    serving_close(h);
}

TEST(server__begins_one_look_at_a_time_while_another_goes_first)
{
    static const struct str paths[] = {S_INIT("/first"), S_INIT("/first"),
        S_INIT("/slow-look"), S_INIT("/slow-look")};
    const struct timespec   nap = {.tv_nsec = 100 * 1000000};
    struct server_options   o = {.classes[HTTP_FIRST] = {.workers = 1},
          .classes[HTTP_LOOK] = {.workers = 3}};
    struct serving         *h = serving_open(&o);
    int                     fd[4];

    for (int i = 0; i < 4; i++) {
        fd[i] = client_open(h);
        client_send_get(fd[i], paths[i]);
        WANT(serving_asleep(h, i + 1));
        WANT(i || serving_at_gate(h, 1));
    }
    WANT(serving_at_gate(h, 2));
    nanosleep(&nap, NULL);
    WANT_INT(atomic_load(&h->runs), 2); /* one of each; the rest wait */
    serving_open_gate(h);
    for (int i = 0; i < 4; i++) {
        WANT_STR(client_read(h->arena, fd[i], WITH_BODY).body, "gate");
        close(fd[i]);
    }
    serving_close(h);
}

TEST(server__answers_together_those_of_the_first_that_wait)
{
    enum { CLIENTS = 9 };
    struct server_options o = {.classes[HTTP_FIRST] = {.workers = 1}};
    struct serving       *h = serving_open(&o);
    int                   fd[CLIENTS];

    for (int i = 0; i < CLIENTS; i++) {
        fd[i] = client_open(h);
        client_send_get(fd[i], S("/first"));
        WANT(serving_asleep(h, i + 1));
        WANT(i || serving_at_gate(h, 1)); /* alone; the others behind it */
    }
    serving_open_gate(h);
    for (int i = 0; i < CLIENTS; i++) {
        WANT_STR(client_read(h->arena, fd[i], WITH_BODY).body, "gate");
        close(fd[i]);
    }
    WANT_STR(client_get(h, S("/look")).body, "look");
    WANT_INT(atomic_load(&h->gathered), 2);
    WANT_INT(atomic_load(&h->scattered), 2);
    WANT_INT(atomic_load(&h->strays), 0);
    serving_close(h);
}

TEST(server__answers_fast_ones_while_slow_ones_wait)
{
    struct serving *h = serving_open(NULL);
    int             fd[20];
    int64_t         began;

    for (int i = 0; i < 20; i++) {
        fd[i] = client_open(h);
        client_send_get(fd[i], S("/gate"));
    }
    WANT(serving_asleep(h, 20));
    began = now_ms();
    for (int i = 0; i < 50; i++) {
        WANT_STR(client_get(h, S("/fast")).body, "fast");
        WANT_STR(client_get(h, S("/look")).body, "look");
    }
    WANT(now_ms() - began < 5000);
    serving_open_gate(h);
    for (int i = 0; i < 20; i++) {
        WANT_STR(client_read(h->arena, fd[i], WITH_BODY).body, "gate");
        close(fd[i]);
    }
    serving_close(h);
}

TEST(server__never_begins_what_waited_past_its_deadline)
{
    struct server_options o = {
        .classes[HTTP_SLOW] = {.workers = 1, .queue = 2, .deadline_ms = 600}};
    struct serving *h = serving_open(&o);
    int             first = client_open(h), second = client_open(h);
    struct reply    r;

    client_send_get(first, S("/gate"));
    WANT(serving_at_gate(h, 1));
    client_send_get(second, S("/gate"));
    r = client_read(h->arena, first, WITH_BODY);
    WANT_INT(r.status, 503);
    WANT_STR(r.body, "refused 5");
    WANT_INT(REFUSED_LATE, 5);
    r = client_read(h->arena, second, WITH_BODY);
    WANT_INT(r.status, 503);
    WANT_STR(r.body, "refused 4");
    client_send_get(second, S("/fast")); /* it is still of use */
    WANT_STR(client_read(h->arena, second, WITH_BODY).body, "fast");
    serving_open_gate(h);
    close(first);
    close(second);
    server_stop(h->server);
    WANT_INT(atomic_load(&h->runs), 1);
    serving_close(h);
}

TEST(server__drops_what_a_parked_response_says_after_its_deadline)
{
    struct server_options o = {.classes[HTTP_LOOK] = {.deadline_ms = 600}};
    struct serving       *h = serving_open(&o);
    struct response      *parked;

    WANT_STR(client_get(h, S("/park")).body, "refused 5");
    WANT_INT(server_counts(h->server).late, 1);
    parked = serving_parked(h);
    WANT(parked != NULL);
    response_body(parked, S("text/plain"),
        str_cat(response_arena(parked), S("too "), S("late")));
    response_finish(parked);
    WANT_STR(client_get(h, S("/fast")).body, "fast");
    serving_close(h);
}

/* ---- ending ---- */

static void *
stop(void *server)
{
    server_stop(server);
    return NULL;
}

TEST(server_stop__waits_for_what_was_begun_and_takes_nothing_new)
{
    struct serving  *h = serving_open(NULL);
    int              parked_fd = client_open(h), other = client_open(h);
    struct response *parked;
    pthread_t        stopper;
    struct reply     r;

    client_send_get(other, S("/fast"));
    WANT_STR(client_read(h->arena, other, WITH_BODY).body, "fast");
    client_send_get(parked_fd, S("/park"));
    parked = serving_parked(h);
    WANT(parked != NULL);
    WANT_INT(pthread_create(&stopper, NULL, stop, h->server), 0);
    do {
        client_send_get(other, S("/look"));
        r = client_read(h->arena, other, WITH_BODY);
    } while (r.status == 200);
    WANT_INT(r.status, 503);
    WANT_STR(r.body, "refused 4");
    response_body(parked, S("text/plain"), S("durable"));
    response_finish(parked);
    WANT_STR(client_read(h->arena, parked_fd, WITH_BODY).body, "durable");
    pthread_join(stopper, NULL);
    WANT(client_is_closed(parked_fd) && client_is_closed(other));
    close(parked_fd);
    close(other);
    serving_close(h);
}

TEST(server_free__of_one_that_never_started_lets_the_port_go)
{
    struct arena         *a = arena_new(0);
    struct server_options o = {.listen = S("127.0.0.1:0")};
    struct server        *s = NULL;

    o.handler = serving_handler(NULL);
    WANT_OK(server_new(&o, &s, NULL));
    o.listen = str_cat(a, S("127.0.0.1:"), str_of_int(a, server_port(s)));
    server_free(s);
    WANT_OK(server_new(&o, &s, NULL));
    server_free(s);
    server_free(NULL);
    arena_free(a);
}

/* ---- many at once ---- */

enum { CLIENTS = 16, ROUNDS = 120 };

struct crowd {
    struct serving *house;
    atomic_bool     over;
    atomic_int      wrong;
};

/* Finishes whatever is parked, as a writer would after its COMMIT. */
static void *
finisher(void *arg)
{
    struct crowd *c = arg;

    while (!atomic_load(&c->over)) {
        struct response *batch[PARKED_MOST];
        size_t           n = 0;
        struct timespec  turn = {.tv_nsec = 200000};

        nanosleep(&turn, NULL);
        pthread_mutex_lock(&c->house->lock);
        while (c->house->parked_n)
            batch[n++] = c->house->parked[--c->house->parked_n];
        pthread_mutex_unlock(&c->house->lock);
        while (n) {
            response_body(batch[--n], S("text/plain"), S("park"));
            response_finish(batch[n]);
        }
    }
    return NULL;
}

static bool
says(int fd, struct str path, struct str words, struct arena *a)
{
    client_send_get(fd, path);
    return str_eq(client_read(a, fd, WITH_BODY).body, words);
}

static void *
client(void *arg)
{
    struct crowd *c = arg;
    struct arena *a = arena_new(0); /* the house's is not for threads */
    int           fd = client_open(c->house);

    for (int i = 0; i < ROUNDS; i++) {
        bool right = says(fd, S("/park"), S("park"), a) &&
            says(fd, S("/fast"), S("fast"), a) &&
            says(fd, S("/look"), S("look"), a) &&
            says(fd, S("/again"), S("again"), a);

        atomic_fetch_add(&c->wrong, !right);
        arena_clear(a);
    }
    arena_free(a);
    close(fd);
    return NULL;
}

TEST(server__loses_and_mixes_up_nothing_in_a_crowd)
{
    struct crowd c = {.house = serving_open(NULL)};
    pthread_t    threads[CLIENTS], writer;

    WANT_INT(pthread_create(&writer, NULL, finisher, &c), 0);
    for (int i = 0; i < CLIENTS; i++)
        WANT_INT(pthread_create(&threads[i], NULL, client, &c), 0);
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
    atomic_store(&c.over, true);
    pthread_join(writer, NULL);
    WANT_INT(atomic_load(&c.wrong), 0);
    WANT_INT(server_counts(c.house->server).requests, CLIENTS * ROUNDS * 4);
    WANT(serving_asleep(c.house, 0));
    serving_close(c.house);
}
