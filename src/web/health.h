/*
 * health -- the administrator's page of how the service is.
 */
#ifndef WEB_HEALTH_H
#define WEB_HEALTH_H

#include "action/health.h"
#include "web/visit.h"

visit_see see_health;

/* views/health.html */
void health_page_draw(struct page *pg, const struct health_page *p);

/* A figure in the reader's words. */
struct str health_figure(struct page *pg, const struct vital_figure *f);

#endif
