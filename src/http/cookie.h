/*
 * cookie -- reading the Cookie header, writing Set-Cookie.
 */
#ifndef HTTP_COOKIE_H
#define HTTP_COOKIE_H

#include "http/request.h"

/* What the browser knows our names by: "__Host-" or nothing. */
struct str cookie_prefix(enum http_cookies cookies);
/* The value of exactly prefix and name; empty when absent or there twice. */
struct str cookie_find(struct str header, struct str prefix, struct str name);
/* A Set-Cookie line; see response_cookie(). */
struct str cookie_text(struct arena *a, struct str name, struct str value,
    int64_t seconds, enum http_cookies cookies);

#endif
