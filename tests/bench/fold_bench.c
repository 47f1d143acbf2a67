/*
 * fold_bench [ENTRIES] -- how long it takes to fold a child with a long
 * history, beside what comes before the fold: reading the answers and facts
 * of those entries from their stored text.
 *
 * The history is fifty concerns of one child under the Wales pack, each with
 * a reading, a decision and an answer: 200 entries, far more than a child on
 * the register has in a year.  docs/adr/0002 rests on the figures.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "record/fold.h"

#define RUNS 50
#define WORDS                                                                 \
    "Daeth i’r ysgol heb fwyta heddiw ac roedd yn llwglyd. Dywedodd nad "     \
    "oedd neb gartref neithiwr, a bod y drws wedi’i gloi o’r tu allan. "      \
    "Roedd clais ar ei fraich chwith, tua maint darn dwy bunt, yn felyn. "    \
    "Gofynnwyd beth ddigwyddodd, a dywedodd ei fod wedi syrthio."

/* One of each round, in order. */
static const struct {
    struct str form, answers;
} round_of[] = {
    {S_INIT("concern"),
        S_INIT("{\"about_worker\": \"no\", \"urgency\": \"today\","
               " \"immediate_danger\": \"no\", \"may_be_crime\": \"unknown\","
               " \"given_name\": {\"0\": \"Non\"},"
               " \"family_name\": {\"0\": \"Llwyd\"},"
               " \"own_words\": {\"0\": \"" WORDS "\"},"
               " \"happened\": \"" WORDS WORDS "\","
               " \"impact\": {\"0\": \"" WORDS "\"},"
               " \"protective\": {\"0\": \"" WORDS "\"},"
               " \"adults\": {\"0\": [{\"adult_name\": \"Rhys\","
               " \"adult_relation\": \"father\"}]}}")},
    {S_INIT("read_history"), S_INIT("{\"read_what\": [\"thread\"]}")},
    {S_INIT("concern_decision"),
        S_INIT("{\"outcome\": {\"0\": \"no_further_action\"},"
               " \"reason\": {\"0\": \"" WORDS WORDS "\"},"
               " \"crime\": \"no\", \"tell_reporter\": \"outcome\"}")},
    {S_INIT("feedback"),
        S_INIT("{\"feedback_text\": \"" WORDS "\","
               " \"told_how\": \"here\", \"answer_language\": \"cy\"}")},
};
#define ROUND (sizeof round_of / sizeof *round_of)

/* What is stored of an entry. */
struct stored {
    const struct form *form;
    struct str         answers, facts;
};

static struct id
numbered(enum id_kind kind, size_t n)
{
    struct id i = {.kind = kind};

    i.b[14] = (uint8_t)(n >> 8);
    i.b[15] = (uint8_t)n;
    return i;
}

static void
must(enum err e, const char *what)
{
    if (e == OK)
        return;
    fprintf(stderr, "%s: %s\n", what, err_name(e));
    exit(EXIT_FAILURE);
}

static struct pack *
wales(struct arena *a)
{
    struct pack_mistakes wrong = {0};
    struct fault         fault = {0};
    struct pack         *pack = NULL;
    struct str           bundle;

    must(pack_read(a, TEST_SOURCE_ROOT "/practice/wales", &bundle, &fault),
        "practice/wales");
    must(pack_load(a, bundle, &pack, &wrong), "practice/wales");
    return pack;
}

static struct stored *
history(struct arena *a, const struct pack *pack, size_t count)
{
    struct stored       *all = ARENA_ARRAY(a, struct stored, count);
    struct answers_about about = {.children = 1};

    for (size_t i = 0; i < count; i++) {
        struct answers s;
        struct fact   *facts;
        struct fault   fault;
        size_t         n;

        all[i].form = pack_form(pack, round_of[i % ROUND].form);
        all[i].answers = round_of[i % ROUND].answers;
        must(answers_read(a, all[i].form, all[i].answers, &s, &fault),
            "answers");
        must(yield_extract(a, &s, &about, &facts, &n), "facts");
        all[i].facts = yield_save(a, facts, n);
    }
    return all;
}

/* As child_load() makes them of rows. */
static struct fold_entry *
lines(struct arena *a, const struct pack *pack, const struct stored *all,
    size_t count)
{
    const int64_t      hour = INT64_C(3600000000);
    struct fold_entry *out = ARENA_ARRAY(a, struct fold_entry, count);

    for (size_t i = 0; i < count; i++) {
        struct fold_entry *e = &out[i];
        struct fact       *facts;
        struct fault       fault;

        e->id = numbered(ID_ENTRY, i);
        e->pack = pack;
        e->form = all[i].form;
        must(answers_read(a, e->form, all[i].answers, &e->answers, &fault),
            "answers");
        must(yield_load(a, all[i].facts, &facts, &e->fact_count), "facts");
        e->facts = facts;
        e->seq = (int64_t)i;
        e->thread = numbered(ID_THREAD, i / ROUND);
        e->recorded.us = INT64_C(1735725600000000) + (int64_t)i * 36 * hour;
        e->occurred = e->recorded;
    }
    return out;
}

static int
by_size(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;

    return *a < *b ? -1 : *a > *b;
}

static void
say(const char *what, int64_t *us)
{
    qsort(us, RUNS, sizeof *us, by_size);
    printf("%-28s median %6.2f ms   worst %6.2f ms\n", what,
        (double)us[RUNS / 2] / 1000, (double)us[RUNS - 1] / 1000);
}

int
main(int argc, char **argv)
{
    struct arena  *a = arena_new(0), *each = arena_new(0);
    struct pack   *pack = wales(a);
    int64_t        count = 200, reading[RUNS], folding[RUNS];
    struct stored *all;

    if (argc > 1 && (!str_int(str_of(argv[1]), &count) || count < 1))
        return EXIT_FAILURE;
    all = history(a, pack, (size_t)count);
    for (int i = 0; i < RUNS; i++) {
        int64_t             start = clock_monotonic(), read;
        const struct child *child;
        struct fold_entry  *e;

        e = lines(each, pack, all, (size_t)count);
        read = clock_monotonic();
        must(fold_all(each, pack, e, (size_t)count, (struct moment){INT64_MAX},
                 &child),
            "fold");
        folding[i] = clock_monotonic() - read;
        reading[i] = read - start;
        if (i == 0)
            printf("%lld entries: %zu clocks, %zu facts, %zu kB\n",
                (long long)count, child->clocks_count, child->facts_count,
                arena_used(each) / 1024);
        arena_clear(each);
    }
    say("reading answers and facts", reading);
    say("folding", folding);
    pack_free(pack);
    arena_free(each);
    arena_free(a);
    return EXIT_SUCCESS;
}
