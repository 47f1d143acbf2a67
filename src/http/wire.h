/*
 * wire -- from what the library took off the wire to a request, or to the
 * reason why not.  Pure, for this room and its tests.
 */
#ifndef HTTP_WIRE_H
#define HTTP_WIRE_H

#include "http/request.h"

struct wire_header {
    struct str name;
    struct str value; /* with the white space around it */
};

/* Who may be believed about where a request came from. */
enum wire_from { WIRE_DIRECT, WIRE_PROXY };

struct wire {
    struct str                method;
    struct str                target; /* raw: "/cy/check?a=%41" */
    struct str                version;
    const struct wire_header *headers;
    size_t                    n;
    enum wire_from            from;
    struct str                peer;
};

/*
 * Fills all of *r but body and cookies, and how long a body will come.
 * False: *why says why; of *r path may be missing.
 */
bool wire_read(struct arena *a, const struct wire *w, struct request *r,
    uint64_t *body_n, enum http_refusal *why);

#endif
