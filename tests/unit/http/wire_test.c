/*
 * Tests of the grammar at the door, without a socket.
 */
#include "test.h"

#include "http/wire.h"

struct door {
    struct arena      *arena;
    struct wire        wire;
    struct wire_header rows[8];
    struct request     request;
    uint64_t           body_n;
    enum http_refusal  why;
};

static struct door
door_open(struct str method, struct str target)
{
    struct door d = {.arena = arena_new(0)};

    d.wire = (struct wire){.method = method,
        .target = target,
        .version = S("HTTP/1.1"),
        .peer = S("127.0.0.1")};
    d.rows[d.wire.n++] = (struct wire_header){S("Host"), S("a.example")};
    return d;
}

static void
add(struct door *d, struct str name, struct str value)
{
    d->rows[d->wire.n++] = (struct wire_header){name, value};
}

static bool
passes(struct door *d)
{
    d->wire.headers = d->rows;
    return wire_read(d->arena, &d->wire, &d->request, &d->body_n, &d->why);
}

/* The end of a house that must refuse so. */
static bool
refuses(struct door *d, enum http_refusal why)
{
    bool no = !passes(d) && d->why == why;

    arena_free(d->arena);
    return no;
}

TEST(wire_read__fills_a_request)
{
    struct door d = door_open(S("POST"), S("/cy/check?a=1&b=x%20y"));

    add(&d, S("COOKIE"), S(" who=1 "));
    add(&d, S("content-length"), S("12"));
    add(&d, S("X-Other"), S("is nothing to us"));
    WANT(passes(&d));
    WANT_INT(d.request.method, HTTP_POST);
    WANT_STR(d.request.path, "/cy/check");
    WANT_STR(form_value(&d.request.query, S("b")), "x y");
    WANT_STR(d.request.host, "a.example");
    WANT_STR(d.request.cookie, "who=1");
    WANT_STR(d.request.peer, "127.0.0.1");
    WANT_INT(d.body_n, 12);
    arena_free(d.arena);
}

TEST(wire_read__gives_head_as_get)
{
    struct door d = door_open(S("HEAD"), S("/"));

    WANT(passes(&d));
    WANT_INT(d.request.method, HTTP_GET);
    arena_free(d.arena);
}

TEST(wire_read__refuses_two_of_what_may_be_there_once)
{
    static const struct str once[] = {S_INIT("Host"), S_INIT("Content-Length"),
        S_INIT("Cookie"), S_INIT("Origin"), S_INIT("Content-Type"),
        S_INIT("X-Real-IP")};

    for (size_t i = 0; i < sizeof once / sizeof once[0]; i++) {
        struct door d = door_open(S("POST"), S("/"));

        add(&d, once[i], S("1"));
        add(&d, once[i], S(""));
        WANT(refuses(&d, REFUSED_MALFORMED));
    }
}

TEST(wire_read__refuses_lengths_that_can_be_read_in_two_ways)
{
    static const struct str bad[] = {S_INIT("+5"), S_INIT("-5"), S_INIT("5,5"),
        S_INIT(""), S_INIT("0x5"), S_INIT("99999999999999999999")};

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct door d = door_open(S("POST"), S("/"));

        add(&d, S("Content-Length"), bad[i]);
        WANT(refuses(&d, REFUSED_MALFORMED));
    }
    for (int with_length = 0; with_length < 2; with_length++) {
        struct door d = door_open(S("POST"), S("/"));

        add(&d, S("Transfer-Encoding"), S("chunked"));
        if (with_length)
            add(&d, S("Content-Length"), S("5"));
        WANT(refuses(&d, REFUSED_MALFORMED));
    }
}

TEST(wire_read__refuses_names_and_values_that_are_none)
{
    static const struct wire_header bad[] = {
        {S_INIT("Content-Length "), S_INIT("5")},
        {S_INIT(""), S_INIT("x")},
        {S_INIT("a(b)"), S_INIT("x")},
        {S_INIT("X"), S_INIT("a\rb")},
        {S_INIT("X"), S_INIT("a\0b")},
        {S_INIT("Host"), S_INIT("b.example")},
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct door d = door_open(S("POST"), S("/"));

        add(&d, bad[i].name, bad[i].value);
        WANT(refuses(&d, REFUSED_MALFORMED));
    }
}

TEST(wire_read__refuses_hosts_that_are_none)
{
    static const struct str bad[] = {S_INIT(""), S_INIT("a b"), S_INIT("a/b"),
        S_INIT("a@b"), S_INIT("a,b")};

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct door d = door_open(S("GET"), S("/"));

        d.rows[0].value = bad[i];
        WANT(refuses(&d, REFUSED_MALFORMED));
    }
    {
        struct door d = door_open(S("GET"), S("/"));

        d.wire.n = 0;
        WANT(refuses(&d, REFUSED_MALFORMED));
    }
}

TEST(wire_read__refuses_bad_targets_versions_methods_and_bodies_of_get)
{
    static const struct {
        struct str        method, target, version;
        enum http_refusal why;
    } bad[] = {
        {S_INIT("GET"), S_INIT("/a%00b"), S_INIT("HTTP/1.1"),
            REFUSED_MALFORMED},
        {S_INIT("GET"), S_INIT("/?a=%00"), S_INIT("HTTP/1.1"),
            REFUSED_MALFORMED},
        {S_INIT("GET"), S_INIT("/?a=%ff"), S_INIT("HTTP/1.1"),
            REFUSED_MALFORMED},
        {S_INIT("GET"), S_INIT("/?a=\xc5\xb5"), S_INIT("HTTP/1.1"),
            REFUSED_MALFORMED},
        {S_INIT("GET"), S_INIT("http://a/"), S_INIT("HTTP/1.1"),
            REFUSED_MALFORMED},
        {S_INIT("GET"), S_INIT("/"), S_INIT("HTTP/1.2"), REFUSED_MALFORMED},
        {S_INIT("DELETE"), S_INIT("/"), S_INIT("HTTP/1.1"), REFUSED_METHOD},
        {S_INIT("get"), S_INIT("/"), S_INIT("HTTP/1.1"), REFUSED_METHOD},
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct door d = door_open(bad[i].method, bad[i].target);

        d.wire.version = bad[i].version;
        WANT(refuses(&d, bad[i].why));
    }
    {
        struct door d = door_open(S("GET"), S("/"));

        add(&d, S("Content-Length"), S("1"));
        WANT(refuses(&d, REFUSED_MALFORMED));
    }
}

TEST(wire_read__believes_our_proxy_about_address_and_tls_and_nobody_else)
{
    for (int proxy = 0; proxy < 2; proxy++) {
        struct door d = door_open(S("GET"), S("/"));

        d.wire.from = proxy ? WIRE_PROXY : WIRE_DIRECT;
        add(&d, S("X-Real-IP"), S("2001:db8::7"));
        add(&d, S("X-Forwarded-Proto"), S("https"));
        WANT(passes(&d));
        WANT_INT(d.request.transport, proxy ? HTTP_TLS : HTTP_PLAIN);
        WANT_SAME(d.request.peer, proxy ? S("2001:db8::7") : S("127.0.0.1"));
        arena_free(d.arena);
    }
}

TEST(wire_read__takes_no_address_that_is_none)
{
    struct door d = door_open(S("GET"), S("/"));

    d.wire.from = WIRE_PROXY;
    d.wire.peer = S("");
    add(&d, S("X-Real-IP"), S("1.2.3.4, 5.6.7.8"));
    WANT(passes(&d));
    WANT_STR(d.request.peer, "");
    arena_free(d.arena);
}
