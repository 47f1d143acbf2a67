/*
 * response_own -- what a response is; for this room only.
 */
#ifndef HTTP_RESPONSE_OWN_H
#define HTTP_RESPONSE_OWN_H

#include "http/response.h"

struct exchange; /* http/server_own.h */

enum response_use {
    RESPONSE_SHOWN, /* in place: a page, a style sheet */
    RESPONSE_KEPT   /* a file to save                  */
};

struct response_header {
    struct str              name, value;
    struct response_header *next;
};

struct response {
    struct arena            *arena;
    struct exchange         *exchange; /* null in tests of responses alone */
    enum http_cookies        cookies;
    enum response_use        use;
    int                      status;
    struct str               type, body, cache;
    struct response_header  *first;
    struct response_header **last;
    bool                     failed;
    int                      step_ms; /* 0: sent when it is whole */
};

struct response *response_new(struct arena *a, struct exchange *x,
    enum http_cookies cookies);
/* Instead of "no-store"; value is a literal. */
void response_cache(struct response *r, struct str value);
/*
 * All headers that go out, in order; hsts_seconds 0: none of that.
 */
const struct response_header *response_headers(struct response *r,
    int64_t                                                     hsts_seconds);

#endif
