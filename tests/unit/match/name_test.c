/*
 * name -- what is part of a name and what is not.
 */
#include "match/name.h"

#include "match/name_table.h"
#include "match/script.h"
#include "test.h"

static struct str
joined(struct arena *a, struct match_name n)
{
    return str_join(a, n.parts, n.count, S("|"));
}

#define GIVEN(text) \
    joined(a, match_name_read(a, S(text), MATCH_NAME_GIVEN))
#define FAMILY(text) \
    joined(a, match_name_read(a, S(text), MATCH_NAME_FAMILY))

TEST(match_name_read__folds_and_takes_names_apart)
{
    struct arena *a = arena_new(0);

    WANT_STR(GIVEN("Si\xc3\xa2n  Mair"), "sian|mair");
    WANT_STR(GIVEN("LL\xc5\xb6R"), "llyr");
    WANT_STR(GIVEN("Ellie-Mae"), "ellie|mae");
    WANT_STR(FAMILY("Jones-Evans"), "jones|evans");
    WANT_STR(GIVEN("\xc5\x81ukasz"), "lukasz");
    WANT_STR(GIVEN(""), "");
    WANT_STR(GIVEN(" - "), "");
    arena_free(a);
}

TEST(match_name_read__mends_text_that_was_read_as_latin_1)
{
    struct arena *a = arena_new(0);

    WANT_STR(GIVEN("Si\xc3\x83\xc2\xa2n"), "sian");
    WANT_STR(GIVEN("Ll\xc3\x85\xc2\xb7r"), "llyr");
    arena_free(a);
}

TEST(match_name_read__drops_ap_ab_and_ferch_and_says_so)
{
    struct arena     *a = arena_new(0);
    struct match_name n = match_name_read(a, S("ap Rhys"), MATCH_NAME_FAMILY);

    WANT(n.patronymic);
    WANT_STR(joined(a, n), "rhys");
    WANT_STR(FAMILY("ab Owain"), "owain");
    WANT_STR(FAMILY("Ap-Huw"), "huw");
    WANT_STR(FAMILY("ferch Llywelyn"), "llywelyn");
    WANT(!match_name_read(a, S("Price"), MATCH_NAME_FAMILY).patronymic);
    arena_free(a);
}

TEST(match_name_read__drops_titles_and_particles_but_never_all)
{
    struct arena *a = arena_new(0);

    WANT_STR(GIVEN("Miss Lleucu"), "lleucu");
    WANT_STR(GIVEN("Dr. Huw"), "huw");
    WANT_STR(FAMILY("van der Berg"), "berg");
    WANT_STR(FAMILY("al-Hassan"), "hassan");
    WANT_STR(FAMILY("Do"), "do");
    WANT_STR(GIVEN("Ben"), "ben");
    arena_free(a);
}

TEST(match_name_read__joins_o_and_mc_to_what_follows)
{
    struct arena *a = arena_new(0);

    WANT_STR(FAMILY("O\xe2\x80\x99"
                    "Brien"),
        "obrien");
    WANT_STR(FAMILY("O Brien"), "obrien");
    WANT_STR(FAMILY("OBrien"), "obrien");
    WANT_STR(FAMILY("MacDonald"), "mcdonald");
    WANT_STR(FAMILY("Mc Donald"), "mcdonald");
    WANT_STR(FAMILY("D'Souza"), "dsouza");
    WANT_STR(GIVEN("Macsen"), "macsen");
    arena_free(a);
}

TEST(match_name_read__leaves_nothing_of_words_that_stand_for_a_name)
{
    struct arena *a = arena_new(0);

    WANT(match_name_read(a, S("Baby"), MATCH_NAME_GIVEN).placeholder);
    WANT_STR(GIVEN("Baby of Angharad"), "");
    WANT_STR(GIVEN("Twin 1"), "");
    WANT_STR(GIVEN("Not known"), "");
    WANT_STR(GIVEN("Heb ei henwi"), "");
    WANT_STR(FAMILY("Unknown"), "");
    WANT_STR(FAMILY("Twin Jones"), "twin|jones");
    arena_free(a);
}

TEST(match_name_read__keeps_no_more_than_it_has_room_for)
{
    struct arena     *a = arena_new(0);
    static char       longest[4000];
    struct match_name n;

    WANT_STR(GIVEN("a b c d e f g h"), "a|b|c|d|e|f");
    for (size_t i = 0; i < sizeof longest; i++)
        longest[i] = 'x';
    n = match_name_read(a, str_bytes(longest, sizeof longest),
        MATCH_NAME_GIVEN);
    WANT(n.count == 1 && n.parts[0].n <= 200);
    arena_free(a);
}

TEST(match_name_eq__does_not_care_for_spaces_and_hyphens)
{
    struct arena     *a = arena_new(0);
    struct match_name x = match_name_read(a, S("Ellie-Mae"), 0);
    struct match_name y = match_name_read(a, S("elliemae"), 0);
    struct match_name none = match_name_read(a, S(""), 0);

    WANT(match_name_eq(&x, &y));
    WANT(!match_name_eq(&none, &none));
    arena_free(a);
}

