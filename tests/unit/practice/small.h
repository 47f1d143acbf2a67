/*
 * small -- the smallest whole pack, tests/packs/small, as it is and with
 * one place changed; and answers to its forms.
 */
#ifndef TESTS_UNIT_PRACTICE_SMALL_H
#define TESTS_UNIT_PRACTICE_SMALL_H

#include "practice/answers.h"
#include "test.h"

struct small {
    struct arena *a;
    struct pack  *pack;
};

/* Loads it, or fails the test with the first mistake. */
struct small small_open(void);
/* The same of another folder of the tree: "practice/wales". */
struct small small_open_at(const char *folder);
void         small_close(struct small *s);

/* The folder as a bundle. */
struct str small_bundle(struct arena *a, const char *folder);
/* The bundle with the first old in that file replaced; fails the test when
 * there is none. */
struct str small_edited(struct arena *a, struct str bundle, struct str file,
    struct str old, struct str new);
/* A file of the tree. */
struct str small_file(struct arena *a, const char *path);

/* Answers to a form of it; fails the test when they cannot be read. */
struct answers small_answers(const struct small *s, struct str form,
    struct str json);
/* The one thing that is wrong with them on 2 March 2027, or MSG_NONE; fails
 * the test when there are several. */
struct answer_fault small_only_fault(const struct small *s, struct str form,
    struct str json, size_t children);

#endif
