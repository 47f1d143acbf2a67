/*
 * help -- help, accessibility and privacy: pages that hold nothing of
 * anybody, for whoever asks.
 */
#ifndef WEB_HELP_H
#define WEB_HELP_H

#include "web/visit.h"

visit_see see_help, see_accessibility, see_privacy;

/* views/help.html */
void help_page(struct page *pg);
void help_accessibility_page(struct page *pg);
void help_privacy_page(struct page *pg);

#endif
