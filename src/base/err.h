/*
 * err -- how a function says that it could not do what was asked.
 *
 * Three kinds, in this order.  Refusals: what was asked cannot be, and the
 * person who asked can mend it or must be told; a fault says which words
 * and which field.  Outside trouble: the store or the network failed; the
 * person gets an apology, the log the detail.  Our own bugs: BUG() ends the
 * process and is never compiled out.
 *
 * Outputs of a function are written only when it returns OK, but for the
 * fault, which is written only when it does not.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

#include "base/str.h"
#include "msg.h"

enum err {
    OK,
    /* refusals */
    ERR_INVALID,  /* what was given is wrong; the fault says where      */
    ERR_DENIED,   /* policy says no                                     */
    ERR_ABSENT,   /* there is no such thing, or it is hidden            */
    ERR_CONFLICT, /* somebody else was first                            */
    ERR_ILLEGAL,  /* right in itself, but not in this state             */
    ERR_LIMIT,    /* too much, too often, too large                     */
    ERR_SIGN_IN,  /* nobody is signed in, or no longer                  */
    /* outside trouble */
    ERR_STORE, /* the database failed; nothing was changed           */
    ERR_BUSY,  /* full or over time; the same call may go later      */
    ERR_NET,   /* something beyond this machine failed               */
    ERR_FILE,  /* a file could not be read or written                */
    ERR_COUNT
};

#define MUST_CHECK __attribute__((warn_unused_result))

/* What was wrong, for the person: words and a place. */
struct fault {
    enum msg   msg;    /* words in the reader's language, MSG_NONE: none */
    struct str field;  /* form field the words belong to, may be empty   */
    struct str detail; /* for the log or a command line; never a page    */
    int        line;   /* of a text that was read, 0 if none             */
};

/* True when the error is a refusal (the asker can be told why). */
bool err_is_refusal(enum err e);

/* A fixed English name for logs: "invalid", "store", ... */
const char *err_name(enum err e);

/* Ends the process with the place and the words; for our own mistakes. */
#define BUG(words) err_bug(__FILE__, __LINE__, (words))
_Noreturn void err_bug(const char *file, int line, const char *words);

#endif
