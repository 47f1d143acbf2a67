/*
 * fold_property_test -- what must hold of any entries whatever, under each
 * pack: tales told by chance, with corrections among them.
 */
#include "../fill.h"
#include "../practice/small.h"
#include "tale.h"

static const char *
random_time(struct arena *a, int64_t at)
{
    return str_c(a, moment_text(a, (struct moment){at * 1000000}));
}

/* A correction now and then, of what has not been corrected yet. */
static void
random_correction(struct tale *t, const char *when, uint64_t *seed)
{
    size_t             n = fill_next(seed) % t->count;
    struct tale_entry *root = &t->all[n];
    int                how = (int)(fill_next(seed) % 3);
    size_t             children = 0;

    if (!id_is_none(root->line.corrects))
        return;
    for (size_t i = 0; i < TALE_CHILDREN; i++)
        children += root->about[i];
    (void)tale_correct(t, when, n, how ? "subject" : "withdraw",
        how ? str_c(t->a,
                  fill_answers(&(struct fill){.arena = t->a,
                      .pack = t->pack,
                      .form = root->line.form,
                      .children = children,
                      .today = date_of(2027, 3, 1),
                      .seed = fill_next(seed) | 1}))
            : "{}");
    if (how == 2 && children == 1)
        tale_about(t, !root->about[0], root->about[0], false);
}

static void
random_entry(struct tale *t, const char *when, uint64_t *seed)
{
    const struct form *f =
        &t->pack->forms[fill_next(seed) % t->pack->forms_count];
    size_t     children = f->about_count && f->about[0].most > 1
            ? 1 + fill_next(seed) % TALE_CHILDREN
            : 1;
    struct str json = fill_answers(&(struct fill){.arena = t->a,
        .pack = t->pack,
        .form = f,
        .children = children,
        .today = date_of(2027, 3, 1),
        .seed = fill_next(seed) | 1});

    tale_say_of(t, when, str_c(t->a, f->id), str_c(t->a, json), children)
        ->thread = tale_id(ID_THREAD, 1 + fill_next(seed) % 3);
}

static struct tale *
random_tale(struct arena *a, const struct pack *pack, uint64_t seed)
{
    struct tale *t = tale_new(a, pack);
    int64_t      at = tale_moment("2027-01-04T09:00:00Z").us / 1000000;

    for (int i = 0; i < 40; i++) {
        at += (int64_t)(fill_next(&seed) % 200000);
        if (t->count && fill_next(&seed) % 6 == 0)
            random_correction(t, random_time(a, at), &seed);
        else
            random_entry(t, random_time(a, at), &seed);
    }
    return t;
}

/* As it was known at the k-th entry, against the tale told only so far. */
static void
prefix_is_known_at(struct tale *t, size_t child)
{
    size_t count = t->count;

    for (size_t k = 1; k <= count; k++) {
        struct moment       at = t->all[k - 1].line.recorded;
        const struct child *then, *only = NULL;
        size_t              n;
        struct fold_entry  *lines = tale_lines(t, child, &n);

        WANT_OK(fold_all(t->a, t->pack, lines, n, at, &then));
        t->count = k;
        only = tale_fold(t, child, NULL);
        t->count = count;
        WANT_SAME(tale_text(t->a, then), tale_text(t->a, only));
    }
}

/* Step by step, what there is after each step is what folding gives. */
static void
advance_is_refold(struct tale *t, size_t child)
{
    struct fold       *f = fold_begin(t->a, t->pack);
    size_t             n;
    struct fold_entry *lines = tale_lines(t, child, &n);

    WANT_OK(fold_resolve(t->a, lines, &n, (struct moment){INT64_MAX}));
    for (size_t i = 0; i < n; i++) {
        struct fold *again = fold_begin(t->a, t->pack);

        WANT_OK(fold_step(f, &lines[i]));
        for (size_t k = 0; k <= i; k++)
            WANT_OK(fold_step(again, &lines[k]));
        WANT_SAME(tale_text(t->a, fold_end(f)),
            tale_text(t->a, fold_end(again)));
    }
}

/* The order in which entries come does not matter. */
static void
order_is_no_matter(struct tale *t, size_t child, uint64_t seed)
{
    const struct child *one = tale_fold(t, child, NULL), *other;
    size_t              n;
    struct fold_entry  *lines = tale_lines(t, child, &n);

    for (size_t i = n; i > 1; i--) {
        size_t            k = fill_next(&seed) % i;
        struct fold_entry x = lines[i - 1];

        lines[i - 1] = lines[k];
        lines[k] = x;
    }
    WANT_OK(
        fold_all(t->a, t->pack, lines, n, (struct moment){INT64_MAX}, &other));
    WANT_SAME(tale_text(t->a, other), tale_text(t->a, one));
}

static void
holds_of_any(const char *folder, void (*property)(struct tale *t, size_t child))
{
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct small s = small_open_at(folder);
        struct tale *t = random_tale(s.a, s.pack, seed);

        for (size_t child = 0; child < TALE_CHILDREN; child++)
            property(t, child);
        small_close(&s);
    }
}

static void
shuffled(struct tale *t, size_t child)
{
    for (uint64_t seed = 1; seed < 5; seed++)
        order_is_no_matter(t, child, seed);
}

TEST(fold_all__of_what_was_known_is_the_fold_of_the_beginning)
{
    holds_of_any("practice/wales", prefix_is_known_at);
    holds_of_any("practice/england", prefix_is_known_at);
    holds_of_any("tests/packs/small", prefix_is_known_at);
}

TEST(fold_step__one_after_the_other_is_folding_again)
{
    holds_of_any("practice/wales", advance_is_refold);
    holds_of_any("practice/england", advance_is_refold);
    holds_of_any("tests/packs/small", advance_is_refold);
}

TEST(fold_all__takes_entries_in_any_order)
{
    holds_of_any("practice/wales", shuffled);
    holds_of_any("practice/england", shuffled);
}
