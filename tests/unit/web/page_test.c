/*
 * page_test -- the words that every page uses.
 */
#include "../test.h"

#include "web/page.h"

TEST(page_day__leaves_out_the_year_only_where_no_other_can_be_meant)
{
    static const struct {
        struct date d;
        const char *cy, *en;
    } rows[] = {
        {{2027, 3, 3}, "Mer 3 Mawrth", "Wed 3 March"},
        {{2026, 12, 30}, "Mer 30 Rhagfyr", "Wed 30 December"},
        {{2026, 3, 13}, "Gwe 13 Mawrth 2026", "Fri 13 March 2026"},
        {{2028, 2, 1}, "Maw 1 Chwefror 2028", "Tue 1 February 2028"},
        {{2026, 3, 0}, "Mawrth 2026", "March 2026"},
    };
    struct arena *a = arena_new(0);
    struct page   pg = {.arena = a, .today = date_of(2027, 3, 2)};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pg.lang = LANG_CY;
        WANT_SAME(page_day(&pg, rows[i].d), str_of(rows[i].cy));
        pg.lang = LANG_EN;
        WANT_SAME(page_day(&pg, rows[i].d), str_of(rows[i].en));
    }
    arena_free(a);
}
