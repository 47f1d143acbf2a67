/*
 * tell -- after a check: tell the co-ordinator that the child is here.
 *
 * TELL_LOOK and TELL (about the check's leaf; TELL with struct tell_ask) find
 * the pack's form that tells a co-ordinator; nothing that the check asked is
 * asked again, and the person who was found is never named by the page.
 * Answers: struct tell_form; TELL answers nothing, or when ERR_INVALID a
 * struct tell_form with what is wrong.
 *
 * ERR_ABSENT: not a check of the reader's, it found nobody, or the pack has
 * no such form.
 */
#ifndef ACTION_TELL_H
#define ACTION_TELL_H

#include "action/action.h"

struct tell_ask {
    struct str answers; /* JSON */
};
struct tell_form {
    const struct form *form;
    struct str         reference; /* of the check */
    struct entry_wrong wrong;
};

/* The form that tells a co-ordinator, or null. */
const struct form *tell_form_of(const struct pack *pack);

#endif
