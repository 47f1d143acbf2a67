/*
 * rows_fuzz -- rows of an extract that is to be linked: any bytes as dates,
 * numbers, names and addresses.
 *
 * A line of the input is a row, a bar parts its cells, and each cell is the
 * use of its place in cli/link_use.def.  What comes of a date is one, whole or
 * in part; numbers check; and the roll closes over whatever it was given.
 * Built with clang -fsanitize=fuzzer,address,undefined.
 */
#include <stdlib.h>

#include "cli/link.h"

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
row_put(struct link_read *in, struct str line, int64_t number)
{
    struct str cells[LINK_USES] = {{NULL, 0}};

    for (size_t i = 0; i < LINK_USES && str_split(&line, '|', &cells[i]); i++)
        continue;
    if (!str_trim(cells[LINK_ID]).n || str_eq(cells[LINK_ID], S("NA")) ||
        str_eq(cells[LINK_ID], S("NULL")) || str_eq(cells[LINK_ID], S("-")))
        cells[LINK_ID] = S("1");
    link_row_add(in, cells, number);
    arena_clear(in->scratch);
}

static void
check_lines(const struct roll *r)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct roll_line *l = &r->lines[i];

        insist(is_date(roll_date(l->birth)));
        insist(l->nhs < UINT64_C(10000000000));
        insist(l->name.given <= spelling_last(r->spellings));
        insist(roll_postcode(r, l->place.postcode) != NULL);
        insist(roll_id(r, (uint32_t)i).n > 0);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct link_read in = {.strict = LINK_LENIENT};
    struct str       text = str_bytes(data, size), line;
    uint32_t         twice[2];
    int64_t          n = 0;

    link_read_init(&in);
    in.source = roll_source(in.roll, S("any"));
    for (size_t u = 0; u < LINK_USES; u++)
        in.columns.use[u] = (struct link_use_of){{u}, 1};
    while (n < 200 && str_split(&text, '\n', &line))
        row_put(&in, line, ++n);
    insist(in.rows == n && in.roll->count == (size_t)n);
    if (roll_close(in.roll, twice))
        check_lines(in.roll);
    else
        insist(twice[0] != twice[1]);
    link_read_clear(&in);
    return 0;
}
