/*
 * tell -- the page that tells a co-ordinator that the child is here.
 */
#ifndef WEB_TELL_H
#define WEB_TELL_H

#include "action/tell.h"
#include "web/form.h"

visit_in  in_tell_look, in_tell;
visit_see see_tell_look, see_tell;

/* views/tell.html */
void tell_page(struct page *pg, const struct form_look *l, struct id leaf,
    struct str reference);
void told_page(struct page *pg);

#endif
