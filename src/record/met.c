/*
 * Of what kind the agencies are whose coming and staying away the fold is to
 * judge: facts name them by id, rules by kind; and what the authorities are
 * called whose registers it tells apart.  Few are named in a history, so each
 * is loaded when it is first met.
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
        (struct agency_met){name, agency.kind, agency.term, agency.name};
    return OK;
}

/* What names an agency whom the fold judges by: who came, who was asked, whose
 * register. */
struct naming {
    enum yield_kind kind;
    struct str      arg;
};
static const struct naming namings[] = {
    {YIELD_ATTEND, S_INIT("whom")},
    {YIELD_ASK, S_INIT("agencies")},
    {YIELD_REGISTER_ON, S_INIT("authority")},
    {YIELD_REGISTER_OFF, S_INIT("authority")},
    {YIELD_TEMPORARY_ON, S_INIT("host")},
    {YIELD_TEMPORARY_OFF, S_INIT("host")},
};

/* The agency that the fact names, or empty; who replies speaks for theirs. */
static struct str
named_by(struct arena *a, const struct fold_entry *e, const struct fact *f)
{
    if (f->kind == YIELD_REPLY && !id_is_none(e->agency))
        return id_text(a, e->agency);
    for (size_t i = 0; i < sizeof namings / sizeof *namings; i++)
        if (f->kind == namings[i].kind)
            return fact_arg(f, namings[i].arg);
    return (struct str){0};
}

static size_t
naming_agencies(struct arena *a, const struct fold_entry *lines, size_t count)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < lines[i].fact_count; k++)
            n += named_by(a, &lines[i], &lines[i].facts[k]).n > 0;
    return n;
}

static enum err
met_gather(struct work *w, const struct fold_entry *line,
    struct agencies_met *met)
{
    for (size_t k = 0; k < line->fact_count; k++) {
        struct str name = named_by(txn_arena(w->tx), line, &line->facts[k]);
        enum err   e;

        if (name.n && (e = met_add(w, met, name)))
            return e;
    }
    return OK;
}

enum err
met_load(struct work *w, struct fold_entry *lines, size_t count)
{
    struct arena        *a = txn_arena(w->tx);
    size_t               most = naming_agencies(a, lines, count);
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
