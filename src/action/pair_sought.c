/*
 * What was looked for before a record was made, on the page of a pair: whom
 * the reader may not be shown in a pair is in no row and in no count (S11),
 * and whoever reported is not named here (S12).
 */
#include "action/pair_inside.h"
#include "action/report.h"
#include "record/evidence.h"

static enum err
row_add(struct work *w, struct cx *cx, const struct sought_found *f,
    struct answer *answer, struct pair_sought *out)
{
    struct face face = {.given = {NULL, 0}};
    bool        yes;
    enum err    e = pair_may(w, cx, f->person, answer->purpose, &yes);

    if (e || !yes)
        return e;
    e = person_face(w, f->person, &face);
    if (e && e != ERR_ABSENT)
        return e;
    out->rows[out->count++] =
        (struct pair_sought_row){.name = look_name(cx->arena, face.given,
                                     face.family),
            .born = face.birth_date,
            .figure = evidence_figure(cx->arena, f->weight),
            .said = f->said};
    answer_discloses(cx, answer, f->person);
    return OK;
}

/* Who takes a call, or does casework, is no reporter. */
static enum err
name_by(struct work *w, const struct sought *s, struct str *name)
{
    struct entry made;
    enum err     e = entry_load(w, s->entry, &made);

    if (e)
        return e == ERR_ABSENT ? OK : e;
    if (form_yields(made.form, YIELD_CONCERN) &&
        report_verb(made.pack, made.form) != MAY_TAKE_CALL)
        return OK;
    return look_account(w, s->account, name);
}

enum err
pair_sought_fill(struct work *w, struct cx *cx, struct id person,
    struct answer *answer, struct pair_side *side)
{
    struct sought *all;
    size_t         n;
    enum err       e = sought_list(w, person, &all, &n);

    if (e)
        return e;
    side->sought = ARENA_ARRAY(cx->arena, struct pair_sought, n + 1);
    for (size_t i = 0; i < n && !e; i++) {
        struct pair_sought *out = &side->sought[side->sought_count++];

        *out = (struct pair_sought){.at = all[i].at,
            .way = all[i].way,
            .model = all[i].model,
            .rows = ARENA_ARRAY(cx->arena, struct pair_sought_row,
                all[i].found_count + 1)};
        e = name_by(w, &all[i], &out->by);
        for (size_t k = 0; k < all[i].found_count && !e; k++)
            e = row_add(w, cx, &all[i].found[k], answer, out);
    }
    return e;
}
