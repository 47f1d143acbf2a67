/*
 * static -- style sheets, scripts and pictures, compiled into the program.
 *
 * All have one address prefix that holds a hash over the whole set, so a
 * browser may keep them for ever and a new build is a new address:
 * "/assets/3f9c0a11d2e4/app.css".  Without the hash, or with an old one,
 * the current file is served to be asked about again (ETag).
 */
#ifndef HTTP_STATIC_H
#define HTTP_STATIC_H

#include "http/request.h"
#include "http/response.h"

struct asset {
    const char          *name; /* "app.css", "images/x.svg" */
    const char          *type; /* "text/css; charset=utf-8" */
    const unsigned char *plain;
    size_t               plain_n;
    const unsigned char *gzip; /* null: not worth it */
    size_t               gzip_n;
};

/* The generated table. */
extern const struct asset assets[];
extern const size_t       assets_count;

struct static_files {
    const struct asset *rows;
    size_t              n;
    char                hash[12]; /* hex, no NUL */
};

/* Names the set; rows must live as long. */
void static_init(struct static_files *f, const struct asset *rows, size_t n);
/* Is the path one of "/assets/..."?  (Class: HTTP_INLINE.) */
bool static_is(struct str path);
/* The address of that file in a page; BUG() when there is no such file. */
struct str static_url(struct arena *a, const struct static_files *f,
    struct str name);
/* Answers a path for which static_is(); false (nothing done): no such file. */
bool static_answer(const struct static_files *f, const struct request *req,
    struct response *resp);

#endif
