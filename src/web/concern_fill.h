/*
 * concern_fill -- what a form of a concern is filled in with beforehand, and
 * the questions that the page answers itself.
 */
#ifndef WEB_CONCERN_FILL_H
#define WEB_CONCERN_FILL_H

#include "web/concern.h"

/* Which passage is translated, from which language and into which. */
bool concern_fill_is_passage(const struct form *form, const struct field *f);
/* Whoever disagrees does not say that it is settled. */
bool concern_fill_is_settling(const struct form *form, const struct field *f);

/* That it is not settled. */
void concern_fill_settling(struct typed *t);
/* Everything that is known before anything is typed. */
void concern_fill_form(struct visit *v, const struct concern_form_page *p,
    struct typed *t);

#endif
