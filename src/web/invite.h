/*
 * invite -- pages of one-time links: making one, and where it leads.
 */
#ifndef WEB_INVITE_H
#define WEB_INVITE_H

#include "action/invite.h"
#include "web/visit.h"

visit_in  in_invites, in_invite_make, in_invite, in_invite_start;
visit_see see_invites, see_invite_make, see_invite_made, see_invite,
    see_invite_start;

/* views/invite.html */
/* agency: the one that was chosen, or empty. */
void invites_page(struct page *pg, const struct invite_list *list,
    struct str agency);
void invite_made_page(struct page *pg, const struct invite_made *made,
    struct str address);
void invite_page(struct page *pg, const struct invite_opened *opened,
    struct str secret);

#endif
