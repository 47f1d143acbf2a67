/*
 * Reads a PO file line by line.  gettext's own library was left out: it is
 * GPL, and msgfmt -c runs over the same files in the lint anyway.
 */
#define _POSIX_C_SOURCE 200809L
#include "poc_file.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    const char     *file;
    int             line;
    struct message *first; /* complete entries, in file order      */
    struct message *last;
    struct message *now;  /* the entry being read                 */
    char          **into; /* where a continuing "..." is appended */
    char           *remark;
};

static char *
joined(char *a, const char *b)
{
    size_t n = a ? strlen(a) : 0;

    if (!(a = realloc(a, n + strlen(b) + 1)))
        exit(2);
    memcpy(a + n, b, strlen(b) + 1);
    return a;
}

static char *
trimmed(char *p)
{
    size_t n;

    while (isspace((unsigned char)*p))
        p++;
    for (n = strlen(p); n && isspace((unsigned char)p[n - 1]); n--)
        p[n - 1] = 0;
    return p;
}

/* The inside of "..." with its escapes undone, in place; or NULL. */
static char *
unquoted(struct reader *r, char *text)
{
    char  *p = trimmed(text), *begin, *w;
    size_t n = strlen(p);

    if (n < 2 || p[0] != '"' || p[n - 1] != '"') {
        poc_fault(r->file, r->line, "a text in \"quotes\" belongs here");
        return NULL;
    }
    p[n - 1] = 0;
    begin = w = ++p;
    for (; *p; p++) {
        if (*p == '\\' && p[1])
            *w++ = *++p == 'n' ? '\n' : *p;
        else
            *w++ = *p;
    }
    *w = 0;
    return begin;
}

static void
entry_close(struct reader *r)
{
    struct message *m = r->now;

    r->now = NULL;
    r->into = NULL;
    if (!m || !m->id || !m->id[0])
        return; /* the header of the file has an empty msgid */
    if (r->last)
        r->last->next = m;
    else
        r->first = m;
    r->last = m;
}

static void
entry_open(struct reader *r)
{
    entry_close(r);
    if (!(r->now = calloc(1, sizeof *r->now)))
        exit(2);
    r->now->file = r->file;
    r->now->line = r->line;
    r->now->remark = r->remark ? r->remark : joined(NULL, "");
    r->remark = NULL;
}

static void
text_into(struct reader *r, char **into, char *quoted)
{
    char *text = unquoted(r, quoted);

    r->into = into;
    if (text)
        *into = joined(*into, text);
}

/* msgstr "..." or msgstr[n] "..." */
static void
form_line(struct reader *r, char *p)
{
    int n = r->now->forms;

    if (*p == '[') {
        if (p[1] - '0' != n || p[2] != ']' || n >= POC_FORMS) {
            poc_fault(r->file, r->line, "msgstr[%d] belongs here", n);
            return;
        }
        p += 3;
    } else if (n) {
        poc_fault(r->file, r->line, "a second msgstr");
        return;
    }
    r->now->forms = n + 1;
    text_into(r, &r->now->form[n], p);
}

static void
remark_line(struct reader *r, char *p)
{
    if (!strncmp(p, "#,", 2) && strstr(p, "fuzzy"))
        poc_fault(r->file, r->line, "a fuzzy entry is not a translation");
    if (!strncmp(p, "#~", 2))
        poc_fault(r->file, r->line, "an obsolete entry: take it out");
    if (r->now)
        entry_close(r);
    if (!strncmp(p, "#.", 2)) {
        r->remark = joined(r->remark, trimmed(p + 2));
        r->remark = joined(r->remark, "\n");
    }
}

static void
one_line(struct reader *r, char *p)
{
    p = trimmed(p);
    if (!*p) {
        entry_close(r);
        r->remark = NULL; /* a remark belongs to what follows at once */
    } else if (*p == '#') {
        remark_line(r, p);
    } else if (!strncmp(p, "msgid ", 6)) {
        entry_open(r);
        text_into(r, &r->now->id, p + 6);
    } else if (!r->now) {
        poc_fault(r->file, r->line, "an entry begins with msgid");
    } else if (!strncmp(p, "msgid_plural ", 13)) {
        text_into(r, &r->now->plural, p + 13);
    } else if (!strncmp(p, "msgstr", 6)) {
        form_line(r, p + 6);
    } else if (*p == '"' && r->into) {
        text_into(r, r->into, p);
    } else {
        poc_fault(r->file, r->line, "not a line of a PO file");
    }
}

struct message *
poc_read(const char *path)
{
    struct reader r = {.file = path};
    FILE         *f = fopen(path, "r");
    char         *text = NULL;
    size_t        cap = 0;

    if (!f) {
        perror(path);
        exit(2);
    }
    while (getline(&text, &cap, f) >= 0) {
        r.line++;
        one_line(&r, text);
    }
    entry_close(&r);
    fclose(f);
    free(text);
    return r.first;
}
