/*
 * pair -- pages of records that may be one person's.
 */
#ifndef WEB_PAIR_H
#define WEB_PAIR_H

#include "action/pair.h"
#include "web/concern.h"

visit_in in_pair, in_pair_put, in_pair_same, in_pair_apart, in_pair_twins,
    in_pair_unsure, in_pair_file;
visit_see see_pairs, see_pair, see_pair_put, see_pair_said, see_pair_file;

/* What is typed in the form of the word, the records filled in, into what is
 * said; what is wrong with it. */
enum err MUST_CHECK pair_judge(struct visit *v, const struct typed *t,
    struct pair_say *say, struct answer_fault **faults, size_t *count);
/* The question of that form that asks why. */
const struct field *pair_reason(const struct form *form, enum pair_word word);

/* views/pair.html */
void pairs_page_draw(struct page *pg, const struct pair_page_list *p);
void pairs_brought_draw(struct page *pg, const struct pair_brought *b);
/* Who has said what of the pair: nothing when nobody has. */
void pair_heard_list(struct page *pg, const struct pair_page *p);
/* r: the form of the answer that is given; null: none is chosen yet. */
void pair_page_draw(struct page *pg, const struct pair_page *p,
    const struct record_view *r);

enum msg pair_state_msg(enum pair_state state);
enum msg pair_word_msg(enum pair_word word);
enum msg pair_origin_msg(enum pair_origin origin);
enum msg pair_sought_msg(enum sought_way way);
/* "/pairs/ID" and "/pairs/ID/WHAT" */
struct str pair_url(struct page *pg, const struct pair *p, struct str what);

#endif