TEST(match_name_is_form__knows_forms_and_short_forms_both_ways)
{
    const enum match_name_kind g = MATCH_NAME_GIVEN, f = MATCH_NAME_FAMILY;

    WANT(match_name_is_form(S("dafydd"), S("dai"), g));
    WANT(match_name_is_form(S("dai"), S("dafydd"), g));
    WANT(match_name_is_form(S("llew"), S("llewelyn"), g));
    WANT(match_name_is_form(S("rhys"), S("reece"), g));
    WANT(match_name_is_form(S("sian"), S("shan"), g));
    WANT(match_name_is_form(S("catrin"), S("kathryn"), g));
    WANT(match_name_is_form(S("muhammad"), S("mohammed"), g));
    WANT(match_name_is_form(S("rhys"), S("price"), f));
    WANT(match_name_is_form(S("huw"), S("pugh"), f));
    WANT(match_name_is_form(S("owain"), S("bowen"), f));
    WANT(match_name_is_form(S("kowalska"), S("kowalski"), f));
}

TEST(match_name_is_form__does_not_tie_two_short_forms)
{
    const enum match_name_kind g = MATCH_NAME_GIVEN;

    WANT(!match_name_is_form(S("cadi"), S("cati"), g));
    WANT(!match_name_is_form(S("mali"), S("molly"), g));
    WANT(!match_name_is_form(S("mali"), S("moli"), g));
    WANT(!match_name_is_form(S("lleucu"), S("macsen"), g));
    WANT(!match_name_is_form(S("dai"), S("dafydd"), MATCH_NAME_FAMILY));
    WANT(!match_name_is_form(S("<"), S("dafydd"), g));
}

TEST(match_name_heads__begins_with_the_name_itself)
{
    struct str heads[3];

    WANT_INT(match_name_heads(S("dai"), MATCH_NAME_GIVEN, heads, 3), 3);
    WANT_STR(heads[0], "dai");
    WANT_STR(heads[1], "dafydd");
    WANT_STR(heads[2], "dewi");
    WANT_INT(match_name_heads(S("dai"), MATCH_NAME_GIVEN, heads, 1), 1);
    WANT_INT(match_name_heads(S("xyz"), MATCH_NAME_GIVEN, heads, 3), 1);
}

TEST(match_name_mutates__knows_the_three_mutations)
{
    WANT(match_name_mutates(S("catrin"), S("gatrin")));
    WANT(match_name_mutates(S("nghatrin"), S("catrin")));
    WANT(match_name_mutates(S("catrin"), S("chatrin")));
    WANT(match_name_mutates(S("gwen"), S("wen")));
    WANT(match_name_mutates(S("mair"), S("fair")));
    WANT(match_name_mutates(S("pedr"), S("mhedr")));
    WANT(match_name_mutates(S("lleucu"), S("leucu")));
    WANT(!match_name_mutates(S("mair"), S("pair")));
    WANT(!match_name_mutates(S("gatrin"), S("chatrin")));
    WANT(!match_name_mutates(S("catrin"), S("catrin")));
    WANT(!match_name_mutates(S("c"), S("g")));
}

/* A row whose words are not folded could never be found. */
static void
want_folded(enum match_name_kind kind)
{
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < name_table_count(kind); i++) {
        struct str rest = name_table_row(kind, i), one;

        while (str_split(&rest, ' ', &one)) {
            struct match_name n = match_name_read(a, one, kind);

            if (!str_eq(one, S("<")))
                WANT_SAME(n.glued, match_script_fold(a, one));
        }
    }
    arena_free(a);
}

TEST(match_name_tables__hold_folded_words)
{
    want_folded(MATCH_NAME_GIVEN);
    want_folded(MATCH_NAME_FAMILY);
    WANT(name_table_count(MATCH_NAME_GIVEN) > 100);
    WANT(name_table_count(MATCH_NAME_FAMILY) > 50);
}

TEST(name_table_add__takes_rows_and_says_which_line_is_none)
{
    size_t       count = name_table_count(MATCH_NAME_GIVEN);
    uint64_t     mark = name_table_mark();
    struct fault fault;
    /* signs in the wrong place; a mark that no folded name has */
    static const char *const wrong[] = {"< zza zzb", "zza zzb <", "zza<zzb zzc",
        "zza < zzb < zzc", "zza  zzb", "zz\xc3\xa9 zzb", "zza zz1"};

    WANT_ERR(ERR_INVALID,
        name_table_add(MATCH_NAME_GIVEN, S("# ours\nzzyva Zziva\n"), &fault));
    WANT(fault.line == 2);
    WANT_ERR(ERR_INVALID, name_table_add(MATCH_NAME_GIVEN, S("zzyva"), &fault));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        WANT_ERR(ERR_INVALID,
            name_table_add(MATCH_NAME_GIVEN, str_of(wrong[i]), &fault));
    WANT(name_table_count(MATCH_NAME_GIVEN) == count);
    WANT(name_table_mark() == mark);
    WANT(!match_name_is_form(S("zzyva"), S("zziva"), MATCH_NAME_GIVEN));
    WANT_OK(name_table_add(MATCH_NAME_GIVEN, S("# ours\n\nzzyva zziva < zz\n"),
        &fault));
    WANT(match_name_is_form(S("zzyva"), S("zziva"), MATCH_NAME_GIVEN));
    WANT(match_name_is_form(S("zz"), S("zziva"), MATCH_NAME_GIVEN));
    WANT(name_table_mark() != mark);
}
