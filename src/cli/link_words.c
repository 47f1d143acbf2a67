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

/* The start and the household's term are the model's, not a field's. */
static const struct named fields[] = {
    {S_INIT("start"), MSG_MATCH_FIELD_START},
    {S_INIT("given"), MSG_MATCH_FIELD_GIVEN},
    {S_INIT("family"), MSG_MATCH_FIELD_FAMILY},
    {S_INIT("middle"), MSG_LINK_FIELD_MIDDLE},
    {S_INIT("birth"), MSG_MATCH_FIELD_BIRTH},
    {S_INIT("place"), MSG_LINK_FIELD_ADDRESS},
    {S_INIT("sex"), MSG_MATCH_FIELD_SEX},
    {S_INIT("nhs"), MSG_MATCH_FIELD_NHS},
    {S_INIT("upn"), MSG_MATCH_FIELD_UPN},
    {S_INIT("other1"), MSG_LINK_FIELD_OTHER1},
    {S_INIT("other2"), MSG_LINK_FIELD_OTHER2},
    {S_INIT("other3"), MSG_LINK_FIELD_OTHER3},
    {S_INIT("other4"), MSG_LINK_FIELD_OTHER4},
    {S_INIT("household"), MSG_MATCH_FIELD_HOUSEHOLD},
};

_Static_assert(sizeof fields / sizeof *fields == PATTERN_FIELDS + 2,
    "every field, the start and the household");

static const struct named levels[] = {
    {S_INIT("none"), MSG_MATCH_LEVEL_NOT_GIVEN},
    {S_INIT("same"), MSG_MATCH_LEVEL_SAME},
    {S_INIT("form"), MSG_MATCH_LEVEL_VARIANT},
    {S_INIT("sound"), MSG_MATCH_LEVEL_SOUND},
    {S_INIT("part"), MSG_MATCH_LEVEL_PART},
    {S_INIT("middle"), MSG_LINK_LEVEL_MIDDLE},
    {S_INIT("close"), MSG_MATCH_LEVEL_CLOSE},
    {S_INIT("near"), MSG_LINK_LEVEL_NEAR},
    {S_INIT("initial"), MSG_MATCH_LEVEL_INITIAL},
    {S_INIT("swapped"), MSG_MATCH_LEVEL_SWAPPED},
    {S_INIT("differs"), MSG_MATCH_LEVEL_DIFFERS},
    {S_INIT("standin"), MSG_MATCH_LEVEL_STANDIN},
    {S_INIT("slip"), MSG_LINK_LEVEL_SLIP},
    {S_INIT("partial"), MSG_LINK_LEVEL_PARTIAL},
    {S_INIT("year"), MSG_LINK_LEVEL_ONLY_YEAR},
    {S_INIT("home"), MSG_LINK_LEVEL_BOTH},
    {S_INIT("address"), MSG_LINK_LEVEL_ADDRESS},
    {S_INIT("postcode"), MSG_LINK_LEVEL_POSTCODE},
    {S_INIT("sector"), MSG_LINK_LEVEL_SECTOR},
    {S_INIT("district"), MSG_LINK_LEVEL_DISTRICT},
    {S_INIT("area"), MSG_LINK_LEVEL_AREA},
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
link_band_word(const struct link_words *w, enum linkage_band band)
{
    return w->worded ? lang_text(w->lang, bands[band])
                     : linkage_band_word(band);
}
