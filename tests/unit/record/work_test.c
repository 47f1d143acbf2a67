/*
 * work_test -- installed packs and when they hold.
 */
#include "../house.h"

#include "../practice/small.h"

TEST(rules_on__gives_the_pack_that_holds_and_keeps_the_older_ones)
{
    struct house         h;
    struct rules        *rules;
    struct fault         fault = {0};
    struct pack_mistakes wrong = {0};
    struct pack         *later = NULL;
    struct moment        from;
    struct str           bundle;

    house_open(&h);
    WANT(moment_parse(S("2028-01-01T00:00:00Z"), &from));
    bundle = small_bundle(h.arena, "practice/england");
    WANT_OK(pack_load(h.arena, bundle, &later, &wrong));
    WANT_OK(work_install(h.w->tx, bundle, later, from, h.manager));
    WANT_OK(work_install(h.w->tx, bundle, later, from, h.manager));
    WANT_INT(house_count(&h, "SELECT COUNT(*) FROM pack"), 2);
    house_at(&h, "2027-03-02T09:00:00Z");
    WANT_OK(rules_load(h.shop.store, h.arena, &rules, &fault));
    WANT_STR(rules_on(rules, (struct moment){0})->id, "wales");
    WANT_STR(rules_on(rules, (struct moment){from.us - 1})->id, "wales");
    WANT_SAME(rules_on(rules, from)->id, later->id);
    WANT_SAME(rules_of(rules, hash_str(&later->hash))->id, later->id);
    WANT_STR(rules_of(rules, hash_str(&h.pack->hash))->id, "wales");
    WANT(!rules_of(rules, S("no hash")));
    rules_free(rules);
    pack_free(later);
    house_close(&h);
}

TEST(rules_load__says_so_when_nothing_is_installed)
{
    struct shop   s = shop_open();
    struct rules *rules;
    struct fault  fault = {0};

    WANT_ERR(ERR_ABSENT, rules_load(s.store, s.arena, &rules, &fault));
    shop_close(&s);
}
