/*
 * model -- the weights, read from a small text.
 *
 *     # one statement a line
 *     weight family same 20
 *     rarity family jones 13
 *     band strong 20
 *
 * weight FIELD LEVEL N: decibans for that level; every level that the field
 * can have is stated exactly once.  rarity FIELD NAME N (family, given): the
 * most that agreement on this folded name is worth, since many bear it.
 * band BAND N: the least total of possible and of strong; certain has none.
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
/* The text that is compiled in; and the model that it makes, which lives
 * as long as the process. */
struct str                match_model_text(void);
const struct match_model *match_model_usual(void);

/* Twelve letters and digits that change with the text. */
struct str match_model_version(const struct match_model *m);
/* What a level is worth; 0 for NOT_GIVEN and AMONG. */
int match_model_weight(const struct match_model *m, enum match_field field,
    enum match_level level);
/* The most that agreement on a folded name is worth; MATCH_WEIGHT_MAX when
 * the model does not know it as common. */
int match_model_rarity(const struct match_model *m, enum match_field field,
    struct str name);
/* By the total alone, so never certain. */
enum match_band match_model_band(const struct match_model *m, int total);
/* One person among so many, as decibans: 2,000 gives -33. */
int match_model_start(int64_t population);
/* Whether the field can have the level at all. */
bool match_field_has(enum match_field field, enum match_level level);

#endif
