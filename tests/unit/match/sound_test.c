/*
 * sound -- spellings that agencies really write, and names that must stay
 * apart.
 */
#include "match/sound.h"

#include "test.h"

static const struct {
    struct str x, y;
} alike[] = {
    {S_INIT("lleucu"), S_INIT("lleucy")},
    {S_INIT("lleucu"), S_INIT("lleuci")},
    {S_INIT("penri"), S_INIT("penry")},
    {S_INIT("penri"), S_INIT("penrhi")},
    {S_INIT("dafydd"), S_INIT("dafyd")},
    {S_INIT("dafydd"), S_INIT("davydd")},
    {S_INIT("heledd"), S_INIT("heleth")},
    {S_INIT("ffion"), S_INIT("fion")},
    {S_INIT("efa"), S_INIT("eva")},
    {S_INIT("llinos"), S_INIT("linos")},
    {S_INIT("llewelyn"), S_INIT("lewellyn")},
    {S_INIT("rhys"), S_INIT("rys")},
    {S_INIT("rhys"), S_INIT("rees")},
    {S_INIT("rhiannon"), S_INIT("rianon")},
    {S_INIT("sian"), S_INIT("shan")},
    {S_INIT("osian"), S_INIT("ossian")},
    {S_INIT("osian"), S_INIT("oshian")},
    {S_INIT("catrin"), S_INIT("katrin")},
    {S_INIT("cerys"), S_INIT("kerys")},
    {S_INIT("macsen"), S_INIT("maxen")},
    {S_INIT("ianto"), S_INIT("yanto")},
    {S_INIT("huw"), S_INIT("hugh")},
    {S_INIT("megan"), S_INIT("meghan")},
    {S_INIT("angharad"), S_INIT("angarad")},
    {S_INIT("sara"), S_INIT("sarah")},
    {S_INIT("lowri"), S_INIT("lowrie")},
    {S_INIT("maisie"), S_INIT("maisy")},
    {S_INIT("elsie"), S_INIT("elsi")},
    {S_INIT("sophia"), S_INIT("sofia")},
    {S_INIT("pritchard"), S_INIT("prichard")},
    {S_INIT("wynne"), S_INIT("wyn")},
    {S_INIT("twm"), S_INIT("toom")},
    {S_INIT("phillips"), S_INIT("philips")},
};

static const struct {
    struct str x, y;
} apart[] = {
    {S_INIT("elin"), S_INIT("elan")},
    {S_INIT("mali"), S_INIT("mari")},
    {S_INIT("erin"), S_INIT("elin")},
    {S_INIT("jones"), S_INIT("james")},
    {S_INIT("cai"), S_INIT("mai")},
    {S_INIT("tomos"), S_INIT("twm")},
    {S_INIT("carys"), S_INIT("cerys")},
    {S_INIT("non"), S_INIT("nan")},
    {S_INIT("gwen"), S_INIT("gwenan")},
    {S_INIT("owain"), S_INIT("owen")},
};

TEST(match_sound__joins_spellings_of_one_name)
{
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        WANT_SAME(match_sound(a, alike[i].x), match_sound(a, alike[i].y));
    arena_free(a);
}

TEST(match_sound__keeps_other_names_apart)
{
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        WANT(!str_eq(match_sound(a, apart[i].x), match_sound(a, apart[i].y)));
    arena_free(a);
}

TEST(match_sound__passes_other_scripts_through_and_is_never_empty)
{
    struct arena *a = arena_new(0);

    WANT_STR(match_sound(a, S("\xd0\xb0\xd0\xbd")), "\xd0\xb0\xd0\xbd");
    WANT_STR(match_sound(a, S("")), "");
    WANT(match_sound(a, S("h")).n > 0);
    WANT(match_skeleton(a, S("gh")).n > 0);
    WANT(match_skeleton(a, S("a")).n > 0);
    arena_free(a);
}

/* Every mutation of a first consonant stays in its class. */
TEST(match_skeleton__stays_the_same_when_the_first_letter_mutates)
{
    static const struct {
        struct str x, y;
    } pairs[] = {
        {S_INIT("catrin"), S_INIT("gatrin")},
        {S_INIT("catrin"), S_INIT("nghatrin")},
        {S_INIT("catrin"), S_INIT("chatrin")},
        {S_INIT("pedr"), S_INIT("bedr")},
        {S_INIT("pedr"), S_INIT("mhedr")},
        {S_INIT("pedr"), S_INIT("phedr")},
        {S_INIT("tomos"), S_INIT("domos")},
        {S_INIT("tomos"), S_INIT("nhomos")},
        {S_INIT("bethan"), S_INIT("fethan")},
        {S_INIT("bethan"), S_INIT("methan")},
        {S_INIT("dafydd"), S_INIT("ddafydd")},
        {S_INIT("dafydd"), S_INIT("nafydd")},
        {S_INIT("gwen"), S_INIT("wen")},
        {S_INIT("gareth"), S_INIT("ngareth")},
        {S_INIT("mair"), S_INIT("fair")},
        {S_INIT("lleucu"), S_INIT("leucu")},
        {S_INIT("rhys"), S_INIT("rys")},
    };
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        WANT_SAME(match_skeleton(a, pairs[i].x), match_skeleton(a, pairs[i].y));
    arena_free(a);
}

TEST(match_skeleton__is_the_same_for_spellings_of_one_name)
{
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        WANT_SAME(match_skeleton(a, alike[i].x), match_skeleton(a, alike[i].y));
    WANT(match_skeleton(a, S("llanfairpwll")).n <= 3);
    WANT(
        !str_eq(match_skeleton(a, S("jones")), match_skeleton(a, S("davies"))));
    arena_free(a);
}
