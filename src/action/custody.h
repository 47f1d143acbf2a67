/*
 * custody -- the page of the register's custodian, also read by auditors:
 * which checks were answered with "ring" and whether that was dealt with,
 * what was asked again and again, and in which patterns,
 * who has checked, how old the registers' data is, which records are
 * protected.
 *
 * CUSTODY (with struct custody_ask, answer struct custody_page) names no
 * child; discreet checks are in it, and in no other list (S4).
 * CUSTODY_CHILD (about the person, answer struct custody_child) is where a
 * label is set.  LABEL_INVITE (about the source, with struct admit_ask) puts
 * somebody on its list by their sign-in name.
 */
#ifndef ACTION_CUSTODY_H
#define ACTION_CUSTODY_H

#include "action/action.h"
#include "record/checked.h"
#include "record/enquiry.h"
#include "record/label.h"

#define CUSTODY_ROWS 50 /* of a list on a page */

struct custody_ask {
    struct str    answer; /* only such checks: on, none ...; empty: all */
    struct moment before; /* us 0: from the newest */
    int64_t       label;  /* the first protected record shown, from 0 */
};
struct custody_check {
    struct checked check;
    struct str     name;
    struct words   agency;
    struct str     dealt_by;
};
struct custody_register {
    struct words  name;
    bool          searched, kept_here, stale;
    struct moment as_of;
};
struct custody_label {
    struct label_row row;
    struct words     title;
    struct str       set_by;
    struct id        person;
    struct str       name; /* when policy lets the reader have it */
};
struct custody_page {
    struct custody_ask       asked;
    struct custody_check    *checks;
    size_t                   check_count;
    bool                     more;
    struct repeated         *repeats;
    size_t                   repeat_count;
    struct enquiry          *enquiries;
    size_t                   enquiry_count;
    struct enquiry_limits    enquiry_limits;
    struct custody_register *registers;
    size_t                   register_count;
    struct custody_label    *labels; /* custodians only */
    size_t                   label_count;
    bool                     more_labels;
    bool                     may_label;
};

struct admit_ask {
    struct str login;
};

struct custody_listed {
    struct id  account;
    struct str name;
};
struct custody_source {
    struct id              source;
    struct words           agency; /* of one that decides there; else
                                      empty: it may have reported (S12) */
    bool                   own;    /* Diogel's own record */
    enum label_kind        label;
    struct str             reason;
    struct custody_listed *listed;
    size_t                 listed_count;
};
struct custody_child {
    struct id              person;
    struct str             name;
    enum label_kind        label; /* of all of them together */
    struct custody_source *sources;
    size_t                 count;
};

/*
 * Whether the record bears a label that was set by another agency, and the
 * reader is not on its list: then it is absent to them, custodian or not.
 */
enum err MUST_CHECK custody_is_elsewhere(struct work *w, const struct cx *cx,
    struct id source, bool *yes);

#endif
