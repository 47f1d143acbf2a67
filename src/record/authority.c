/*
 * Which authority an answer names.  An agency that is here and of which the
 * pack knows counts under the pack's word, so that it is the same whether it
 * was chosen or typed; one that the pack does not know, under its own id.
 */
#include "record/authority.h"

#include "base/text.h"

static struct str
key_of_met(const struct agency_met *m)
{
    return m->term.n ? m->term : m->id;
}

static struct str
met_key(struct arena *a, const struct agencies_met *met, struct str text)
{
    struct str folded = {0}, found = {0};

    for (size_t i = 0; met && i < met->count; i++)
        if (str_eq(met->all[i].id, text))
            return key_of_met(&met->all[i]);
    if (met && met->count)
        folded = text_fold(a, text);
    for (size_t i = 0; folded.n && i < met->count; i++) {
        const struct agency_met *m = &met->all[i];

        if (!str_eq(text_fold(a, m->name.cy), folded) &&
            !str_eq(text_fold(a, m->name.en), folded))
            continue;
        if (found.n && !str_eq(found, key_of_met(m)))
            return (struct str){0}; /* two are called so */
        found = key_of_met(m);
    }
    return found;
}

/* wide: the header's */
struct authority_key
authority_key(struct arena *a, const struct pack *p,
    const struct agencies_met *met, struct str text)
{
    struct authority_key      k = {met_key(a, met, text), true};
    const struct agency_term *t;
    struct id                 id;

    if (!k.key.n && id_parse(text, ID_AGENCY, &id))
        k.key = text;
    else if (!k.key.n && (t = pack_agency_named(a, p, text)))
        k.key = t->id;
    if (k.key.n)
        return k;
    return (struct authority_key){text_fold(a, text), false};
}

bool
authority_same(struct authority_key x, struct authority_key y)
{
    return x.known == y.known && str_eq(x.key, y.key);
}
