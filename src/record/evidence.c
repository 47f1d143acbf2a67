/*
 * The words are match's; here the rows get the place where each bar begins.
 */
#include "record/evidence.h"

#include "match/change.h"
#include "match/words.h"

static int
size_of(int n)
{
    return n < 0 ? -n : n;
}

static enum msg
band_moved(enum match_band to, const struct match_why *why)
{
    return to == why->band ? MSG_NONE : match_band_msg(to);
}

static void
changes_fill(struct arena *a, const struct match_why *why, struct evidence *out)
{
    struct match_changes all;

    match_changes(person_model(), why, &all);
    out->settled = all.missing && !all.count;
    out->changes = ARENA_ARRAY(a, struct evidence_change, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        const struct match_change *c = &all.all[i];

        out->changes[out->change_count++] =
            (struct evidence_change){.field = match_field_msg(c->field),
                .up = band_moved(c->up, why),
                .down = band_moved(c->down, why),
                .agrees = match_decibans_text(a, c->agrees),
                .differs = match_decibans_text(a, c->differs)};
    }
}

void
evidence_of(struct arena *a, enum lang lang, const struct match_why *why,
    struct evidence *out)
{
    int sum = 0;

    *out = (struct evidence){.rows = ARENA_ARRAY(a, struct evidence_row,
                                 why->count + 1),
        .reach = 1,
        .band = match_band_msg(why->band),
        .limit = match_limit_msg(why->limit),
        .odds = match_odds_text(a, lang, why->total),
        .figure = match_decibans_text(a, why->total)};
    for (size_t i = 0; i < why->count; i++) {
        const struct match_term *t = &why->term[i];

        out->rows[out->count++] =
            (struct evidence_row){.field = match_field_msg(t->field),
                .text = match_term_text(a, lang, t),
                .figure = match_decibans_text(a, t->decibans),
                .decibans = t->decibans,
                .before = sum};
        sum += t->decibans;
        if (size_of(sum) > out->reach)
            out->reach = size_of(sum);
    }
    changes_fill(a, why, out);
}

void
evidence_weigh(struct arena *a, const struct face *x, const struct face *y,
    struct match_why *why)
{
    struct match_person        one = face_as_match(a, x);
    struct match_person        two = face_as_match(a, y);
    const struct match_person *pair[2] = {&one, &two};

    match_weigh(a, person_model(), 1, pair, why);
}

struct str
evidence_figure(struct arena *a, int decibans)
{
    return match_decibans_text(a, decibans);
}
