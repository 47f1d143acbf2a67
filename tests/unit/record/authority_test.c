/*
 * authority_test -- when two answers name one authority.
 */
#include "record/authority.h"

#include "../house.h"

#include "../test.h"

static bool
same(struct house *h, const struct agencies_met *met, const char *x,
    const char *y)
{
    return authority_same(authority_key(h->arena, h->w->pack, met, str_of(x)),
        authority_key(h->arena, h->w->pack, met, str_of(y)));
}

TEST(authority_same__knows_all_the_names_that_the_pack_has)
{
    static const char *const names[] = {"Gwynedd", "CYNGOR GWYNEDD",
        "Gwynedd Council", "Cyngor Sir Gwynedd", "gwynedd  county council"};
    struct house             h;

    house_open(&h);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        WANT(same(&h, NULL, "gwynedd", names[i]));
    WANT(!same(&h, NULL, "gwynedd", "Conwy Council"));
    WANT(same(&h, NULL, "Cyngor Ynys Mon", "Isle of Anglesey"));
    house_close(&h);
}

TEST(authority_same__takes_nobody_for_somebody_unknown)
{
    struct house         h;
    struct authority_key k;

    house_open(&h);
    WANT(!same(&h, NULL, "Cyngor Arfon", "gwynedd"));
    WANT(!same(&h, NULL, "Cyngor Arfon", "Cyngor Meirion"));
    WANT(same(&h, NULL, "Cyngor Arfon", "cyngor  ARFON"));
    k = authority_key(h.arena, h.w->pack, NULL, S("Cyngor Arfon"));
    WANT(!k.known);
    WANT_STR(k.key, "cyngor arfon");
    house_close(&h);
}

TEST(authority_same__knows_an_agency_that_is_here_by_id_word_and_name)
{
    struct agency_met   all[] = {{str_of("first"), S("local_authority"),
                                     S("gwynedd"), {S("Sir Afon"), S("River")}},
          {str_of("second"), S("local_authority"), S(""),
              {S("Sir Bell"), S("Far County")}}};
    struct agencies_met met = {all, 2};
    struct house        h;

    house_open(&h);
    WANT(same(&h, &met, "first", "Gwynedd Council"));
    WANT(same(&h, &met, "far county", "second"));
    WANT(!same(&h, &met, "first", "second"));
    house_close(&h);
}
