/*
 * name -- a person's name as it is compared: folded, in parts, without what
 * is no name.
 *
 * Folding is base/text.h's; on top of it: text that was UTF-8 read as
 * Latin-1 is repaired, titles go, ap / ab / ferch and other particles go
 * (and leave a mark), O’ and Mc are joined to what follows, a double barrel
 * becomes parts.  Words that stand for a name nobody knew ("baby", "twin 1",
 * "unknown") leave an empty name.
 *
 * Lifetime  the texts live in the arena they were read into.
 */
#ifndef MATCH_NAME_H
#define MATCH_NAME_H

#include "base/arena.h"
#include "base/str.h"

enum { MATCH_PARTS_MAX = 6 };

/* A given name keeps "Mac" (Macsen) and takes its first word first. */
enum match_name_kind {
    MATCH_NAME_GIVEN,
    MATCH_NAME_FAMILY,
    MATCH_NAME_PLACE,  /* of a town, never of a person: match/place.h */
    MATCH_NAME_STREET, /* a word of an address: match/street.h        */
    MATCH_NAME_KINDS
};

struct match_name {
    struct str parts[MATCH_PARTS_MAX];
    size_t     count;       /* 0: no name is known               */
    struct str glued;       /* the parts without a space between */
    bool       patronymic;  /* ap, ab, ferch stood there         */
    bool       placeholder; /* "baby" and the like stood there   */
    bool       custom;      /* one that says whose faith or sex, and no
                               family: Singh, Kaur, Begum           */
};

struct match_name match_name_read(struct arena *a, struct str text,
    enum match_name_kind kind);
/* Of its glued parts: such a name is weighed when it agrees, and says
 * nothing when it does not. */
bool match_name_is_custom(struct str glued);
/* Both known, and the same but for spaces and hyphens. */
bool match_name_eq(const struct match_name *x, const struct match_name *y);

/* Two folded parts: forms of one name, or a name and a short form of it.
 * Symmetric.  Two short forms of one name (Cadi, Cati) are not tied. */
bool match_name_is_form(struct str x, struct str y, enum match_name_kind kind);
/*
 * The names that part may be a form of: itself first, then the heads of
 * the table's rows in which it stands, at most max in all.
 */
size_t match_name_heads(struct str part, enum match_name_kind kind,
    struct str *heads, size_t max);
/* One is the other after a soft, nasal or aspirate mutation of its first
 * letter (Catrin, Gatrin, Nghatrin, Chatrin).  Symmetric. */
bool match_name_mutates(struct str x, struct str y);

#endif
