/*
 * watch -- a second, small door for whoever runs the service: is it alive,
 * is it ready, how is it doing.  Figures about the program, never about a
 * person, so nothing of it goes through the action table or the ledger.
 *
 *   /healthz  200 as long as the process answers at all
 *   /readyz   200 when the store can be read and written now, else 503
 *   /metrics  the same and more as Prometheus text
 *
 * It listens where it is told (--watch), on loopback or a unix socket, and
 * never where the pages are: what is before the pages cannot pass it on.
 */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "action/service.h"
#include "http/server.h"

struct watch; /* opaque */

/* Serves until watch_close(); pages is the server that is watched. */
enum err MUST_CHECK watch_open(struct str listen, struct service *service,
    struct server *pages, struct watch **out, struct fault *fault);
/* Before the pages' server and the service are closed; null is allowed. */
void watch_close(struct watch *w);
/* Where it can be reached, in words for the person who started it. */
struct str watch_address(const struct watch *w, struct arena *a);

#endif
