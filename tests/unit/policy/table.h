/*
 * table -- the whole policy table of a pack, to be walked: every role (and
 * every role that is added to another), verb and thing, with no tie and with
 * each one, own or not.
 */
#ifndef TESTS_UNIT_POLICY_TABLE_H
#define TESTS_UNIT_POLICY_TABLE_H

#include "policy/policy.h"

enum { WHOS_MOST = 64, OFS_MOST = 64, LINKS_MOST = 96, BROKEN_MOST = 10 };

/* Who asks: one role, or one that is added to another, or nobody. */
struct who {
    const struct role_term *roles[2];
    size_t                  count;
};
/* What ties the asker to the child: one thing, or nothing. */
enum link_kind { LINK_NONE, LINK_TIE, LINK_THREAD, LINK_DESK };
extern const char *const link_words[];
struct link {
    enum link_kind kind;
    struct str     id;
};
struct table {
    struct arena *arena;
    struct pack  *pack;
    struct who    who[WHOS_MOST];
    struct str    of[OFS_MOST];
    struct link   link[LINKS_MOST];
    size_t        whos, ofs, links;
    struct str    purpose[32];
    size_t        purposes;
    size_t        broken;
    int64_t       decided;
    /* The pack with the rows alone that speak of one who and verb, so that
     * a hundred million questions do not read all of them. */
    struct pack       near;
    const struct who *near_who;
    enum verb         near_verb;
};
/* One place in it. */
struct place {
    const struct who  *who;
    const struct link *link;
    enum verb          verb;
    struct str         of;
    enum access_own    own;
    /* What was found there, nothing being special about the child: */
    struct str purpose; /* the one that gives most */
    enum depth depth;
    struct str rule;
};

/* Of the pack in practice/NAME. */
void table_open(struct table *t, const char *name);
void table_close(struct table *t);
/* Only one role asks. */
void table_who(struct table *t, struct str role);

/* At the place, nothing being special about the child. */
struct policy_facts table_facts(const struct place *p);
/* The pack's answer, counted.  Every hundred and first is also asked of all
 * rows, and must be the same. */
enum err table_decide(struct table *t, const struct who *who,
    const struct policy_facts *f, struct grant *g);
/* Fills in what the purpose that gives most gives there. */
void table_ask(struct table *t, struct place *p);

typedef void place_fn(struct table *t, struct place *p, void *ctx);
/* Every link and every kind of own, for one who, verb and thing: from the
 * least to the most. */
void table_each_link(struct table *t, struct place *p, place_fn *fn, void *ctx);
void table_each(struct table *t, place_fn *fn, void *ctx);

#endif
