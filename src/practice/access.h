/*
 * access -- the pack's rows about who may see and do what: data for
 * policy_decide().  Default deny; a forbid wins.
 */
#ifndef PRACTICE_ACCESS_H
#define PRACTICE_ACCESS_H

#include "practice/term.h"

enum depth { DEPTH_NONE, DEPTH_EXISTS, DEPTH_SUMMARY, DEPTH_FULL };

/* Verbs of access and roles; word in the pack. */
#define VERBS(K)                                                              \
    K(MAY_CHECK, "check")                                                     \
    K(MAY_CHECK_DISCREET, "check_discreet")                                   \
    K(MAY_CHECK_FOR_CALLER, "check_for_caller")                               \
    K(MAY_REPORT, "report")                                                   \
    K(MAY_TAKE_CALL, "take_call")                                             \
    K(MAY_BRIEF, "brief")                                                   \
    K(MAY_SECOND_LOOK, "second_look")                                         \
    K(MAY_LIST, "list")                                                       \
    K(MAY_OVERSEE, "oversee")                                                 \
    K(MAY_SEARCH, "search")                                                   \
    K(MAY_READ, "read")                                                       \
    K(MAY_RECORD, "record")                                                   \
    K(MAY_DECIDE, "decide")                                                   \
    K(MAY_LINK, "link")                                                       \
    K(MAY_ALLOCATE, "allocate")                                               \
    K(MAY_TRANSLATE, "translate")                                             \
    K(MAY_FEEDBACK, "feedback")                                               \
    K(MAY_CHALLENGE, "challenge")                                             \
    K(MAY_OPEN, "open")                                                       \
    K(MAY_SEE_LOOKERS, "see_lookers")                                         \
    K(MAY_IMPORT, "import")                                                   \
    K(MAY_IMPORT_OWN, "import_own")                                           \
    K(MAY_APPROVE, "approve")                                                 \
    K(MAY_GRANT, "grant")                                                     \
    K(MAY_CONFIRM, "confirm")                                                 \
    K(MAY_AUDIT, "audit")                                                     \
    K(MAY_ADMINISTER, "administer")

enum verb {
#define K(name, word) name,
    VERBS(K)
#undef K
        VERB_COUNT
};
bool       verb_find(struct str word, enum verb *out);
struct str verb_word(enum verb v);

/* Each holds the one before: one's own thing is one's agency's, and that is
 * of the area that the agency looks after. */
enum access_own { OWN_NO, OWN_READER, OWN_AGENCY, OWN_AREA };

/* Who: all keys that are given must hold; empty text: not asked. */
struct access_rule {
    bool              forbid;
    struct str        role, tie, thread, desk, kin;
    bool              any;
    uint32_t          may; /* bits of enum verb; 0: every verb */
    enum depth        depth;
    const struct str *of; /* form groups and kernel words; none: all */
    size_t            of_count;
    const struct str *except;
    size_t            except_count;
    const struct str *purposes; /* none: any */
    size_t            purpose_count;
    enum access_own   own;
    struct str        tell; /* role told when a forbid fires */
    struct str        id;   /* "access.yaml:LINE", for the ledger */
};

enum label_kind {
    LABEL_NORMAL,
    LABEL_RESTRICTED,
    LABEL_SHIELDED,
    LABEL_SEALED,
    LABEL_COUNT
};
enum label_others { OTHERS_FULL, OTHERS_EXISTS, OTHERS_ABSENT };
struct label_rule {
    enum label_kind   label;
    struct words      title;
    bool              needs_list;
    enum label_others others; /* what those not on the list see */
    bool              seal_location;
    bool              relay;
    bool              check_rings; /* a check answers "ring the duty line" */
};

#endif
