/*
 * golden -- stories of practice, folded without a database.
 *
 * golden.c finds the files and says what came of each (TAP), story.c reads
 * one story and makes entries of it, expect.c compares what the child looks
 * like with what was expected.  README.md is the format.
 */
#ifndef TESTS_GOLDEN_GOLDEN_H
#define TESTS_GOLDEN_GOLDEN_H

#include "base/buf.h"
#include "practice/yaml.h"
#include "record/fold.h"

/* One question answered: the member of the entry that gave it. */
struct given {
    const struct field *field;
    const struct node  *value;
};
/* One entry of a story. */
struct told {
    const struct node *node;
    struct str         name;
    const struct form *form;
    const struct told *root; /* of a correction */
    bool               withdraws;
    struct given      *given;
    size_t             given_count;
    struct str        *about; /* names of children */
    size_t             about_count;
    struct str         thread;
    struct moment      recorded, occurred;
    struct date        occurred_on;
    struct answers     answers;
    struct fact       *facts;
    size_t             fact_count;
};
struct story {
    struct arena      *arena;
    const struct pack *pack;
    struct told       *told;
    size_t             count;
    struct buf        *trouble; /* what is wrong, a line each */
};

/* A sentence about a line of the file, for whoever wrote it. */
void trouble(struct story *s, const struct node *at, struct str what,
    struct str value);
bool story_read(struct story *s, const struct node *root);
/* What the child of that name is made of, as known at a moment. */
struct fold_entry *story_entries(const struct story *s, struct str child,
    struct moment known_at, size_t *count);
struct id          story_id(enum id_kind kind, struct str name);
/* Who wrote it; none: it does not say. */
struct id told_author(const struct told *t);
/* "2027-03-02" or "2027-03-02 03:40" in the pack's zone; day: no time. */
bool story_when(const struct story *s, struct str text, struct moment *out,
    bool *day);

/* Whether the row is as it says; what it is instead goes to trouble. */
bool expect_holds(struct story *s, const struct node *row);
/* without.c: a rule of a pack that can be taken out and put back; or one row
 * of what clears a signal. */
struct rule_ref {
    struct str               kind, id, source;
    struct triggers         *on; /* what opens it or sets it off; or */
    const struct predicate **when;
    struct triggers          kept_on;
    struct triggers          left; /* of on, while it is out */
    const struct predicate  *kept_when;
};
size_t rule_list(struct arena *a, const struct pack *p, struct rule_ref **out);
void   rule_out(struct rule_ref *r);
void   rule_back(struct rule_ref *r);

/* expect_entry.c: of the entry that the row names. */
bool expect_asks(struct story *s, const struct node *row);
bool expect_refuses(struct story *s, const struct node *row);
bool expect_shared(struct story *s, const struct node *row);

#endif
