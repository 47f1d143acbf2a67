/*
 * said_test -- how a yes and a no are said: Welsh answers with the verb of
 * the question, so every question of both packs names its own words.
 */
#include "small.h"

#include "../test.h"

static bool
is_yes_no(const struct field *f)
{
    return f->type == FIELD_YES_NO || f->type == FIELD_YES_NO_UNKNOWN;
}

static size_t
named(const struct field *f)
{
    size_t n = 0;

    for (size_t i = 0; i < f->column_count; i++)
        n += named(&f->columns[i]);
    if (!is_yes_no(f))
        return n;
    WANT(f->yes.cy.n && f->no.cy.n && !str_eq(f->yes.cy, f->no.cy));
    WANT(f->yes.en.n && f->no.en.n);
    return n + 1;
}

static size_t
all_named(const char *folder)
{
    struct small s = small_open_at(folder);
    size_t       n = 0;

    for (size_t i = 0; i < s.pack->forms_count; i++)
        for (size_t k = 0; k < s.pack->forms[i].field_count; k++)
            n += named(&s.pack->forms[i].fields[k]);
    small_close(&s);
    return n;
}

TEST(field_said__every_question_of_both_packs_has_its_own_yes_and_no)
{
    WANT(all_named("practice/wales") > 20);
    WANT(all_named("practice/england") > 10);
}

TEST(field_said__is_the_questions_own_words_or_else_the_programs)
{
    struct field f = {.type = FIELD_YES_NO_UNKNOWN,
        .yes = {S_INIT("Oes"), S_INIT("Yes")},
        .no = {S_INIT("Nac oes"), S_INIT("No")}};
    struct field plain = {.type = FIELD_YES_NO};

    WANT_STR(field_said(&f, S("yes"), LANG_CY), "Oes");
    WANT_STR(field_said(&f, S("no"), LANG_CY), "Nac oes");
    WANT_STR(field_said(&f, S("no"), LANG_EN), "No");
    WANT_STR(field_said(&f, S("unknown"), LANG_CY), "Anhysbys");
    WANT_STR(field_said(&plain, S("yes"), LANG_CY), "Ie");
    WANT_STR(field_said(&plain, S("yes"), LANG_EN), "Yes");
}
