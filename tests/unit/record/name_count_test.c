/*
 * name_count_test -- who is counted for the names of a region: children and
 * adults, each once, and nobody who has ever been protected.
 */
#include "folk.h"

#include "../test.h"

#include "record/name_count.h"

static struct str
counted(struct house *h, int64_t page)
{
    struct frequency *f = frequency_new();
    struct str        text;

    WANT_OK(name_count(h->w, page, f));
    text = frequency_text(f, h->arena);
    frequency_free(f);
    return text;
}

static bool
lists(struct house *h, struct str text, const char *name)
{
    return str_find(text,
               str_cat(h->arena, S("rarity family "), str_of(name))) >= 0;
}

/* S11: the tenth is sealed, and is as if there were nobody. */
TEST(name_count__knows_nobody_who_has_ever_been_protected)
{
    static const enum label_kind labels[] = {
        LABEL_RESTRICTED, LABEL_SHIELDED, LABEL_SEALED};
    struct house h;
    struct id    tenth = {0};
    struct str   nine, ten;

    house_open(&h);
    for (int i = 0; i < 9; i++)
        (void)folk_child(&h, h.school, "Nia", "Zzyva", "2019-04-02");
    nine = counted(&h, NAME_COUNT_PAGE);
    WANT(!lists(&h, nine, "zzyva"));
    tenth = folk_child(&h, h.hospital, "Nia", "Zzyva", "2018-04-02");
    ten = counted(&h, NAME_COUNT_PAGE);
    WANT(lists(&h, ten, "zzyva"));
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        h.w->now.us += 1000000;
        WANT_OK(label_set(h.w, tenth, labels[i], h.custodian, S("risk")));
        WANT_SAME(counted(&h, NAME_COUNT_PAGE), nine);
    }
    h.w->now.us += 1000000;
    WANT_OK(label_set(h.w, tenth, LABEL_NORMAL, h.custodian, S("over")));
    WANT_SAME(counted(&h, NAME_COUNT_PAGE), nine);
    house_close(&h);
}

/* However they fall on pages; of a child with many records each is read. */
TEST(name_count__counts_a_person_once_whatever_the_page)
{
    static const char *const families[] = {"Zzyva", "Yrwydd", "Puw"};
    struct house             h;
    struct id                first, more;
    struct str               whole;

    house_open(&h);
    for (int i = 0; i < 30; i++) {
        first = folk_child(&h, h.school, "Nia", families[i % 3], "2019-04-02");
        for (int k = 0; k < i % 5; k++) {
            more = folk_child(&h, h.hospital, "Nia", families[i % 3],
                "2019-04-02");
            WANT_OK(link_make(h.w, first, more, folk_entry(&h)));
        }
    }
    whole = counted(&h, NAME_COUNT_PAGE);
    WANT(lists(&h, whole, "zzyva") && lists(&h, whole, "puw"));
    WANT(str_find(whole, S("people 30\n")) >= 0);
    for (int64_t page = 1; page < 9; page++)
        WANT_SAME(counted(&h, page), whole);
    house_close(&h);
}
