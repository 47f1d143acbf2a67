/*
 * model -- the weights, read from a small text.
 *
 *     # one statement a line
 *     weight family same 20
 *     rarity family jones 13
 *     band strong 20
 *
 * weight FIELD LEVEL N: decibans for that level; every level that the field
 * can have is stated exactly once.  rarity FIELD NAME N (family, given): what
 * agreement on this folded name is worth, and the most for other levels.
 * band BAND N: the least total of possible and of strong; certain has none.
 *
 * A region's names are a text of their own (match/frequency.h writes it):
 * "names 1" first, then people N (how many were counted, about), place N (what
 * a town is worth), rest FIELD N (what a name is worth that is not listed) and
 * rarities.  It stands over the product's weights, in place of its rarities,
 * and can say nothing else: bands and all other weights are the product's.
 *
 * Units     decibans, -200 to 200.
 * Lifetime  a model never changes after loading and may be shared by all
 *           threads; it lives in the arena it was loaded into.
 * Errors    ERR_INVALID: the text does not parse or is not complete; fault
 *           has the line (the last one for what is missing) and detail.
 */
#ifndef MATCH_MODEL_H
#define MATCH_MODEL_H

#include "base/arena.h"
#include "base/err.h"

enum match_field {
#define FIELD(name, word) MATCH_##name,
#include "match/fields.def"
#undef FIELD
    MATCH_FIELD_COUNT
};

enum match_level {
#define LEVEL(name, word) MATCH_LEVEL_##name,
#include "match/levels.def"
#undef LEVEL
    MATCH_LEVEL_COUNT
};

enum match_band {
    MATCH_UNLIKELY,
    MATCH_POSSIBLE,
    MATCH_STRONG,
    MATCH_CERTAIN, /* traced identifier agrees, nothing contradicts */
    MATCH_BAND_COUNT
};

enum { MATCH_WEIGHT_MAX = 200 };

struct match_model; /* opaque: match/model.c */

enum err MUST_CHECK match_model_load(struct arena *a, struct str text,
    const struct match_model **out, struct fault *fault);
/* The product's weights with a region's names over them. */
enum err MUST_CHECK match_model_load_names(struct arena *a, struct str text,
    const struct match_model **out, struct fault *fault);
/* The text begins as one of names. */
bool match_model_is_names(struct str text);
/* The text that is compiled in; and the model that it makes, which lives
 * as long as the process. */
struct str                match_model_text(void);
const struct match_model *match_model_usual(void);

/* Twelve letters and digits that change with the text. */
struct str match_model_version(const struct match_model *m);
/* What a level is worth; 0 for NOT_GIVEN and AMONG. */
int match_model_weight(const struct match_model *m, enum match_field field,
    enum match_level level);
/* What agreement on a folded name is worth; when it is not listed, the rest;
 * MATCH_WEIGHT_MAX when the model says nothing of it. */
int match_model_rarity(const struct match_model *m, enum match_field field,
    struct str name);
/* What any name is worth that is not listed; MATCH_WEIGHT_MAX: not said. */
int match_model_rest(const struct match_model *m, enum match_field field);
/* How many people the names were counted among, about; 0: the product's. */
int64_t match_model_people(const struct match_model *m);
/* The names that are listed, in the order of field and name; null behind the
 * last. */
struct match_rarity {
    enum match_field field;
    struct str       name;
    int              worth;
    int              line; /* of the text */
};
const struct match_rarity *match_model_rarity_at(const struct match_model *m,
    size_t                                                                 i);
/* By the total alone, so never certain. */
enum match_band match_model_band(const struct match_model *m, int total);
/* One person among so many, as decibans: 2,000 gives -33. */
int match_model_start(int64_t population);
/* A count of people as it may be told (S11), so that one more or less does not
 * show: to two figures, and to tens at least; 1 to 14 are 10. */
int64_t match_model_rough(int64_t people);
/* Whether the field can have the level at all. */
bool match_field_has(enum match_field field, enum match_level level);

#endif
