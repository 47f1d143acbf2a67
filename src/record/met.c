/*
 * Of what kind the agencies are whose coming and staying away the fold is to
 * judge: facts name them by id, rules by kind.  Few histories have a meeting,
 * and few agencies come to it, so each is loaded when it is first met.
 */
#include "record/entry_inside.h"

static bool
is_there(const struct agencies_met *met, struct str id)
{
    for (size_t i = 0; i < met->count; i++)
        if (str_eq(met->all[i].id, id))
            return true;
    return false;
}

static enum err
met_add(struct work *w, struct agencies_met *met, struct str name)
{
    struct agency agency;
    struct id     id;
    enum err      e;

    if (is_there(met, name) || !id_parse(name, ID_AGENCY, &id))
        return OK;
    if ((e = agency_load(w, id, &agency)))
        return e == ERR_ABSENT ? OK : e;
    met->all[met->count++] =
        (struct agency_met){name, agency.kind, agency.term};
    return OK;
}

static size_t
attending(const struct fold_entry *lines, size_t count)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < lines[i].fact_count; k++)
            n += lines[i].facts[k].kind == YIELD_ATTEND;
    return n;
}

static enum err
met_gather(struct work *w, const struct fold_entry *line,
    struct agencies_met *met)
{
    for (size_t k = 0; k < line->fact_count; k++) {
        const struct fact *f = &line->facts[k];
        enum err           e;

        if (f->kind == YIELD_ATTEND &&
            (e = met_add(w, met, fact_arg(f, S("whom")))))
            return e;
    }
    return OK;
}

enum err
met_load(struct work *w, struct fold_entry *lines, size_t count)
{
    struct arena        *a = txn_arena(w->tx);
    size_t               most = attending(lines, count);
    struct agencies_met *met;
    enum err             e;

    if (!most)
        return OK;
    met = ARENA_NEW(a, struct agencies_met);
    met->all = ARENA_ARRAY(a, struct agency_met, most);
    for (size_t i = 0; i < count; i++) {
        if ((e = met_gather(w, &lines[i], met)))
            return e;
        lines[i].met = met;
    }
    return OK;
}
