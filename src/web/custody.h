/*
 * custody -- the custodian's page, and where a record is protected.
 */
#ifndef WEB_CUSTODY_H
#define WEB_CUSTODY_H

#include "action/custody.h"
#include "action/keep.h"
#include "web/visit.h"

visit_in in_custody, in_custody_child, in_label_set, in_label_admit,
    in_label_dismiss;
visit_see see_custody, see_custody_child, see_label, see_ring_dealt;

/* What was typed in a form about one source, and which form it was. */
/* views/custody.html */
void custody_page_draw(struct page *pg, const struct custody_page *c);
/* typed: what was sent with the page's form, by custody_field(). */
void custody_child_page(struct page *pg, const struct custody_child *c,
    const struct form_values *typed);

/* The name of a field of one record; what was typed in it, else what is so;
 * and where a button about the record sends the form. */
struct str custody_field(struct page *pg, struct str name, struct str source);
struct str custody_value(struct page *pg, const struct form_values *typed,
    struct str field, struct str now);
struct str custody_button(struct page *pg, struct str path, struct str source);
struct str custody_answer(struct page *pg, struct str word);
struct str custody_more_url(struct page *pg, const struct custody_page *c);
/* Where the list of protected records goes on, or its beginning. */
struct str custody_labels_url(struct page *pg, int64_t from);
struct str custody_label_words(struct page *pg, enum label_kind l);
struct str custody_label_id(enum label_kind l);
enum msg   custody_label_msg(enum label_kind l);

#endif
