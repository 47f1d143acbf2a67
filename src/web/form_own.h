/*
 * form_own -- what the files about forms share, and nobody else.
 */
#ifndef WEB_FORM_OWN_H
#define WEB_FORM_OWN_H

#include "web/form.h"

/* What was typed into that input, or null. */
const struct typed_value *form_value_of(struct page *pg,
    const struct form_look *l, const struct typed_input *i);
/* The pack's notice on that answer, or empty. */
struct str form_notice_of(struct page *pg, const struct field *f,
    struct str answer);

#endif
