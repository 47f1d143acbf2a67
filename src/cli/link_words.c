/*
 * diogel link --lang: what stands for a field, a level and a band.
 *
 * A level has words of its own where the page of a pair has none that mean
 * the same (match/words.h); those of the address are the field's.
 */
#include "cli/link.h"

struct named {
    struct str word;
    enum msg   msg;
};

/* The words of the model, as tokens like those of match/pattern.def. */
#define WORD(word) S_INIT(#word)

/* The start and the household's term are the model's, not a field's. */
static const struct named fields[] = {
    {WORD(start), MSG_MATCH_FIELD_START},
    {WORD(given), MSG_MATCH_FIELD_GIVEN},
    {WORD(family), MSG_MATCH_FIELD_FAMILY},
    {WORD(middle), MSG_LINK_FIELD_MIDDLE},
    {WORD(birth), MSG_MATCH_FIELD_BIRTH},
    {WORD(place), MSG_LINK_FIELD_ADDRESS},
    {WORD(sex), MSG_MATCH_FIELD_SEX},
    {WORD(nhs), MSG_MATCH_FIELD_NHS},
    {WORD(upn), MSG_MATCH_FIELD_UPN},
    {WORD(mother), MSG_MATCH_FIELD_MOTHER},
    {WORD(other1), MSG_LINK_FIELD_OTHER1},
    {WORD(other2), MSG_LINK_FIELD_OTHER2},
    {WORD(other3), MSG_LINK_FIELD_OTHER3},
    {WORD(other4), MSG_LINK_FIELD_OTHER4},
    {WORD(household), MSG_MATCH_FIELD_HOUSEHOLD},
    {WORD(held), MSG_LINK_FIELD_HELD},
};

_Static_assert(sizeof fields / sizeof *fields == PATTERN_FIELDS + 3,
    "every field, the start, the household and what holds a pair");

static const struct named levels[] = {
    {WORD(none), MSG_MATCH_LEVEL_NOT_GIVEN},
    {WORD(same), MSG_MATCH_LEVEL_SAME},
    {WORD(form), MSG_MATCH_LEVEL_VARIANT},
    {WORD(sound), MSG_MATCH_LEVEL_SOUND},
    {WORD(part), MSG_MATCH_LEVEL_PART},
    {WORD(middle), MSG_LINK_LEVEL_MIDDLE},
    {WORD(close), MSG_MATCH_LEVEL_CLOSE},
    {WORD(near), MSG_LINK_LEVEL_NEAR},
    {WORD(initial), MSG_MATCH_LEVEL_INITIAL},
    {WORD(swapped), MSG_MATCH_LEVEL_SWAPPED},
    {WORD(differs), MSG_MATCH_LEVEL_DIFFERS},
    {WORD(standin), MSG_MATCH_LEVEL_STANDIN},
    {WORD(slip), MSG_LINK_LEVEL_SLIP},
    {WORD(partial), MSG_LINK_LEVEL_PARTIAL},
    {WORD(year), MSG_LINK_LEVEL_ONLY_YEAR},
    {WORD(home), MSG_LINK_LEVEL_BOTH},
    {WORD(address), MSG_LINK_LEVEL_ADDRESS},
    {WORD(postcode), MSG_LINK_LEVEL_POSTCODE},
    {WORD(sector), MSG_LINK_LEVEL_SECTOR},
    {WORD(district), MSG_LINK_LEVEL_DISTRICT},
    {WORD(area), MSG_LINK_LEVEL_AREA},
};

static const enum msg holds[HOLDS] = {
    [HOLD_NUMBERS] = MSG_LINK_HOLD_NUMBERS,
    [HOLD_ISSUERS] = MSG_LINK_HOLD_ISSUERS,
    [HOLD_CARD] = MSG_LINK_HOLD_CARD,
    [HOLD_PUPIL] = MSG_LINK_HOLD_PUPIL,
    [HOLD_MULTIPLE] = MSG_LINK_HOLD_MULTIPLE,
    [HOLD_TWINS] = MSG_LINK_HOLD_TWINS,
    [HOLD_UNNAMED] = MSG_LINK_HOLD_UNNAMED,
    [HOLD_INITIAL] = MSG_LINK_HOLD_INITIAL,
    [HOLD_GENERATION] = MSG_LINK_HOLD_GENERATION,
    [HOLD_DEATH] = MSG_LINK_HOLD_DEATH,
};

static const enum msg bands[LINKAGE_BANDS] = {
    [LINKAGE_POSSIBLE] = MSG_MATCH_BAND_POSSIBLE,
    [LINKAGE_STRONG] = MSG_MATCH_BAND_STRONG,
    [LINKAGE_CERTAIN] = MSG_MATCH_BAND_CERTAIN,
};

/* A word that no row has stays as it is: a test finds it. */
static struct str
named(const struct link_words *w, const struct named *all, size_t n,
    struct str word)
{
    for (size_t i = 0; w->worded && i < n; i++)
        if (str_eq(all[i].word, word))
            return lang_text(w->lang, all[i].msg);
    return word;
}

struct str
link_field_word(const struct link_words *w, struct str field)
{
    return named(w, fields, sizeof fields / sizeof *fields, field);
}

struct str
link_level_word(const struct link_words *w, struct str field, struct str level)
{
    /* of the two terms that are no field's the name says all */
    if (w->worded &&
        (str_eq(field, S("start")) || str_eq(field, S("household"))))
        return S("");
    return named(w, levels, sizeof levels / sizeof *levels, level);
}

struct str
link_hold_word(const struct link_words *w, enum hold hold)
{
    return w->worded ? lang_text(w->lang, holds[hold]) : hold_word(hold);
}

struct str
link_band_word(const struct link_words *w, enum linkage_band band)
{
    return w->worded ? lang_text(w->lang, bands[band])
                     : linkage_band_word(band);
}
