#include "practice/small.h"

/* What pack_against() finds when one place of the small pack changes. */
static struct pack_mistakes
changed(struct arena *a, struct str file, struct str old, struct str new)
{
    struct str           bundle = small_bundle(a, "tests/packs/small");
    struct pack_mistakes m = {0};
    struct pack         *was = NULL, *is = NULL;
    enum err             e;

    WANT_OK(pack_load(a, bundle, &was, &m));
    bundle = small_edited(a, bundle, S("pack.yaml"), S("version: 2"),
        S("version: 3"));
    bundle = small_edited(a, bundle, file, old, new);
    WANT_OK(pack_load(a, bundle, &is, &m));
    e = pack_against(a, is, was, &m);
    WANT_INT(e, m.count ? ERR_INVALID : OK);
    pack_free(was);
    pack_free(is);
    return m;
}

static void
want_broken(struct str file, struct str old, struct str new, const char *what)
{
    struct arena        *a = arena_new(0);
    struct pack_mistakes m = changed(a, file, old, new);

    WANT_INT(m.count, 1);
    WANT_SAME(m.all[0].what, str_of(what));
    arena_free(a);
}

TEST(pack_against__finds_nothing_when_only_numbers_and_texts_change)
{
    struct arena *a = arena_new(0);

    WANT_INT(changed(a, S("pathways/matter.yaml"), S("working_days: 10"),
                 S("working_days: 12"))
                 .count,
        0);
    WANT_INT(changed(a, S("terms.yaml"), S("en: Bruise"), S("en: Mark")).count,
        0);
    arena_free(a);
}

TEST(pack_against__refuses_a_field_id_with_another_type)
{
    want_broken(S("forms/visit.yaml"), S("{id: remark, type: long_text"),
        S("{id: remark, type: text"),
        "the field remark of visit was of type long_text and is now "
        "another");
}

TEST(pack_against__refuses_a_field_that_vanishes_within_a_version)
{
    struct arena        *a = arena_new(0);
    struct str           old = S("  - {id: shared_two, type: text, ");
    struct str           bundle = small_bundle(a, "tests/packs/small");
    struct str           file = S("forms/decision.yaml");
    struct pack_mistakes m;
    struct pack         *was, *is;

    WANT_OK(pack_load(a, bundle, &was, &m));
    bundle = small_edited(a, bundle, S("pack.yaml"), S("version: 2"),
        S("version: 3"));
    bundle = small_edited(a, bundle, file, S("shared_one, shared_two]}\nf"),
        S("shared_one, shared_three]}\nf"));
    bundle = small_edited(a, bundle, file, old,
        S("  - {id: shared_three, type: text, "));
    bundle = small_edited(a, bundle, file, S("[shared_one, shared_two]"),
        S("[shared_one, shared_three]"));
    WANT_OK(pack_load(a, bundle, &is, &m));
    WANT_ERR(ERR_INVALID, pack_against(a, is, was, &m));
    WANT_INT(m.count, 1);
    WANT_STR(m.all[0].what,
        "the field shared_two of decision is gone without a new "
        "version");
    pack_free(is);
    /* Counted up, it may go. */
    bundle = small_edited(a, bundle, file, S("version: 1"), S("version: 2"));
    WANT_OK(pack_load(a, bundle, &is, &m));
    WANT_OK(pack_against(a, is, was, &m));
    pack_free(is);
    pack_free(was);
    arena_free(a);
}

TEST(pack_against__refuses_a_state_and_a_clock_that_vanish)
{
    struct arena        *a = arena_new(0);
    struct str           bundle = small_bundle(a, "tests/packs/small");
    struct str           file = S("pathways/matter.yaml");
    struct pack_mistakes m;
    struct pack         *was, *is;

    WANT_OK(pack_load(a, bundle, &was, &m));
    bundle = small_edited(a, bundle, S("pack.yaml"), S("version: 2"),
        S("version: 3"));
    bundle = small_edited(a, bundle, file, S("  open: {"), S("  opened: {"));
    bundle = small_edited(a, bundle, file, S("to: open}"), S("to: opened}"));
    bundle = small_edited(a, bundle, file, S("[open], on"), S("[opened], on"));
    bundle =
        small_edited(a, bundle, file, S("[open, going]"), S("[opened, going]"));
    bundle = small_edited(a, bundle, file, S("  matter.meeting:"),
        S("  matter.met:"));
    WANT_OK(pack_load(a, bundle, &is, &m));
    WANT_ERR(ERR_INVALID, pack_against(a, is, was, &m));
    WANT_INT(m.count, 2);
    WANT_STR(m.all[0].what, "the clock matter.meeting is gone");
    WANT_STR(m.all[1].what, "the state open of the pathway matter is gone");
    pack_free(is);
    pack_free(was);
    arena_free(a);
}

TEST(pack_against__refuses_an_option_that_vanishes)
{
    want_broken(S("terms.yaml"), S("{id: en, label: {cy: Saesneg"),
        S("{id: english, label: {cy: Saesneg"),
        "the option en of the list language is gone");
}

TEST(pack_against__refuses_a_tie_that_vanishes)
{
    want_broken(S("terms.yaml"), S("{tie: guest,"), S("{tie: visitor,"),
        "the tie guest is gone");
}

TEST(pack_against__refuses_an_older_version)
{
    struct arena        *a = arena_new(0);
    struct str           bundle = small_bundle(a, "tests/packs/small");
    struct pack_mistakes m;
    struct pack         *was, *is;

    WANT_OK(pack_load(a, bundle, &was, &m));
    bundle =
        small_edited(a, bundle, S("pack.yaml"), S("hours: 30"), S("hours: 31"));
    WANT_OK(pack_load(a, bundle, &is, &m));
    /* The same version with other words. */
    WANT_ERR(ERR_INVALID, pack_against(a, is, was, &m));
    WANT_INT(m.count, 1);
    WANT_IN(m.all[0].what, "count up");
    /* And itself, unchanged. */
    WANT_OK(pack_against(a, was, was, &m));
    pack_free(was);
    pack_free(is);
    arena_free(a);
}

TEST(pack_against__refuses_what_one_pack_lacks_of_another)
{
    struct small         wales = small_open_at("practice/wales");
    struct small         england = small_open_at("practice/england");
    struct pack_mistakes m;
    bool form = false, state = false, list = false, clock = false;

    WANT_ERR(ERR_INVALID, pack_against(wales.a, england.pack, wales.pack, &m));
    for (size_t i = 0; i < m.count; i++) {
        form = form || str_starts(m.all[i].what, S("the form "));
        state = state || str_starts(m.all[i].what, S("the pathway "));
        list = list || str_starts(m.all[i].what, S("the list "));
        clock = clock || str_starts(m.all[i].what, S("the clock "));
    }
    WANT(form && state && list && clock);
    small_close(&wales);
    small_close(&england);
}
