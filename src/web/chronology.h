/*
 * chronology -- what happened to a child and what it means, to be read,
 * narrowed, marked, and taken away on paper.
 */
#ifndef WEB_CHRONOLOGY_H
#define WEB_CHRONOLOGY_H

#include "action/chronology.h"
#include "web/visit.h"

visit_in  in_chronology, in_significance, in_significance_say;
visit_see see_chronology, see_chronology_paper, see_significance,
    see_significance_say;

/* views/chronology.html; leaf: of this very look. */
void chronology_draw(struct page *pg, const struct chronology *c,
    const struct leaf_mark *leaf);
void chronology_mark_draw(struct page *pg, const struct chronology *c);

/* ---- words and helps for templates ---- */

/* The address of the page, or of what stands behind it; with what was asked
 * for, where paper is to hold the same. */
struct str chronology_url(struct page *pg, const struct chronology *c,
    struct str what);
struct str chronology_paper_url(struct page *pg, const struct chronology *c);
struct str chronology_row_url(struct page *pg, const struct chronology *c,
    const struct chronology_row *row);
/* Who wrote what it means, and when. */
struct str chronology_by(struct page *pg, const struct chronology_row *row);
/* An answer that is written out beside it: what somebody typed. */
bool chronology_is_told(const struct child_line *l);

#endif
