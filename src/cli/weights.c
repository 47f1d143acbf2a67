/*
 * --weights FILE: what names are worth in this region, as `diogel model names`
 * wrote it, over the weights that are compiled in.  One setting for all
 * commands and nodes: what a pair weighed is kept with the version of the
 * weights, which is of both texts.
 */
#include "cli/command.h"
#include "match/model.h"
#include "record/person.h"

int
command_weights(const struct command_line *c)
{
    struct fault              fault = {0};
    const struct match_model *m;
    struct str                file = command_text(c, "weights"), text;
    const char               *path;
    enum err                  e;

    if (!file.n)
        return 0;
    path = str_c(c->arena, file);
    if ((e = command_file(c, path, &text)) ||
        (e = match_model_load_names(c->arena, text, &m, &fault)))
        return command_file_failed(c, path, e, &fault);
    person_model_use(m);
    return 0;
}
