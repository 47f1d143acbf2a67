/*
 * request -- what was asked, once it has been found well-formed.
 *
 * Nothing that the parser could read in two ways gets here: two hosts, a
 * transfer encoding, a space in a header's name, a path with %00, %2F, an
 * empty, "." or ".." segment, a bad percent, or bytes that are not UTF-8 are
 * refused with 400 before.  HEAD comes as GET: the server leaves the body
 * out of the answer.
 *
 * Lifetime  all of it lives until the answer is sent.  It does not change
 *           once the handler has it, and may be read from any thread.
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "base/arena.h"
#include "base/err.h"
#include "http/form.h"

enum http_method { HTTP_GET, HTTP_POST, HTTP_METHOD_COUNT };

enum http_transport {
    HTTP_PLAIN, /* what came to us was plain http                    */
    HTTP_TLS    /* the proxy before us says it came to it over TLS   */
};

/* Why the server answers by itself. */
enum http_refusal {
    REFUSED_MALFORMED, /* 400 */
    REFUSED_METHOD,    /* 405 */
    REFUSED_BODY,      /* 413: over the path's limit    */
    REFUSED_HEADERS,   /* 431                           */
    REFUSED_BUSY,      /* 503: nothing was begun        */
    REFUSED_LATE,      /* 503: begun, end not known     */
    REFUSED_FAILED,    /* 503: response_fail()          */
    REFUSAL_COUNT
};

/* Cookies are "__Host-" and Secure unless the server was told otherwise. */
enum http_cookies { HTTP_COOKIES_SECURE, HTTP_COOKIES_PLAIN };

struct request {
    enum http_method    method;
    enum http_transport transport;
    enum http_cookies   cookies;
    struct str          path;  /* decoded, begins with '/' */
    struct form_values  query; /* decoded                  */
    struct str          body;
    struct str          peer; /* the client's address in figures; behind a
                                 proxy the one the proxy saw; may be empty */
    /* headers as they were sent; empty when absent */
    struct str    host;
    struct str    cookie; /* all of them: use request_cookie() */
    struct str    origin;
    struct str    fetch_site;
    struct str    accept_language;
    struct str    accept_encoding;
    struct str    user_agent;
    struct str    content_type;
    struct str    if_none_match;
    struct str    authorization;
    struct arena *arena; /* the request's own; for the handler alone */
    /* The handler's, while it is answered beside others (server.h). */
    void *together;
};

/* The value of our cookie of that name (without prefix), or empty.  A name
 * sent twice counts as not sent: one of the two is not ours. */
struct str request_cookie(const struct request *r, struct str name);

/*
 * Did one of our own pages send this?  By Sec-Fetch-Site, else by Origin
 * against Host; no when the browser sent neither.
 */
bool request_is_same_origin(const struct request *r);
/*
 * Will the browser keep the cookies that we set?  Over TLS, and on loopback
 * names (or when they are plain); else sign-in explains instead of looping.
 */
bool request_is_safe_transport(const struct request *r);
/* The body as a form, by its content type. */
enum err MUST_CHECK request_form(const struct request *r,
    struct form_limits limits, struct form_values *out, struct fault *fault);
/*
 * The n-th part of the path between slashes ("/cy/check": 0 is "cy"), empty
 * when there are fewer.
 */
struct str request_segment(const struct request *r, size_t n);

#endif
