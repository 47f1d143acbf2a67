/*
 * population -- among how many people somebody is looked for.
 */
#ifndef RECORD_POPULATION_H
#define RECORD_POPULATION_H

#include "record/work.h"

extern const struct statements population_statements;

/* Rough (match_model_rough()), for it stands in the waterfall: a child more
 * whom nobody may know of must not show (S11). */
enum err MUST_CHECK population_among(struct work *w, int64_t *out);

#endif
