/*
 * ledger -- the auditor's pages.
 */
#ifndef WEB_LEDGER_H
#define WEB_LEDGER_H

#include "action/ledger_look.h"
#include "web/visit.h"

visit_in  in_ledger, in_ledger_all, in_ledger_check;
visit_see see_ledger, see_ledger_verify, see_ledger_bundle, see_ledger_check;

/* What was typed in the filter. */
struct ledger_typed {
    struct str login, about, kind, action, agency, from, to;
};
/* views/ledger.html */
void ledger_page_draw(struct page *pg, const struct ledger_typed *typed,
    const struct ledger_page *p);
enum ledger_of { LEDGER_OURS, LEDGER_COPY };
void ledger_report_page(struct page *pg, enum ledger_of of,
    const struct ledger_report *r);

enum msg   ledger_kind_msg(enum leaf_kind kind);
struct str ledger_figure(struct page *pg, const struct leaf_row *r);
/* Who it was when it was no account. */
enum msg ledger_nobody_msg(const struct leaf *l);
/* The beginning of an identifier: enough to tell two apart. */
struct str ledger_id(struct page *pg, struct id id);
/* The words for an action's name and for a rule; false: there are none, as
 * for a line of a pack (web/ledger_words.c). */
bool ledger_action_msg(struct str name, enum msg *out);
bool ledger_rule_msg(struct str rule, enum msg *out);
/* The ledger with such a filter, before a number (-1: from the newest). */
struct str ledger_url(struct page *pg, const struct ledger_typed *typed,
    int64_t before);
/* About one record alone; of one account alone; also of this agency. */
struct str ledger_about_url(struct page *pg, struct id id);
struct str ledger_login_url(struct page *pg, struct str login);
struct str ledger_agency_url(struct page *pg, const struct ledger_typed *typed,
    struct id agency);

#endif
