/*
 * genogram -- the drawing of a child's family, with its key.  Everything in
 * it stands in the tables below it too.
 */
#ifndef WEB_GENOGRAM_H
#define WEB_GENOGRAM_H

#include "web/child.h"

enum { GENOGRAM_LINES = 4 };
/* One sign, and what is written below it. */
struct genogram_sign {
    const struct genogram_person *at;
    struct str                    says; /* all of it, for those who listen */
    struct str                    age;  /* inside; empty: not known */
    struct str                    link; /* to the person's page, or empty */
    struct str                    lines[GENOGRAM_LINES];
    size_t                        line_count, name_count; /* names first */
    bool                          child, unborn, differs, not_assessed;
};
struct genogram_picture {
    struct genogram       g;
    struct genogram_sign *signs; /* one for each of g.people */
};
struct genogram_picture *genogram_of(struct page *pg,
    const struct child_page                      *c);
/* Versions of one person stand together; the first is drawn. */
bool genogram_draws(const struct child_page *c, size_t i);
/* "4 years old", or when it is due; empty: not known. */
struct str genogram_age(struct page *pg, const struct child_relative *r);

/* views/genogram.html */
void genogram_draw(struct page *pg, const struct genogram_picture *p);

#endif
