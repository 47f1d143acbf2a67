/*
 * gain_test -- who gains and who loses when access changes in one place.
 */
#include "practice/gain.h"

#include "../test.h"

#include "practice/small.h"

struct change {
    struct arena *a;
    struct pack  *was, *is;
    struct gain  *all;
    size_t        n;
};

/* The small pack, and itself with one place of access.yaml changed. */
static struct change
changed(struct str old, struct str new)
{
    struct change        c = {.a = arena_new(0)};
    struct pack_mistakes m = {0};
    struct str           bundle = small_bundle(c.a, "tests/packs/small");

    WANT_OK(pack_load(c.a, bundle, &c.was, &m));
    if (old.n)
        bundle = small_edited(c.a, bundle, S("access.yaml"), old, new);
    WANT_OK(pack_load(c.a, bundle, &c.is, &m));
    pack_gains(c.a, c.was, c.is, &c.all, &c.n);
    return c;
}

static void
change_end(struct change *c)
{
    pack_free(c->was);
    pack_free(c->is);
    arena_free(c->a);
}

TEST(pack_gains__finds_nothing_between_a_pack_and_itself)
{
    struct change c = changed((struct str){0}, (struct str){0});

    WANT_INT(c.n, 0);
    change_end(&c);
}

TEST(pack_gains__tells_of_a_deeper_look_and_of_a_shallower_one)
{
    struct change c =
        changed(S("may: check, depth: summary"), S("may: check, depth: full"));

    WANT_INT(c.n, 1);
    WANT(c.all[0].gains && c.all[0].verb == MAY_CHECK);
    WANT(c.all[0].before == DEPTH_SUMMARY && c.all[0].after == DEPTH_FULL);
    WANT_STR(c.all[0].of, "register");
    change_end(&c);
    c = changed(S("may: check, depth: summary"),
        S("may: check, depth: exists"));
    WANT_INT(c.n, 1);
    WANT(!c.all[0].gains);
    WANT(c.all[0].before == DEPTH_SUMMARY && c.all[0].after == DEPTH_EXISTS);
    change_end(&c);
}

TEST(pack_gains__tells_what_is_given_and_backwards_what_is_taken)
{
    struct change c = changed(S("desk: day_desk}, may: read, depth: full"),
        S("desk: day_desk}, may: [read, list], depth: full"));

    WANT_INT(c.n, 1);
    WANT(c.all[0].gains && c.all[0].verb == MAY_LIST);
    WANT_STR(c.all[0].of, "work");
    WANT_STR(gain_who(c.a, &c.all[0], LANG_EN),
        "Worker, tie: holder, desk: day_desk");
    pack_gains(c.a, c.is, c.was, &c.all, &c.n);
    WANT_INT(c.n, 1);
    WANT(!c.all[0].gains && c.all[0].verb == MAY_LIST);
    WANT(c.all[0].before == DEPTH_FULL && c.all[0].after == DEPTH_NONE);
    change_end(&c);
}

TEST(pack_gains__counts_a_new_forbid_as_a_loss_and_an_old_one_as_a_gain)
{
    struct change c = changed(S("{forbid: true, who: {kin: any}, of: all"),
        S("{forbid: true, who: {kin: any}, may: read, of: all"));

    WANT_INT(c.n, 2);
    WANT(c.all[0].gains && c.all[0].forbid && c.all[0].every_verb);
    WANT(!c.all[1].gains && c.all[1].forbid && c.all[1].verb == MAY_READ);
    change_end(&c);
}
