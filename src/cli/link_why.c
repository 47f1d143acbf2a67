/*
 * diogel link --explain: why, and what would change the answer.
 *
 * A field that one row does not give is weighed as if it agreed at its best,
 * and as if it differed, everything else as it is; how rare the name would
 * be is not known, so that it counts as names do in the mean.
 */
#include "cli/link.h"

enum { AHEAD = 16 };

struct why {
    const struct linkage    *link;
    const struct link_words *words;
    struct link_file         file;
    bool                     said[PATTERN_FIELDS]; /* by some pair */
};

/* A field that no two rows give is none of these files'. */
static void
fields_said(struct why *w)
{
    for (size_t i = 0; i < w->link->count; i++)
        for (int f = 0; f < PATTERN_FIELDS; f++)
            w->said[f] |= pattern_level(w->link->pairs[i].pattern,
                              (enum pattern_field)f) != pattern_first[f];
}

static void
row_begin(struct why *w, const struct linkage_pair *p)
{
    link_put_line(&w->file, w->link->roll, p->x);
    link_put_line(&w->file, w->link->roll, p->y);
}

static void
terms_write(struct why *w, const struct linkage_pair *p)
{
    const struct linkage *l = w->link;
    struct odds_why       why;

    odds_explain(&l->odds, p->pattern, &l->roll->rarities[p->x],
        &l->roll->rarities[p->y], &why);
    for (size_t t = 0; t < why.count; t++) {
        const struct odds_term *term = &why.term[t];

        row_begin(w, p);
        csv_put(&w->file.out, link_field_word(w->words, term->field));
        csv_put(&w->file.out,
            link_level_word(w->words, term->field, term->level));
        link_put_decibans(&w->file, term->centibans);
        csv_put(&w->file.out, S(""));
        csv_put(&w->file.out, S(""));
        link_file_end(&w->file);
    }
}

/* What holds the pair back whatever it weighs: a row that adds nothing. */
static void
hold_write(struct why *w, const struct linkage_pair *p)
{
    enum hold hold = linkage_hold_at(w->link, p, w->link->threshold);

    if (p->weight < w->link->threshold || hold == HOLD_NONE)
        return;
    row_begin(w, p);
    csv_put(&w->file.out, link_field_word(w->words, S("held")));
    csv_put(&w->file.out, link_hold_word(w->words, hold));
    link_put_decibans(&w->file, 0);
    csv_put(&w->file.out, S(""));
    csv_put(&w->file.out, S(""));
    link_file_end(&w->file);
}

/* The pair's band if the field stood so. */
static enum linkage_band
band_with(const struct linkage *l, const struct linkage_pair *p,
    enum pattern_field f, enum pattern_level level)
{
    struct linkage_pair as = *p;

    as.pattern |= pattern_in_field(f, level);
    as.weight = odds_weight(odds_base(&l->odds, as.pattern),
        odds_rarity(&l->odds, p->pattern, &l->roll->rarities[p->x],
            &l->roll->rarities[p->y]));
    return linkage_band_at(l, &as, l->threshold);
}

static void
change_write(struct why *w, const struct linkage_pair *p, enum pattern_field f)
{
    const struct linkage *l = w->link;
    enum linkage_band     up =
        band_with(l, p, f, (enum pattern_level)(pattern_first[f] + 1));
    enum linkage_band down =
        band_with(l, p, f, (enum pattern_level)(pattern_first[f + 1] - 1));
    struct str field = pattern_field_word(f);

    if (up == p->band && down == p->band)
        return;
    row_begin(w, p);
    csv_put(&w->file.out, link_field_word(w->words, field));
    csv_put(&w->file.out, link_level_word(w->words, field, S("none")));
    link_put_decibans(&w->file, 0);
    csv_put(&w->file.out, up == p->band ? S("") : link_band_word(w->words, up));
    csv_put(&w->file.out,
        down == p->band ? S("") : link_band_word(w->words, down));
    link_file_end(&w->file);
}

/* Nothing would change what two clusters or somebody's word keep apart. */
static void
changes_write(struct why *w, const struct linkage_pair *p)
{
    if (linkage_band_at(w->link, p, w->link->threshold) != p->band)
        return;
    for (int f = 0; f < PATTERN_FIELDS; f++)
        if (w->said[f] &&
            pattern_level(p->pattern, (enum pattern_field)f) ==
                pattern_first[f])
            change_write(w, p, (enum pattern_field)f);
}

enum err
link_explain_write(const struct linkage *l, const struct link_words *words,
    const char *path)
{
    struct why w = {.link = l, .words = words};

    if (link_file_open(&w.file, path,
            "source_a id_a source_b id_b field level decibans if_same "
            "if_different"))
        return ERR_FILE;
    fields_said(&w);
    for (size_t i = 0; i < l->count; i++) {
        link_call_for(l, i + AHEAD);
        terms_write(&w, &l->pairs[i]);
        hold_write(&w, &l->pairs[i]);
        changes_write(&w, &l->pairs[i]);
    }
    return link_file_close(&w.file);
}
