/*
 * diogel link: one file, window by window.
 *
 * Most rows hold no quotation mark and are cut where they lie; the others go
 * through base/csv.h.  Nothing of a row is kept but what the roll takes.
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/text.h"
#include "cli/link.h"

enum { WINDOW = 1 << 20, SAID_MOST = 20 };
static const size_t PLACES = (size_t)1 << 34;

/* A file being read. */
struct reading {
    struct link_read *in;
    char             *room;
    size_t            filled, at; /* of the window */
    int               fd;
    bool              ended;
    char              separator;
    int64_t           line;
    struct str        cells[LINK_COLUMNS];
    size_t            count;
};

static enum err
refused(const struct link_read *in, int64_t line, const char *what)
{
    fprintf(stderr, "%s:%lld: %s\n", in->file, (long long)line, what);
    return ERR_INVALID;
}

/* A row that cannot be one.  Named up to a number of times. */
static void
row_bad(struct link_read *in, int64_t line, const char *what)
{
    if (in->bad++ < SAID_MOST)
        refused(in, line, what);
    else if (in->bad == SAID_MOST + 1)
        fprintf(stderr, "diogel: and more rows like these\n");
}

/* Moves what is left to the front, and reads behind it. */
static enum err
window_fill(struct reading *r)
{
    ssize_t n;

    memmove(r->room, r->room + r->at, r->filled - r->at);
    r->filled -= r->at;
    r->at = 0;
    while (!r->ended && r->filled < WINDOW) {
        n = read(r->fd, r->room + r->filled, WINDOW - r->filled);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return ERR_FILE;
        r->ended = n == 0;
        r->filled += (size_t)n;
        r->in->bytes += (uint64_t)n;
    }
    if (r->in->told)
        r->in->told(r->in);
    return OK;
}

/* ---- one row ---- */

static void
row_split(struct reading *r, struct str line)
{
    struct str one;

    r->count = 0;
    while (str_split(&line, r->separator, &one)) {
        if (r->count == LINK_COLUMNS)
            return;
        r->cells[r->count++] = one;
    }
}

/* The next line of the window, without its end; false: the window ends
 * first. */
static bool
line_next(struct reading *r, struct str *line)
{
    char  *from = r->room + r->at;
    size_t left = r->filled - r->at;
    char  *end = memchr(from, '\n', left);

    if (!end && (!r->ended || !left))
        return false;
    *line = str_bytes(from, end ? (size_t)(end - from) : left);
    return true;
}

static bool
is_plain(struct str line)
{
    unsigned char all = 0;

    for (size_t i = 0; i < line.n; i++)
        all |= (unsigned char)line.p[i];
    return all < 0x80 && !memchr(line.p, '"', line.n) &&
        !memchr(line.p, 0, line.n);
}

static const char *
fault_words(enum csv_fault f)
{
    static const char *const words[CSV_FAULT_COUNT] = {
        [CSV_LATE_QUOTE] = "something stands behind a closing quotation mark",
        [CSV_MANY_CELLS] = "more cells than a table can have",
        [CSV_OPEN_QUOTE] = "a quotation mark is not closed",
        [CSV_LONG_RECORD] = "a record longer than 128 kB, or a quotation "
                            "mark that is not closed",
    };

    return words[f];
}

/* Through base/csv.h: quotation marks, or letters beyond ASCII. */
static bool
record_read(struct reading *r, const char **wrong)
{
    struct csv        c = {.text = str_bytes(r->room, r->filled),
               .at = r->at,
               .line = r->line,
               .separator = r->separator,
               .kind = CSV_UTF8,
               .window = r->ended ? CSV_WHOLE : CSV_MORE_FOLLOWS};
    struct csv        before = c;
    struct csv_record record;
    struct str        bytes;

    if (!csv_next(&c, r->in->scratch, &record))
        return false;
    bytes = str_sub(c.text, before.at, c.at - before.at);
    if (memchr(bytes.p, 0, bytes.n)) {
        *wrong = "a NUL byte: not a text";
    } else if (!text_is_utf8(bytes)) {
        before.kind = CSV_1252;
        r->in->latin++;
        csv_next(&before, r->in->scratch, &record);
    }
    if (record.fault)
        *wrong = fault_words(record.fault);
    r->count = record.count;
    for (size_t i = 0; i < record.count; i++)
        r->cells[i] = record.cells[i];
    r->at = c.at;
    r->line = c.line;
    return true;
}

