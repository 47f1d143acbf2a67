/*
 * receipt -- proof that a check was made (S6).
 *
 * A slip is signed-note text in both languages: reference, time, asker and
 * the leaf's hash; no name, no answer.  A full receipt says question and
 * answer too, for the agency's own record, "not for the family".  Anybody
 * can have one verified; the page then says genuine or not, time and
 * agency, nothing else.
 */
#ifndef ACTION_RECEIPT_H
#define ACTION_RECEIPT_H

#include "action/check.h"

struct slip {
    struct str    reference;
    struct moment at;
    struct str    name;
    struct words  agency;
    struct digest hash; /* of the leaf */
};

/* The name that receipts and checkpoints are signed under. */
#define RECEIPT_SIGNER S("diogel")

/*
 * Signed text of a slip: what it says is sealed with the check's question,
 * and signed only when somebody fetches it.  A signature costs a check a
 * fifth of its time on the processor (docs/speed.md), and few receipts are
 * ever fetched.
 */
struct str receipt_slip(struct arena *a, const struct work *w,
    const struct slip *slip);
/* The same of a check that kept its slip apart, as all did once, sealed for
 * its reference; ERR_STORE: it is not as it was. */
enum err MUST_CHECK receipt_sign(struct arena *a, const struct work *w,
    struct str reference, struct str kept, struct str *out);
/* Signed text of a full receipt: the slip's lines and what was said. */
struct str receipt_full(struct arena *a, const struct work *w,
    const struct slip *slip, const struct check_answer *said);
/*
 * Checks a receipt's signature; ERR_INVALID: altered, or not ours.  slip
 * gets what it says (name empty: the page never shows it).
 */
enum err MUST_CHECK receipt_open(struct arena *a, const struct keys *keys,
    struct str text, struct slip *slip);

/* What a check of that account said: ERR_ABSENT when it is not theirs. */
enum err MUST_CHECK receipt_said(struct work *w, struct id leaf,
    struct id account, struct str *reference, struct str *slip,
    struct check_answer *said);

/* RECEIPT_LIST (answer struct receipt_list), RECEIPT_SHOW (about the leaf,
 * with enum receipt_kind, answer struct receipt_page), RECEIPT_VERIFY (with
 * struct str, answer struct receipt_verdict). */
enum receipt_kind { RECEIPT_SLIP, RECEIPT_FULL };
struct receipt_row {
    struct id     leaf;
    struct str    reference;
    struct moment at;
};
struct receipt_list {
    struct receipt_row *rows;
    size_t              count;
};
struct receipt_page {
    enum receipt_kind   kind;
    struct id           leaf;
    struct slip         slip;
    struct check_answer said; /* RECEIPT_FULL */
    struct str          text; /* signed */
};
struct receipt_verdict {
    bool        genuine;
    struct slip slip;
};

#endif
