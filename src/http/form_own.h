/*
 * form_own -- what the readers of forms share; for this room only.
 */
#ifndef HTTP_FORM_OWN_H
#define HTTP_FORM_OWN_H

#include "http/form.h"

/* With the usual where 0 stood. */
struct form_limits form_limits_filled(struct form_limits l);
/* e, with the fault written when there is one to write. */
enum err MUST_CHECK form_refuse(enum err e, struct str detail,
    struct fault *fault);
enum err MUST_CHECK form_check_sizes(const struct form_value *v,
    struct form_limits limits, struct fault *fault);
/* "text/html" of "text/html; charset=utf-8". */
struct str form_media_type(struct str content_type);

#endif
