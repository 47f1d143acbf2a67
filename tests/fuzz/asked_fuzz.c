/*
 * asked_fuzz -- what is typed to look for somebody, and what is said of where
 * somebody lives: any bytes.
 *
 * What is understood is no longer than what was typed, dates are dates, ages
 * leave a span, and a town is letters alone; reading a town that was read
 * changes nothing.  Built with clang -fsanitize=fuzzer,address,undefined.
 */
#include <stdlib.h>

#include "base/text.h"
#include "match/asked.h"
#include "match/place.h"
#include "match/premises.h"
#include "match/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
insist(bool holds)
{
    if (!holds)
        abort();
}

static bool
is_date(struct date d)
{
    return date_is_none(d) || date_is_valid(d);
}

static void
check_asked(struct arena *a, struct str text)
{
    const struct date  today = {2027, 3, 2};
    struct match_asked m;

    match_asked_read(a, text, today, &m);
    insist(is_date(m.born) && is_date(m.from) && is_date(m.to));
    insist(date_is_none(m.from) == date_is_none(m.to));
    insist(date_is_none(m.from) || date_cmp(m.from, m.to) <= 0);
    insist(!m.nhs.n || (m.nhs.n == 10 && str_is_digits(m.nhs)));
    insist(m.place_typed.n <= text.n && m.rest.n <= 2 * text.n);
    insist(!m.place.n || m.place_typed.n);
}

static void
check_place(struct arena *a, struct str text)
{
    struct str town = match_place_of(a, text);
    struct str known = match_place_known(a, text);

    for (size_t i = 0; i < town.n; i++)
        insist((town.p[i] >= 'a' && town.p[i] <= 'z') ||
            (uint8_t)town.p[i] >= 0x80);
    if (known.n)
        insist(str_eq(match_place_known(a, known), known));
}

/* Nothing is left of the letters that have rows: a second time changes
 * nothing, unless a letter that had none before has one since a mark went. */
static void
check_script(struct arena *a, struct str text)
{
    struct str once = match_script_fold(a, text);

    if (!match_script_is_other(once))
        insist(str_eq(match_script_fold(a, once), once));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(0);
    struct str    text = str_bytes(data, size);
    uint64_t      uprn = 0;

    if (text_is_utf8(text)) {
        check_asked(a, text);
        check_place(a, text);
        check_script(a, text);
    }
    if (premises_parse(text, &uprn))
        insist(uprn > 0 && uprn < UINT64_C(1000000000000));
    arena_free(a);
    return 0;
}
