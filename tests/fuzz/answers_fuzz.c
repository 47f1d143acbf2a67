/*
 * answers_fuzz -- what a browser may have sent as answers to a form, what is
 * made of it, facts read back from a row, and the search for words to think
 * again about.
 *
 * The first byte chooses the form of tests/packs/small and how many children
 * the entry is about; 255 reads the rest as facts.  Built with clang
 * -fsanitize=fuzzer,address,undefined and -DTEST_SOURCE_ROOT="...".
 */
#include <stdlib.h>

#include "base/arena.h"
#include "practice/answers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static struct pack *pack;

static void
insist(bool holds)
{
    if (!holds)
        abort();
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct arena        *a = arena_new(0);
    struct pack_mistakes m;
    struct fault         fault;
    struct str           bundle;

    (void)argc, (void)argv;
    insist(
        !pack_read(a, TEST_SOURCE_ROOT "/tests/packs/small", &bundle, &fault));
    insist(!pack_load(a, bundle, &pack, &m));
    arena_free(a);
    return 0;
}

/* What was saved says the same when it is read and saved again. */
static void
check_facts(struct arena *a, const struct fact *facts, size_t n)
{
    struct str   text = yield_save(a, facts, n);
    struct fact *again;
    size_t       count;

    insist(!yield_load(a, text, &again, &count));
    insist(count == n);
    insist(str_eq(yield_save(a, again, count), text));
}

static void
check_triggers(const struct answers *s, const struct fact *facts, size_t n)
{
    for (size_t i = 0; i < pack->clocks_count; i++) {
        const struct triggers *t = &pack->clocks[i]->opens;

        for (size_t k = 0; k < t->count; k++) {
            (void)trigger_on_entry(&t->all[k], s->form, s, -1);
            for (size_t f = 0; f < n; f++)
                (void)trigger_on_fact(&t->all[k], &facts[f]);
        }
    }
}

static void
check_answers(struct arena *a, uint8_t choice, struct str text)
{
    const struct form   *form = &pack->forms[choice % pack->forms_count];
    int                  ages[4] = {-1, 0, 4, 17};
    struct answers_about about = {.children = choice / 16 % 4, .ages = ages};
    struct answers       s;
    struct answer_fault *faults;
    struct fact         *facts;
    struct fault         fault;
    size_t               n;

    if (answers_read(a, form, text, &s, &fault))
        return;
    if (answers_check(a, &s, &about, date_of(2027, 3, 2), &faults, &n))
        insist(n > 0);
    for (size_t i = 0; i < form->field_count; i++)
        (void)answers_text(a, &s, &form->fields[i], 0);
    insist(!yield_extract(a, &s, &about, &facts, &n));
    check_facts(a, facts, n);
    check_triggers(&s, facts, n);
}

static void
check_wording(struct arena *a, struct str text)
{
    struct wording_hit *hits;
    size_t              n;

    wording_find(a, pack, text, &hits, &n);
    for (size_t i = 0; i < n; i++)
        insist(hits[i].length && hits[i].from + hits[i].length <= text.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(0);
    struct fact  *facts;
    struct str    text;
    size_t        n;

    if (size) {
        text = str_bytes(data + 1, size - 1);
        check_wording(a, text);
        if (data[0] != 255)
            check_answers(a, data[0], text);
        else if (!yield_load(a, text, &facts, &n))
            check_facts(a, facts, n);
    }
    arena_free(a);
    return 0;
}
