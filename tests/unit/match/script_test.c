/*
 * script -- names in other letters meet those who bear them in Latin ones.
 */
#include "match/script.h"

#include "match/name.h"
#include "match/name_table.h"
#include "match/sound.h"

#include "extract.h"
#include "test.h"

TEST(match_script_fold__writes_other_letters_in_latin_ones)
{
    static const struct {
        const char *written, *wanted;
    } cases[] = {
        {"Siân Ŵyn", "sian wyn"},
        {"Шевченко", "shevchenko"},
        {"ЩУКИН", "shchukin"},
        {"Юрий Ёлкин", "yury elkin"},
        {"Наталья", "natalya"},
        {"Георгиев-Петров", "georgiev petrov"},
        {"Παπαδόπουλος", "papadopoulos"},
        {"ΓΕΩΡΓΊΟΥ", "georgiou"},
        {"Ευαγγελία Χατζή", "evangelia chatzi"},
        {"أحمد", "ahmd"},
        {"مُحَمَّد", "mhmd"},
        {"فاطمة بيگم", "fatma bygm"},
        {"सिंह", "sinh"},
        {"कौर प्रिया", "kaur priya"},
        {"राहुल कमल", "rahul kamal"},
        {"ज़ैनब", "zainab"},
        {"ਸਿੰਘ ਗੁਰਪ੍ਰੀਤ", "singh gurprit"},
        {"ਹਰਮਨ सिमरन", "harman simran"},
        {"महमूद", "mahmud"},
        {"Сергей Николай", "sergey nikolay"},
        {"王", "王"}, /* no row */
        {"", ""},
    };
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        WANT_SAME(match_script_fold(a, str_of(cases[i].written)),
            str_of(cases[i].wanted));
    arena_free(a);
}

/* Half a letter, signs with nothing before them, only signs. */
TEST(match_script_fold__takes_what_is_no_text)
{
    struct arena *a = arena_new(0);

    for (size_t n = 0; n < 12; n++)
        (void)match_script_fold(a, str_sub(S("ਸਿੰਘ"), 0, n < 12 ? n : 12));
    WANT_STR(match_script_fold(a, S("ि ् ा")), "i a");
    arena_free(a);
}

/* What ties a pair: the tables, or one sound. */
static bool
meet(struct arena *a, const char *x, const char *y, enum match_name_kind kind)
{
    struct match_name nx = match_name_read(a, str_of(x), kind);
    struct match_name ny = match_name_read(a, str_of(y), kind);

    return match_name_eq(&nx, &ny) ||
        match_name_is_form(nx.glued, ny.glued, kind) ||
        str_eq(match_sound(a, nx.glued), match_sound(a, ny.glued));
}

TEST(match_name__in_another_script_meets_its_latin_spelling)
{
    static const struct {
        const char          *other, *latin;
        enum match_name_kind kind;
    } cases[] = {
        {"Александр", "Alexander", MATCH_NAME_GIVEN},
        {"Михаил", "Mikhail", MATCH_NAME_GIVEN},
        {"Сергей", "Sergey", MATCH_NAME_GIVEN},
        {"Ковальчук", "Kovalchuk", MATCH_NAME_FAMILY},
        {"Иванова", "Ivanov", MATCH_NAME_FAMILY},
        {"Γιώργος", "George", MATCH_NAME_GIVEN},
        {"Ελένη", "Helen", MATCH_NAME_GIVEN},
        {"Γεωργίου", "Georgiou", MATCH_NAME_FAMILY},
        {"محمد", "Muhammad", MATCH_NAME_GIVEN},
        {"محمد", "Mohamed", MATCH_NAME_FAMILY},
        {"فاطمة", "Fatima", MATCH_NAME_GIVEN},
        {"عائشة", "Aisha", MATCH_NAME_GIVEN},
        {"حسین", "Hussain", MATCH_NAME_FAMILY},
        {"خان", "Khan", MATCH_NAME_FAMILY},
        {"ਸਿੰਘ", "Singh", MATCH_NAME_FAMILY},
        {"सिंह", "Singh", MATCH_NAME_FAMILY},
        {"ਕੌਰ", "Kaur", MATCH_NAME_FAMILY},
        {"ਗੁਰਪ੍ਰੀਤ", "Gurpreet", MATCH_NAME_GIVEN},
    };
    struct arena *a = arena_new(0);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!meet(a, cases[i].other, cases[i].latin, cases[i].kind))
            WANT_SAME(str_of(cases[i].latin), S("one name"));
    WANT(!meet(a, "Сергей", "Dmitry", MATCH_NAME_GIVEN));
    WANT(!meet(a, "محمد", "Mahmoud", MATCH_NAME_GIVEN));
    arena_free(a);
}

/* Every word of the tables is found under itself, in whatever script. */
TEST(name_table__holds_words_of_other_scripts_in_latin_letters)
{
    struct name_place at[NAME_TABLE_ROWS];

    WANT(name_table_find(MATCH_NAME_GIVEN, S("mhmd"), at) == 1);
    WANT_SAME(name_table_head(MATCH_NAME_GIVEN, at[0].row), S("mohammed"));
    WANT(!name_table_find(MATCH_NAME_GIVEN, S("محمد"), at));
}
