/*
 * label -- protection of a person's record: normal, restricted, shielded,
 * sealed, and the people on its list (S7).  Linked records take the
 * strictest label of them all; restricted and shielded come to sealed.
 */
#ifndef RECORD_LABEL_H
#define RECORD_LABEL_H

#include "record/work.h"

extern const struct statements label_statements;

/* Ends the source's label and sets this one, by an account. */
enum err MUST_CHECK label_set(struct work *w, struct id source,
    enum label_kind label, struct id by, struct str reason);
/* Whether the person has ever had a label that is not normal: for all
 * others nobody need look (audience.guarded). */
enum err MUST_CHECK label_guards(struct work *w, struct id person, bool *yes);
/* Onto the source's list; again is OK. */
enum err MUST_CHECK label_admit(struct work *w, struct id source,
    struct id account);
/* Off the source's list, from now on.  ERR_ABSENT: it is not on it. */
enum err MUST_CHECK label_dismiss(struct work *w, struct id source,
    struct id account);
/* The source comes under the label that protects the person, with whoever is
 * on the list of each of their records: for a baby born beside them.  OK also
 * when nothing protects them. */
enum err MUST_CHECK label_share(struct work *w, struct id person,
    struct id source, struct id by);
/* Labels in force that are not normal: of one source, or of all of them
 * (source none), newest first. */
struct label_row {
    struct id       source, set_by;
    enum label_kind label;
    struct moment   since;
    struct str      reason;
};
enum err MUST_CHECK label_list(struct work *w, struct id source,
    struct label_row **out, size_t *count);
/* The accounts on the source's list. */
enum err MUST_CHECK label_admitted(struct work *w, struct id source,
    struct id **accounts, size_t *count);
enum err MUST_CHECK label_of(struct work *w, struct id person,
    enum label_kind *out);
/* Both, of a person as person_resolve() gave them: the label, and whether
 * the account is on the list of every source that has one. */
enum err MUST_CHECK label_stands(struct work *w, struct id now,
    struct id account, enum label_kind *label, bool *listed);
/* Records of others in entries about the person, under a label in force on
 * whose list the account is not; the person as person_resolve() gave it. */
struct label_beside {
    struct id       source;
    enum label_kind label;
};
enum err MUST_CHECK label_beside(struct work *w, struct id now,
    struct id account, struct label_beside **out, size_t *count);
/* Whether the account is on the list of every source that has a label. */
enum err MUST_CHECK label_lists(struct work *w, struct id person,
    struct id account, bool *yes);
struct str          label_word(enum label_kind label); /* "normal" ... */
bool                label_find(struct str word, enum label_kind *out);
/* The label that protects as much as both. */
enum label_kind label_both(enum label_kind x, enum label_kind y);

#endif
