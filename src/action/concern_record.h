/*
 * concern_record -- recording any form of the pack in a concern: a decision,
 * an answer to who reported, a reading of the history, an allocation, a
 * translation, a disagreement.
 *
 * CONCERN_FORM (about the thread, with struct concern_form_ask, answer struct
 * concern_form_page) is what the form's page needs; CONCERN_RECORD (about
 * the thread, with struct concern_record, answer struct concern_recorded)
 * writes it.  The ask's purpose may be empty: then the first of those a
 * concern is dealt with for that lets the reader in.
 *
 * Two at once  the page names the newest entry of that form about the child
 *              that it was made from; when there is a newer one meanwhile
 *              the second is ERR_CONFLICT, and the answer says who was first
 *              and what they recorded.
 */
#ifndef ACTION_CONCERN_RECORD_H
#define ACTION_CONCERN_RECORD_H

#include "action/concern.h"
#include "action/typed.h"

struct concern_form_ask {
    const struct form *form;
    struct id          source;  /* the child; none: the thread's first */
    struct passage     passage; /* USE_TRANSLATE: what is translated   */
};

/* An account or an agency that a question may be answered with. */
struct concern_offer {
    struct str id, label;
};
/* What was recorded already. */
struct concern_first {
    struct id     entry;
    struct words  title;
    struct words  outcome; /* of a decision, else empty */
    struct str    reason, author;
    struct moment at;
    enum lang     language;
};
/* How somebody is contacted safely. */
struct concern_contact {
    struct str    text;   /* why nothing is known; else empty */
    struct id     sealed; /* to be opened                     */
    struct moment at;
    enum lang     language;
};
/* Everybody of the reader's agency who could be given a child. */
enum err MUST_CHECK concern_accounts(struct work *w, struct cx *cx,
    struct concern_offer **out, size_t *count);
struct concern_form_page {
    struct id          thread;
    int64_t            number;
    const struct form *form;
    enum concern_use   use;
    struct id          source;
    /* Whom the entry will be about, in order. */
    struct id           *about;
    struct str          *names;
    size_t               about_count;
    struct id            seen;   /* the newest such entry, or none */
    struct concern_first newest; /* it, when there is one */
    /* What was answered last time in this thread; root may be null. */
    struct answers               last;
    const struct pack_threshold *threshold;
    struct check_line            lines[2];
    size_t                       line_count;
    struct concern_offer        *accounts;
    size_t                       account_count;
    struct concern_offer        *agencies; /* of the kind the form asks for */
    size_t                       agency_count;
    /* Beside the form: what has been decided; what is translated. */
    struct concern_part    *basis;
    size_t                  basis_count;
    struct concern_contact *contacts; /* USE_OTHER */
    struct id               person;   /* whose contacts they are, and for */
    struct str              purpose;  /* what they are opened             */
    size_t                  contact_count;
    enum lang               language; /* that the report was written in */
    struct passage          passage;  /* USE_TRANSLATE: what is translated */
    struct str              original;
    struct words            question;
    enum lang               original_language;
};

/* A file that comes with the answers: which question it answers, and what
 * was typed, since the paper's id is an answer that is not known before. */
struct concern_file {
    const struct field *field;
    struct str          bytes;
    struct typed       *typed;
};
/* The file becomes a paper, and its id the answer that the form asks.
 * ERR_INVALID: wrong says why it is none. */
enum err MUST_CHECK concern_file_keep(struct work *w, struct cx *cx,
    const struct concern_file *f, struct entry_wrong *wrong, struct id *paper);
struct concern_record {
    const struct form  *form;
    struct id           source;
    struct str          answers; /* JSON */
    enum lang           language;
    struct id           seen;
    struct concern_file file; /* field null: none */
};
struct concern_recorded {
    struct id            entry;
    struct entry_wrong   wrong; /* when ERR_INVALID  */
    struct concern_first first; /* when ERR_CONFLICT */
};

/* The threshold text of the board that the agency's authority sits on. */
enum err MUST_CHECK concern_threshold(struct work *w, const struct agency *at,
    const struct pack_threshold **out);

#endif
