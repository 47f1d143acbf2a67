/*
 * kin -- relatives among those who sign in, and people who are themselves in
 * the record: refused, and told nothing (S9).
 *
 * Declared   by the account itself (kin_add).
 * Found      by comparing accounts with a person's records, whenever either
 *            changes: a projection.  Two things must agree, of which a name
 *            is one, and weigh together what the matching calls strong:
 *            - name and whole birth date, of somebody said to be family, to
 *              live there, or to have harmed; or of the person themselves;
 *            - name and home, of anybody said to be in the person's life;
 *            - family name and home, of the person or such people.
 *            A name alone is nothing, and an address alone is nothing.
 * Cleared    somebody found that it is no relative: until it is undone, and
 *            for those records and that evidence alone.
 */
#ifndef RECORD_KIN_H
#define RECORD_KIN_H

#include "record/work.h"

enum kin_basis {
    KIN_SELF,      /* name and birth date are the person's own        */
    KIN_BIRTH,     /* ... of somebody of their family                 */
    KIN_HOME,      /* name of such a person, and the home             */
    KIN_HOUSEHOLD, /* family name and the home                        */
    KIN_BASIS_COUNT
};

extern const struct statements kin_statements, kin_find_statements,
    kin_clear_statements;

/* Declared, or said to be found.  The same again is OK. */
enum err MUST_CHECK kin_add(struct work *w, struct id account, struct id source,
    struct str basis);
enum err MUST_CHECK kin_is(struct work *w, struct id account, struct id person,
    bool *yes);
/* Of a person as person_resolve() gave them. */
enum err MUST_CHECK kin_is_now(struct work *w, struct id account, struct id now,
    bool *yes);
/* Whether the account may be told of something about that person, and in
 * that thread (either may be none): nobody is of their kin, nor of a brother
 * of theirs in the same thread (S9). */
enum err MUST_CHECK kin_may_be_told(struct work *w, struct id account,
    struct id thread, struct id person, bool *yes);
/* Whether a sealed place of the person's is also one of a relative's, or the
 * account's own home; it is compared by its keyed hash, and nothing is
 * opened. */
enum err MUST_CHECK kin_shares_place(struct work *w, struct id account,
    struct id person, bool *yes);

/* Everybody whom a new account may be kin of is compared with it. */
enum err MUST_CHECK kin_of_account(struct work *w, struct id account);

struct str kin_basis_word(enum kin_basis b);
bool       kin_basis_find(struct str word, enum kin_basis *out);

/* One that was found, or that was found and is cleared. */
struct kin_found {
    struct id      account, agency, source, person;
    struct str     name; /* the account's */
    enum kin_basis basis;
    struct id      cleared_by; /* none: it is in force */
    struct moment  cleared_at;
    struct str     reason;
    bool           refused; /* they tried, and somebody was told */
};
/* In force first; of one agency, or (none given) of all. */
enum err MUST_CHECK kin_found_list(struct work *w, struct id agency,
    struct kin_found **out, size_t *count);
/* ERR_DENIED: one's own; ERR_ABSENT: it was not found, or is not cleared;
 * ERR_INVALID: no reason. */
enum err MUST_CHECK kin_clear(struct work *w, const struct kin_found *k,
    struct id by);
enum err MUST_CHECK kin_restore(struct work *w, const struct kin_found *k,
    struct id by);

#endif
