/*
 * asked -- from words to a question.
 */
#include "record/asked.h"

#include "record/seal.h"

void
asked_read(struct work *w, struct str text, struct asked *out)
{
    struct match_asked *m = &out->said;

    match_asked_read(txn_arena(w->tx), text, w->today, m);
    out->name = (struct match_names){m->given, m->family};
    out->person = (struct match_person){.names = &out->name,
        .name_count = m->given.n || m->family.n,
        .birth = m->born,
        .born_from = m->from,
        .born_to = m->to,
        .nhs = m->nhs,
        .place = location_town(w, m->place)};
    out->little = !m->nhs.n && date_is_none(m->born) && date_is_none(m->to) &&
        !m->place.n;
}
