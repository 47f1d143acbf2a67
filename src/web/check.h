/*
 * check -- pages of the register check and its receipts.
 */
#ifndef WEB_CHECK_H
#define WEB_CHECK_H

#include "action/check.h"
#include "action/receipt.h"
#include "web/visit.h"

visit_in  in_check, in_receipt_slip, in_receipt_full, in_receipt_verify;
visit_see see_check_form, see_check, see_receipts, see_receipt,
    see_receipt_verify;

/* What was typed, kept for drawing the form again. */
struct check_typed {
    struct str nhs, given, family, reason, urgency;
    struct str day, month, year;
};

/* Reads the questions of a check into in; what was typed of them. */
enum err           check_read(struct visit *v, struct check_ask *in);
struct check_typed check_typed_of(struct visit *v);

/* views/check.html */
void check_questions(struct page *pg, const struct check_typed *typed);
void check_form_page(struct page *pg, const struct check_typed *typed,
    const struct check_form *form);
void check_answer_page(struct page *pg, const struct check_answer *c,
    const struct answer *answer);
/* The same words as "ring", when nothing could be asked or written. */
void check_trouble_page(struct page *pg);
/* views/receipt.html */
void check_receipts_page(struct page *pg, const struct receipt_list *list);
void check_receipt_page(struct page *pg, const struct receipt_page *r);
void check_verify_page(struct page *pg, struct str typed,
    const struct receipt_verdict *verdict);

/* Words for templates. */
struct str check_kicker(struct page *pg, const struct check_ask *asked);
struct str check_category(struct page *pg, struct str term);
struct str check_hours(struct page *pg, const struct check_line *line);
/* enum match_agree, enum check_result in words. */
enum msg   check_agree_msg(int agree);
enum msg   check_result_msg(enum check_result r);
struct str check_hash(struct page *pg, const struct digest *hash);

#endif