/* The cells of the next row; false at the window's end. */
static bool
row_next(struct reading *r, int64_t *line, const char **wrong)
{
    struct str text;

    *wrong = NULL;
    *line = r->line;
    if (!line_next(r, &text))
        return false;
    if (!is_plain(text))
        return record_read(r, wrong);
    r->at += text.n + (r->at + text.n < r->filled);
    r->line++;
    if (text.n && text.p[text.n - 1] == '\r')
        text.n--;
    row_split(r, text);
    return true;
}

/* ---- header and rows ---- */

static bool
is_blank_row(const struct reading *r)
{
    return r->count == 0 || (r->count == 1 && !str_trim(r->cells[0]).n);
}

static const char *
row_wrong(const struct reading *r)
{
    const struct link_columns *c = &r->in->columns;

    if (r->count < c->count)
        return "has fewer cells than the header";
    if (r->count > c->count)
        return "has more cells than the header";
    if (!str_trim(r->cells[c->use[LINK_ID].column[0]]).n)
        return "has no id";
    return NULL;
}

static enum err
header_read(struct reading *r)
{
    struct str         bytes = str_bytes(r->room, r->filled);
    struct link_header header;
    struct fault       fault;
    const char        *wrong = NULL;
    int64_t            line;
    size_t             skip;

    switch (csv_text_of(str_sub(bytes, 0, 4096), &skip)) {
    case CSV_UTF16:
        return refused(r->in, 1, "UTF-16; save it as UTF-8");
    case CSV_EMPTY:
        return refused(r->in, 1, "is empty");
    default:
        break;
    }
    r->at = skip;
    r->separator = csv_separator(str_from(bytes, skip));
    if (!row_next(r, &line, &wrong) || wrong)
        return refused(r->in, 1, wrong ? wrong : "the header has no end");
    header = (struct link_header){r->cells, r->count};
    if (link_columns_find(r->in->scratch, &r->in->map, &header, &r->in->columns,
            &fault)) {
        fprintf(stderr, "%s:1: %.*s\n", r->in->file, STR_ARG(fault.detail));
        return ERR_INVALID;
    }
    return OK;
}

static void
rows_read(struct reading *r)
{
    const char *wrong;
    int64_t     line;

    while (row_next(r, &line, &wrong)) {
        if (!wrong && is_blank_row(r))
            continue;
        if (!wrong)
            wrong = row_wrong(r);
        if (wrong)
            row_bad(r->in, line, wrong);
        else
            link_row_add(r->in, r->cells, line);
        arena_clear(r->in->scratch);
    }
}

static enum err
reading_run(struct reading *r)
{
    size_t   was;
    enum err e;

    if ((e = window_fill(r)) || (e = header_read(r)))
        return e;
    for (;;) {
        rows_read(r);
        was = r->filled - r->at;
        if (r->ended && !was)
            return OK;
        if (r->ended || was == WINDOW)
            return refused(r->in, r->line, "a row longer than can be read");
        if ((e = window_fill(r)))
            return e;
    }
}

/* The file's name without folder and ending names its source. */
static struct str
source_of(const char *path)
{
    struct str s = str_of(path);

    for (size_t i = s.n; i--;)
        if (s.p[i] == '/') {
            s = str_from(s, i + 1);
            break;
        }
    for (size_t i = s.n; i-- > 1;)
        if (s.p[i] == '.')
            return str_sub(s, 0, i);
    return s;
}

enum err
link_file_read(struct link_read *in, const char *path)
{
    struct arena   *a = arena_new(0);
    struct reading *r = ARENA_NEW(a, struct reading);
    enum err        e;

    in->file = path;
    in->source = roll_source(in->roll, source_of(path));
    *r = (struct reading){.in = in, .line = 1, .fd = open(path, O_RDONLY)};
    r->room = arena_get(a, WINDOW);
    e = r->fd < 0 ? ERR_FILE : reading_run(r);
    if (e == ERR_FILE)
        fprintf(stderr, "%s: cannot be read\n", path);
    if (r->fd >= 0)
        close(r->fd);
    in->file_number++;
    arena_free(a);
    return e;
}

void
link_read_init(struct link_read *in)
{
    in->roll = roll_new();
    in->scratch = arena_new(0);
    in->places = arena_new(PLACES);
}

void
link_read_clear(struct link_read *in)
{
    roll_free(in->roll);
    arena_free(in->scratch);
    arena_free(in->places);
}
