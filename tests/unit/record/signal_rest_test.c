/*
 * signal_rest_test -- which entries a signal rests on: every one of the
 * kind that it looks at, and no other.
 */
#include "record/signal_rest.h"

#include "../practice/small.h"
#include "tale.h"

static bool
rests(struct tale *t, const char *signal, const struct fold_entry *e)
{
    const struct signal_rule *rule = NULL;
    struct id                *all;
    size_t                    n;

    for (size_t i = 0; i < t->pack->signals_count; i++)
        if (str_eq(t->pack->signals[i].id, str_of(signal)))
            rule = &t->pack->signals[i];
    WANT(rule != NULL);
    signal_rests(t->a, tale_fold(t, 0, NULL), rule, &all, &n);
    return id_among(e->id, all, n);
}

TEST(signal_rests__on_every_entry_of_the_kind_and_no_other)
{
    struct small             s = small_open();
    struct tale             *t = tale_new(s.a, s.pack);
    const struct fold_entry *report, *visit, *denied;

    report = tale_say(t, "2027-03-01T10:00:00Z", "report",
        "{\"staff\": \"no\", \"colour\": \"red\"}");
    visit = tale_say(t, "2027-03-02T10:00:00Z", "visit",
        "{\"seen\": \"yes\", \"alone\": \"yes\"}");
    denied = tale_say(t, "2027-03-03T10:00:00Z", "visit", "{\"seen\": \"no\"}");
    WANT(rests(t, "drift", visit)); /* days since the child was seen */
    WANT(rests(t, "drift", report));
    WANT(!rests(t, "drift", denied));
    WANT(rests(t, "late", report)); /* opens the clock that is missed */
    small_close(&s);
}
