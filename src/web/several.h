/*
 * several -- a page of whole pairs of one origin, each with an answer of
 * its own, and one send (bulk, but never blind).  What could not be recorded
 * comes back as it was typed, with what is wrong.
 */
#ifndef WEB_SEVERAL_H
#define WEB_SEVERAL_H

#include "web/pair.h"

visit_in  in_pairs_several, in_pairs_say;
visit_see see_pairs_several, see_pairs_said;

/* One pair on the page. */
struct several_row {
    const struct pair_page *p;
    struct str              of;   /* before the names of its inputs: "r0." */
    enum pair_word          word; /* chosen; PAIR_WORDS: leave it */
    /* The forms of "the same" and "not the same", that of the word first: a
     * question of one name is asked once. */
    struct record_view forms[2];
};
struct several_view {
    enum pair_origin         origin;
    struct several_row      *rows;
    size_t                   count;
    bool                     more;
    const struct pairs_said *said; /* of what was sent; null: nothing */
    const struct pairs_say  *sent;
    struct str               to;
};

/* views/several.html */
void several_page_draw(struct page *pg, const struct several_view *s);

/* What came of an answer. */
enum msg several_result_msg(const struct pairs_one *one,
    const struct pairs_result                      *r);
/* Whether the question is asked in that form of the row. */
bool               several_asks(const struct several_row *r, size_t form,
                  const struct field *f);
struct typed_input several_input(const struct several_row *r,
    const struct field                                    *f);
/* "/pairs/several/ORIGIN" in the reader's language. */
struct str several_url(struct page *pg, enum pair_origin origin);

#endif
