/*
 * csv_fuzz -- tables from outside: any bytes as a file that a council sends.
 *
 * The first byte chooses the separator and how far the window moves.  What
 * the whole text gives, windows give too; and what was read is written so
 * that it reads the same and runs nowhere.  Built with clang
 * -fsanitize=fuzzer,address,undefined.
 */
#include <stdlib.h>

#include "base/csv.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
insist(bool holds)
{
    if (!holds)
        abort();
}

static bool
runs(struct str cell)
{
    return cell.n && str_find_byte(S("=+-@\t\r\n"), cell.p[0]) >= 0;
}

/* Written and read again. */
static void
check_record(struct arena *a, const struct csv_record *r, char separator)
{
    struct csv_out    o;
    struct csv_record again;
    struct csv c = {.line = 1, .separator = separator, .window = CSV_WHOLE};

    insist(r->count <= CSV_CELLS && (!r->fault || !r->count));
    if (!r->count || (r->count == 1 && !r->cells[0].n))
        return;
    csv_out_init(&o, a, separator);
    for (size_t i = 0; i < r->count; i++)
        csv_put(&o, r->cells[i]);
    csv_end(&o);
    c.text = buf_str(&o.b);
    insist(csv_next(&c, a, &again));
    if (again.fault == CSV_LONG_RECORD)
        return; /* quotes made it longer */
    insist(again.count == r->count);
    for (size_t i = 0; i < r->count; i++) {
        insist(!runs(again.cells[i]));
        insist(str_eq(csv_plain(again.cells[i]), r->cells[i]));
    }
}

static void
record_add(struct buf *b, const struct csv_record *r)
{
    buf_add_u64(b, (uint64_t)r->line);
    buf_add_u32(b, (uint32_t)r->fault);
    for (size_t i = 0; i < r->count; i++)
        buf_add_framed(b, r->cells[i]);
}

static struct str
read_whole(struct arena *a, struct csv c)
{
    struct csv_record r;
    struct buf        b;

    buf_init(&b, a);
    c.window = CSV_WHOLE;
    while (csv_next(&c, a, &r)) {
        check_record(a, &r, c.separator);
        record_add(&b, &r);
    }
    return buf_str(&b);
}

static struct str
read_windows(struct arena *a, struct csv c, size_t step)
{
    struct str        whole = c.text;
    struct csv_record r;
    struct buf        b;

    buf_init(&b, a);
    c.text.n = 0;
    do {
        c.text.n += whole.n - c.text.n < step ? whole.n - c.text.n : step;
        c.window = c.text.n < whole.n ? CSV_MORE_FOLLOWS : CSV_WHOLE;
        while (csv_next(&c, a, &r))
            record_add(&b, &r);
    } while (c.window == CSV_MORE_FOLLOWS);
    return buf_str(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char separators[] = {',', ';', '\t'};
    struct arena     *a = arena_new(1 << 28);
    struct csv        c = {.line = 1};
    size_t            skip, step;

    if (size > 1) {
        c.separator = separators[data[0] % 3];
        step = 1 + data[0] / 3;
        c.text = str_bytes(data + 1, size - 1);
        c.kind = csv_text_of(c.text, &skip);
        c.at = skip;
        (void)csv_separator(c.text);
        insist(str_eq(read_whole(a, c), read_windows(a, c, step)));
    }
    arena_free(a);
    return 0;
}
