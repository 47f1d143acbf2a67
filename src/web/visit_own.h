/*
 * visit_own -- what site.c needs of a visit, and nobody else.
 */
#ifndef WEB_VISIT_OWN_H
#define WEB_VISIT_OWN_H

#include "http/server.h"
#include "web/site.h"
#include "web/visit.h"

/* The route for a path with its language, or null. */
const struct route *route_find(enum http_method method, struct str path,
    enum lang *lang, struct str parts[VISIT_PARTS]);
/* A visit in the request's arena; its route is null when there is none. */
struct visit *visit_begin(struct site *s, const struct request *req,
    struct response *resp);
/* Looks at the clock again, which another node may have moved. */
void visit_time(struct visit *v);
/* Lets the route draw, once the page knows its reader. */
void visit_see_any(struct visit *v, enum err e, struct answer *answer);
/* A page for what the server itself refused; both languages. */
void visit_refusal_page(struct site *s, const struct request *req,
    enum http_refusal why, struct response *resp);

#endif
