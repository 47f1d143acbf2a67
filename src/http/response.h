/*
 * response -- the answer being made.
 *
 * It starts as 200 with an empty body, and carries the security headers and
 * "Cache-Control: no-store" whatever is done to it.  One thread at a time
 * fills it: the handler, and after HTTP_PARK whoever it was handed to.
 *
 * Lifetime  what is put into a response is not copied (but for headers and
 *           cookies): it must live in response_arena(), in the request, or
 *           for ever.
 */
#ifndef HTTP_RESPONSE_H
#define HTTP_RESPONSE_H

#include "base/html.h"
#include "http/request.h"

struct response; /* opaque: http/response_own.h */

/* The request's arena; while parked it is the one who finishes that may use
 * it, nobody else. */
struct arena *response_arena(struct response *r);

/* With 304 the body is not sent, but its length is. */
void response_status(struct response *r, int status);
int  response_status_is(const struct response *r);
/* A page. */
void response_html(struct response *r, struct html_done page);
/* Anything else shown in place: type is a literal like "text/plain". */
void response_body(struct response *r, struct str type, struct str body);
/* Does it lead to us: "/cy/...", perhaps with ?query and #part, in plain
 * ASCII?  To be asked before a path that came in is sent back out. */
bool response_path_is_own(struct str path);
/* 303 to a path of our own; BUG() when it is none. */
void response_redirect(struct response *r, struct str path);
/* A file to keep, never shown in place; name is ours: letters, digits, '.',
 * '-' and '_' only, else BUG(). */
void response_download(struct response *r, struct str type, struct str name,
    struct str body);
/* One more header; name and value are ours.  BUG() on a line end in it. */
void response_header(struct response *r, struct str name, struct str value);

/* How long the browser keeps a cookie. */
enum { COOKIE_UNTIL_CLOSED = -1, COOKIE_GONE = 0 };
/*
 * HttpOnly, SameSite=Strict, Path=/, and Secure under the name "__Host-NAME"
 * (unless the server was told to leave that out).  value: letters, digits
 * and "-_.~" only, else BUG().  seconds, or one of the above.
 */
void response_cookie(struct response *r, struct str name, struct str value,
    int64_t seconds);

/*
 * Sent at a whole step of so many milliseconds after its request was there,
 * however long it took: how long must not say what was looked at.  Nobody
 * works or waits for it meanwhile.  A refusal of the server's own, and what
 * is answered HTTP_INLINE, is not held.
 */
void response_step(struct response *r, int ms);

/* ---- from any thread, after the handler said HTTP_PARK or is about to ---- */

/*
 * Send it.  Cheap, never blocks long, exactly once.  The response and its
 * arena must not be touched afterwards: they may be gone.
 */
void response_finish(struct response *r);
/*
 * Drop what was made so far; the handler's refuse() makes a page for
 * REFUSED_FAILED (503) instead.  Then call response_finish().
 */
void response_fail(struct response *r);

/*
 * Instead of finishing: go on with step on a worker of the request's class,
 * for work too long for the thread that calls this.  Past the queue's cap,
 * not past the deadline.
 */
enum http_next {
    HTTP_ANSWER, /* the response is whole: send it                      */
    HTTP_PARK    /* somebody else calls response_finish() (or _continue) */
};
typedef enum http_next http_step(void *ctx, const struct request *req,
    struct response *resp);
void response_continue(struct response *r, http_step *step, void *ctx);

#endif
