/*
 * site -- the web door of a running Diogel.
 */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "action/service.h"
#include "http/limit.h"
#include "http/server.h"

struct site; /* opaque: web/site.c */

enum err MUST_CHECK site_new(struct service *service, struct site **out);
void                site_free(struct site *s);
/* What the server calls. */
struct http_handler site_handler(struct site *s);
struct service     *site_service(struct site *s);
struct limits      *site_limits(struct site *s);

#endif
