/*
 * shape -- the grammar of a pack as const tables.
 *
 * A shape describes one kind of map: its keys, what stands behind each,
 * which must be there, and a sentence on what it means.  The same table
 * reads a node into a struct, refuses what is not in it, and is printed as
 * docs/pack.md; so the page cannot say what the checker does not do.
 */
#ifndef PRACTICE_SHAPE_H
#define PRACTICE_SHAPE_H

#include <stddef.h>

#include "practice/term.h"
#include "practice/yaml.h"

struct load;

/* What stands behind a key, and what it is read into. */
enum rule_is {
    IS_ID,    /* struct str: lower_snake, dots allowed between     */
    IS_TEXT,  /* struct str: any scalar                            */
    IS_WORDS, /* struct words: {cy, en}, both                      */
    IS_FLAG,  /* bool: the word true                               */
    IS_INT,   /* int                                               */
    IS_DATE,  /* struct date: YYYY-MM-DD                           */
    IS_IDS,   /* const struct str * and size_t: one or several ids */
    IS_TEXTS, /* the same, any scalars                             */
    IS_WORD,  /* struct str: one of a closed list                  */
    IS_ENUM,  /* int: its place in a closed list                   */
    IS_BITS,  /* uint32_t: one bit for each of a closed list       */
    IS_SPAN,  /* struct span: {unit: n}                            */
    IS_MAP,   /* a struct, read by its shape                       */
    IS_LIST,  /* pointer and size_t: one or several such maps      */
    IS_NAMED, /* pointer and size_t: a map from ids to such maps   */
    IS_LATER  /* read by the loader itself                         */
};

/* A closed list of words. */
struct word {
    struct str word;
    struct str doc;
};
struct word_list {
    struct str         what; /* "basis", "verb" */
    const struct word *all;
    size_t             count;
};

struct rule {
    struct str              key;
    enum rule_is            is;
    bool                    needed;
    int                     defines; /* enum name_kind */
    int                     names;   /* enum name_kind */
    const struct word_list *words;
    const struct shape     *shape;
    size_t                  at; /* AT(): 0 is nowhere */
    size_t                  count_at;
    struct str              doc;
};
/* Where in the struct a value goes. */
#define AT(type, member) (offsetof(type, member) + 1)

struct shape {
    struct str         name; /* "a form": in mistakes and as a heading */
    struct str         doc;
    const struct rule *rules;
    size_t             count;
    size_t             size;    /* of the struct, 0: none        */
    size_t             id_at;   /* IS_NAMED: AT() of its own id */
    int                defines; /* IS_NAMED: what the ids name  */
    size_t             span_at; /* AT() of a struct span whose unit stands
                                   among the keys: {hours: 2, from: ...} */
    bool               span_needed;
};
#define SHAPE_RULES(table)                                                    \
    .rules = (table), .count = sizeof(table) / sizeof(*(table))
#define WORD_LIST(what, table)                                                \
    {                                                                         \
        S_INIT(what), (table), sizeof(table) / sizeof(*(table))               \
    }

/*
 * Reads the map into out, which may be null (only looked at).  False when
 * the node is no map at all.
 */
bool shape_read(struct load *l, const struct shape *s, const struct node *n,
    void *out);
/* One or several such maps; returns an array of *count, never null. */
void *shape_read_list(struct load *l, const struct shape *s,
    const struct node *n, size_t *count);

/* Single values, for loaders that read on their own.  All note mistakes. */
struct words shape_words(struct load *l, const struct node *n);
struct str   shape_id(struct load *l, const struct node *n);
bool         shape_int(struct load *l, const struct node *n, int *out);
bool         shape_date(struct load *l, const struct node *n, struct date *out);
/* Its place in the list, or -1. */
int shape_word(struct load *l, const struct word_list *words,
    const struct node *n);
/* One or several texts. */
const struct str *shape_texts(struct load *l, const struct node *n,
    size_t *count);
/* The unit and the number out of a map that may hold more. */
bool shape_span(struct load *l, const struct node *map, struct span *out);
bool span_is_unit(struct str key);

/* Closed lists that several files use. */
extern const struct word_list words_basis;
#define RULE_BASIS(type)                                                      \
    {                                                                         \
        S_INIT("basis"), IS_WORD, .needed = true, .words = &words_basis,      \
            .at = AT(type, note.basis),                                       \
            .doc = S_INIT("how firm the ground of this rule is")              \
    }
#define RULE_SOURCE(type)                                                     \
    {                                                                         \
        S_INIT("source"), IS_TEXT, .needed = true,                            \
            .at = AT(type, note.source),                                      \
            .doc = S_INIT("where the rule can be read")                       \
    }

extern const struct word_list words_weekdays;
extern const struct word_list words_units;

#endif
