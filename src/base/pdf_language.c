/*
 * Cairo 1.16 says in no language what it writes.  A PDF may be amended by
 * objects appended to it, with a table of where they lie: so the catalog and
 * the elements in another language are written again, with their language.
 */
#include "base/pdf_own.h"

#include <assert.h>

#include "base/buf.h"
#include "base/err.h"

struct amending {
    struct buf out;
    struct str file;
    struct buf places; /* the table's sections */
};

/* Letters, digits and '-'; nothing that could end a name. */
static bool
is_tag(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return s.n > 0;
}

/* The object whose words "mark" are, written again with more in it. */
static void
amend(struct amending *m, size_t mark, struct str more)
{
    size_t     from = mark, end;
    ptrdiff_t  n = str_find(str_from(m->file, mark), S("endobj\n"));
    struct str head, number, rest;

    while (from && m->file.p[from - 1] != '\n')
        from--;
    /* "12 0 obj\n<< /Type ...": the line before the one with the mark */
    for (from -= from > 0; from && m->file.p[from - 1] != '\n';)
        from--;
    if (n < 0)
        BUG("an object without an end");
    end = mark + (size_t)n + S("endobj\n").n;
    head = str_sub(m->file, from, mark - from);
    if (!str_cut(head, ' ', &number, &rest) || !str_is_digits(number))
        BUG("an object without a number");
    buf_add(&m->places, number);
    buf_add(&m->places, S(" 1\n"));
    buf_add_padded(&m->places, (int64_t)m->out.n, 10);
    buf_add(&m->places, S(" 00000 n \n"));
    buf_add(&m->out, head);
    buf_add(&m->out, more);
    buf_add(&m->out, str_sub(m->file, mark, end - mark));
}

static struct str
language_entry(struct arena *a, struct str tag, struct str more)
{
    struct str parts[4] = {S("/Lang ("), tag, S(") "), more};

    return str_join(a, parts, 4, (struct str){0});
}

static void
amend_elements(struct amending *m, struct arena *a,
    const struct pdf_tongues *tongues)
{
    static const char element[] = "/Type /StructElem";
    size_t            at = 0;

    for (size_t i = 0; i < tongues->count; i++) {
        ptrdiff_t next = str_find(str_from(m->file, at), str_of(element));

        if (next < 0)
            BUG("an element is missing");
        at += (size_t)next;
        if (is_tag(tongues->of[i]))
            amend(m, at, language_entry(a, tongues->of[i], (struct str){0}));
        at += sizeof element - 1;
    }
}

/* What stands between two marks, from the file's end. */
static struct str
last_between(struct str file, struct str from, struct str to)
{
    size_t     at = file.n;
    struct str tail;
    ptrdiff_t  n;

    while (at && !str_starts(str_from(file, at), from))
        at--;
    tail = str_from(file, at + from.n);
    n = str_find(tail, to);
    if (!at || n < 0)
        BUG("a file without a trailer");
    return str_sub(tail, 0, (size_t)n);
}

static void
trailer_put(struct amending *m)
{
    struct str dict =
        last_between(m->file, S("trailer\n<< "), S(">>\nstartxref"));
    struct str before = last_between(m->file, S("startxref\n"), S("\n%%EOF"));
    int64_t    at = (int64_t)m->out.n;

    buf_add(&m->out, S("xref\n"));
    buf_add(&m->out, buf_str(&m->places));
    buf_add(&m->out, S("trailer\n<< /Prev "));
    buf_add(&m->out, before);
    buf_add(&m->out, S("\n   "));
    buf_add(&m->out, dict);
    buf_add(&m->out, S(">>\nstartxref\n"));
    buf_add_int(&m->out, at);
    buf_add(&m->out, S("\n%%EOF\n"));
}

struct str
pdf_say_languages(struct arena *a, struct str file, struct str document,
    const struct pdf_tongues *tongues)
{
    struct amending m = {.file = file};
    ptrdiff_t       catalog = str_find(file, S("/Type /Catalog"));

    assert(is_tag(document));
    if (catalog < 0)
        BUG("a file without a catalog");
    buf_init(&m.out, a);
    buf_init(&m.places, a);
    buf_add(&m.out, file);
    amend_elements(&m, a, tongues);
    amend(&m, (size_t)catalog,
        language_entry(a, document,
            S("/ViewerPreferences << /DisplayDocTitle true >> ")));
    trailer_put(&m);
    return buf_str(&m.out);
}
