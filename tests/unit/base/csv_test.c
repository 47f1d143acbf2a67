/*
 * csv_test -- tables as text: read, cut into windows, and written so that
 * nothing in them runs.
 */
#include "base/csv.h"

#include "../test.h"

static struct csv
reading(struct str text)
{
    return (struct csv){.text = text,
        .line = 1,
        .separator = ',',
        .window = CSV_WHOLE};
}

TEST(csv_next__reads_quotes_lines_and_empty_cells)
{
    struct arena     *a = arena_new(0);
    struct csv_record r;
    struct csv        c =
        reading(S("a,\"b, \"\"c\"\"\",\r\n\r\n\"x\ny\",,5\" tall\n"));

    WANT(csv_next(&c, a, &r));
    WANT_INT(r.count, 3);
    WANT_STR(r.cells[1], "b, \"c\"");
    WANT_STR(r.cells[2], "");
    WANT_INT(r.line, 1);
    WANT(csv_next(&c, a, &r));
    WANT_INT(r.line, 3);
    WANT_STR(r.cells[0], "x\ny");
    WANT_STR(r.cells[2], "5\" tall");
    WANT_INT(c.line, 5);
    WANT(!csv_next(&c, a, &r));
    arena_free(a);
}

TEST(csv_next__says_what_is_wrong_with_a_record_and_goes_on)
{
    struct arena     *a = arena_new(0);
    struct csv_record r;
    struct csv        c = reading(S("\"a\"b,c\nd,e\n\"never closed\nf"));

    WANT(csv_next(&c, a, &r));
    WANT_INT(r.fault, CSV_LATE_QUOTE);
    WANT_INT(r.count, 0);
    WANT(csv_next(&c, a, &r));
    WANT_STR(r.cells[1], "e");
    WANT(csv_next(&c, a, &r));
    WANT_INT(r.fault, CSV_OPEN_QUOTE);
    WANT_INT(r.line, 3);
    WANT(!csv_next(&c, a, &r));
    arena_free(a);
}

static struct str
repeated(struct arena *a, const char *piece, size_t times)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < times; i++)
        buf_add(&b, str_of(piece));
    return buf_str(&b);
}

TEST(csv_next__refuses_a_record_with_a_million_columns)
{
    struct arena     *a = arena_new(0);
    struct csv_record r;
    struct csv        c = reading(repeated(a, ",", 300));

    WANT(csv_next(&c, a, &r));
    WANT_INT(r.fault, CSV_MANY_CELLS);
    c = reading(repeated(a, "a,", 1000000));
    WANT(csv_next(&c, a, &r));
    WANT_INT(r.fault, CSV_LONG_RECORD);
    arena_free(a);
}

/* The same records, whatever the windows are. */
TEST(csv_next__reads_the_same_through_every_window)
{
    static const char text[] = "a,b\r\n\"c\r\nd\",e\r\n,\r\rf,\"g\"\"\"\n";
    struct arena     *a = arena_new(0);
    struct str        whole = str_of(text);

    for (size_t size = 1; size <= whole.n; size++) {
        struct csv_record r;
        struct csv        c = reading(whole);
        struct buf        got;

        buf_init(&got, a);
        c.text = str_sub(whole, 0, size);
        c.window = size < whole.n ? CSV_MORE_FOLLOWS : CSV_WHOLE;
        for (;;) {
            while (csv_next(&c, a, &r)) {
                buf_add_int(&got, r.line);
                for (size_t i = 0; i < r.count; i++) {
                    buf_add(&got, S("|"));
                    buf_add(&got, r.cells[i]);
                }
            }
            if (c.window == CSV_WHOLE)
                break;
            c.text.n += c.text.n + size < whole.n ? size : whole.n - c.text.n;
            c.window = c.text.n < whole.n ? CSV_MORE_FOLLOWS : CSV_WHOLE;
        }
        WANT_STR(buf_str(&got), "1|a|b2|c\r\nd|e4||6|f|g\"");
    }
    arena_free(a);
}

TEST(csv_text_of__tells_kinds_of_text_apart)
{
    size_t skip;

    WANT_INT(csv_text_of(S("\xef\xbb\xbfn\xc3\xa9"), &skip), CSV_UTF8);
    WANT_INT(skip, 3);
    WANT_INT(csv_text_of(S("caf\xe9"), &skip), CSV_1252);
    WANT_INT(skip, 0);
    WANT_INT(csv_text_of(S("\xff\xfe"
                           "a\0"),
                 &skip),
        CSV_UTF16);
    WANT_INT(csv_text_of(S("a\0b"), &skip), CSV_BINARY);
    WANT_INT(csv_text_of(S(" \r\n"), &skip), CSV_EMPTY);
    WANT_INT(csv_text_of(S("\xef\xbb\xbf"), &skip), CSV_EMPTY);
}

TEST(csv_next__turns_windows_1252_into_utf8)
{
    struct arena     *a = arena_new(0);
    struct csv_record r;
    struct csv        c = reading(S("Si\xe2n,O\x92"
                                           "Neill,\x80"));

    c.kind = CSV_1252;
    WANT(csv_next(&c, a, &r));
    WANT_STR(r.cells[0], "Siân");
    WANT_STR(r.cells[1], "O’Neill");
    WANT_STR(r.cells[2], "€");
    arena_free(a);
}

TEST(csv_separator__is_what_the_first_record_uses)
{
    WANT_INT(csv_separator(S("a;b;\"c,d,e,f\"\n1,2,3,4,5")), ';');
    WANT_INT(csv_separator(S("a\tb\tc")), '\t');
    WANT_INT(csv_separator(S("a")), ',');
}

TEST(csv_put__writes_what_is_read_again_and_nothing_that_runs)
{
    static const char *cells[] = {"", "=1+1", "'=1+1", "@x", "-5", "+44",
        "'plain", "\tx", "a,b", "say \"so\"", "two\nlines", "Siân", "''-",
        "\n=1", "＝1+1", "'＠x", "－"};
    const size_t       n = sizeof cells / sizeof *cells;
    struct arena      *a = arena_new(0);
    struct csv_out     o;
    struct csv_record  r;
    struct csv         c;

    csv_out_init(&o, a, ',');
    for (size_t i = 0; i < n; i++)
        csv_put(&o, str_of(cells[i]));
    csv_end(&o);
    c = reading(buf_str(&o.b));
    WANT(csv_next(&c, a, &r));
    WANT_INT(r.count, n);
    for (size_t i = 0; i < n; i++) {
        WANT(!r.cells[i].n || !strchr("=+-@\t\r\n", r.cells[i].p[0]));
        WANT(!str_starts(r.cells[i], S("＝")));
        WANT(!str_starts(r.cells[i], S("－")));
        WANT_SAME(csv_plain(r.cells[i]), str_of(cells[i]));
    }
    arena_free(a);
}
