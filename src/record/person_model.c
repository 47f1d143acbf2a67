/*
 * Which weights a desk compares with: the process's configuration, like its
 * tables of names.  The register check and who is kept out as a relative keep
 * the product's (match_model_usual()): they must not hang on a file.
 */
#include "match/model.h"
#include "record/person.h"

static const struct match_model *told; /* null: nobody said */

const struct match_model *
person_model(void)
{
    return told ? told : match_model_usual();
}

void
person_model_use(const struct match_model *m)
{
    told = m;
}
