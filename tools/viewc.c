/*
 * viewc IN.html OUT.c -- compile one page template into a C file.
 *
 * A template is markup with C in it; every piece of C carries a #line, so a
 * wrong field name is a compile error at the template's own line.  What this
 * program adds to a plain text substitution is that it knows where in the
 * markup it stands (text, tag, quoted value, script ...) and refuses a value
 * at a place where escaping alone would not make it safe, and words that
 * would reach a reader in one language only.
 *
 *   {% include "web/check.h" %}            at the top of the file
 *   {% view see_x(struct page *pg, ...) %} .. {% end %}   {% static ... %}
 *   {{ str }} {{n int64}} {{t MSG}} {{t MSG, a, b}} {{p MSG, n}}
 *   {{w words}} {{h html_done}} {{u url}}
 *   {% if c %} {% elif c %} {% else %} {% for a; b; c %} {% end %}
 *   {% set declaration %} {% call f(pg, x) %} {# remark #}
 *
 * It runs once per build on our own files: memory is never given back, and
 * all mistakes of a file are reported before it stops.
 */
#define _POSIX_C_SOURCE 200809L
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viewc_markup.h"

enum { DEPTH = 32, CHUNK = 1500 };

enum kind { VIEW, IF, ELSE, FOR };

struct block {
    enum kind     kind;
    int           line;
    struct markup at;
};

static const char   *file;
static int           line = 1;
static int           faults;
static FILE         *out;
static struct markup here;
static struct block  blocks[DEPTH];
static int           depth;
static char         *lit; /* literal markup not yet written */
static size_t        lit_n, lit_cap;
static int           lit_line;
static int           gap; /* only white space since the last {% %} */

void
viewc_fault(const char *fmt, ...)
{
    va_list ap;

    fprintf(stderr, "%s:%d: ", file, line);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    if (++faults >= 20)
        exit(1);
}

/* ---- literal markup ---- */

static void
lit_put(char c)
{
    if (lit_n + 1 >= lit_cap) {
        lit_cap = lit_cap ? lit_cap * 2 : 4096;
        if (!(lit = realloc(lit, lit_cap)))
            exit(2);
    }
    if (!lit_n)
        lit_line = line;
    lit[lit_n++] = c;
}

/*
 * White space with a newline in it is worth one newline; done in place.
 */
static void
lit_squeeze(void)
{
    size_t r = 0, w = 0;

    while (r < lit_n) {
        size_t from = r;
        int    newline = 0;

        for (; r < lit_n && isspace((unsigned char)lit[r]); r++)
            newline |= lit[r] == '\n';
        if (newline)
            lit[w++] = '\n';
        else
            while (from < r)
                lit[w++] = lit[from++];
        if (r < lit_n)
            lit[w++] = lit[r++];
    }
    lit_n = w;
}

static void
lit_char(char c)
{
    if (c == '\n')
        fputs("\\n", out);
    else if (c == '"' || c == '\\' || c == '?')
        fprintf(out, "\\%c", c);
    else
        fputc(c, out);
}

/*
 * between: the literal stands between two {% %}; white space there is only
 * how the template is laid out.
 */
static void
lit_flush(int between)
{
    size_t i = 0;

    lit_squeeze();
    if (between && lit_n == 1 && lit[0] == '\n')
        lit_n = 0;
    if (lit_n)
        fprintf(out, "#line %d \"%s\"\n", lit_line, file);
    while (i < lit_n) {
        size_t end = i + CHUNK < lit_n ? i + CHUNK : lit_n;

        fputs("    html_lit(pg->out, S(\"", out);
        for (; i < end; i++) {
            lit_char(lit[i]);
            if (lit[i] == '\n' && i + 1 < end)
                fputs("\"\n        \"", out);
        }
        fputs("\"));\n", out);
    }
    lit_n = 0;
}

/* ---- values ---- */

/* The number of parts between commas outside of brackets and strings. */
static int
parts(const char *s)
{
    int  n = 1, level = 0;
    char quote = 0;

    for (; *s; s++) {
        if (quote) {
            if (*s == '\\' && s[1])
                s++;
            else if (*s == quote)
                quote = 0;
        } else if (*s == '"' || *s == '\'') {
            quote = *s;
        } else if (strchr("([{", *s)) {
            level++;
        } else if (strchr(")]}", *s)) {
            level--;
        } else if (*s == ',' && !level) {
            n++;
        }
    }
    return n;
}

/* A message named outright is checked against what poc counted in it. */
static void
message_check(const char *e, size_t id_n, int args, int plural)
{
    if (strncmp(e, "MSG_", 4))
        return;
    fprintf(out, "    _Static_assert(");
    if (!plural)
        fprintf(out, "ARGS_%.*s == %d && ", (int)id_n - 4, e + 4, args);
    fprintf(out, "PLURAL_%.*s == %d,\n        \"%s\");\n", (int)id_n - 4, e + 4,
        plural,
        plural ? "{{p }} needs a message with plural forms"
               : "this message takes other values");
}

static void
message_put(const char *e, int plural)
{
    size_t id_n = 0;
    int    args = parts(e) - 1;

    while (isalnum((unsigned char)e[id_n]) || e[id_n] == '_')
        id_n++;
    if (plural && args != 1) {
        viewc_fault("write {{p MSG_..., number}}");
        return;
    }
    message_check(e, id_n, args, plural);
    if (plural)
        fprintf(out, "    lang_plural(pg->out, pg->lang, %s);\n", e);
    else if (!args)
        fprintf(out, "    html_text(pg->out, lang_text(pg->lang, %s));\n", e);
    else if (e[id_n] != ',')
        viewc_fault("with values, a message is named outright: {{t MSG_X, a}}");
    else
        fprintf(out,
            "    lang_fill(pg->out, pg->lang, %.*s,\n"
            "        (const struct str[]){%s}, %d);\n",
            (int)id_n, e, e + id_n + 1, args);
}

static void
value_put(char *e)
{
    char        letter = ' ';
    const char *why;

    if (isalpha((unsigned char)e[0]) && e[1] == ' ')
        letter = *e++;
    while (*e == ' ')
        e++;
    if (!*e || !strchr(" ntpwhu", letter))
        viewc_fault("no such value: {{ x }}, {{n }}, {{t }}, {{p }}, {{w }},"
                    " {{h }} or {{u }}");
    if ((why = markup_refuses(&here, letter)))
        viewc_fault("%s", why);
    lit_flush(0);
    fprintf(out, "#line %d \"%s\"\n", line, file);
    if (letter == 't' || letter == 'p')
        message_put(e, letter == 'p');
    else if (letter == 'w')
        fprintf(out, "    html_text(pg->out, words_in(%s, pg->lang));\n", e);
    else
        fprintf(out, "    html_%s(pg->out, (%s));\n",
            letter == 'n'       ? "int"
                : letter == 'h' ? "add"
                : letter == 'u' ? "url"
                                : "text",
            e);
    markup_value(&here);
}

/* ---- statements ---- */

static void
block_push(enum kind kind)
{
    if (depth == DEPTH) {
        viewc_fault("too many blocks inside each other");
        exit(1);
    }
    blocks[depth++] = (struct block){kind, line, here};
}

static void
block_branch(enum kind kind, const char *cond)
{
    struct block *b = depth ? &blocks[depth - 1] : NULL;

    if (!b || b->kind != IF) {
        viewc_fault("this belongs inside {%% if %%}");
        return;
    }
    markup_join(&here, &b->at, b->line);
    here = b->at;
    b->kind = kind;
    if (cond)
        fprintf(out, "    } else if (%s) {\n", cond);
    else
        fputs("    } else {\n", out);
}

static void
block_end(void)
{
    struct block *b;

    if (!depth) {
        viewc_fault("{%% end %%} without a beginning");
        return;
    }
    b = &blocks[--depth];
    markup_join(&here, &b->at, b->line);
    fputs(b->kind == VIEW ? "}\n" : "    }\n", out);
}

static void
view_begin(const char *sig, int is_static)
{
    const char *open = strchr(sig, '(');

    if (depth)
        viewc_fault("a view inside another: {%% end %%} is missing");
    if (!open || strncmp(open, "(struct page *pg", 16) ||
        (open[16] != ',' && open[16] != ')'))
        viewc_fault("a view is written NAME(struct page *pg, ...)");
    here = (struct markup){0};
    fprintf(out, "%svoid\n%s\n{\n", is_static ? "static " : "", sig);
    block_push(VIEW);
}

/* Statements that stand outside of a view. */
static int
top_put(const char *word, const char *rest)
{
    if (!strcmp(word, "include") && !depth)
        fprintf(out, "#include %s\n", rest);
    else if (!strcmp(word, "view"))
        view_begin(rest, 0);
    else if (!strcmp(word, "static"))
        view_begin(rest, 1);
    else
        return 0;
    return 1;
}

static void
inner_put(const char *word, const char *rest)
{
    if (!strcmp(word, "if")) {
        block_push(IF);
        fprintf(out, "    if (%s) {\n", rest);
    } else if (!strcmp(word, "for")) {
        block_push(FOR);
        fprintf(out, "    for (%s) {\n", rest);
    } else if (!strcmp(word, "elif")) {
        block_branch(IF, rest);
    } else if (!strcmp(word, "else")) {
        block_branch(ELSE, NULL);
    } else if (!strcmp(word, "end")) {
        block_end();
    } else if (!strcmp(word, "set") || !strcmp(word, "call")) {
        fprintf(out, "    %s;\n", rest);
    } else {
        viewc_fault("no such statement: %s", word);
    }
}

static void
statement_put(char *s, int between)
{
    char *rest;

    while (*s == ' ')
        s++;
    rest = s + strcspn(s, " ");
    if (*rest)
        *rest++ = 0;
    while (*rest == ' ')
        rest++;
    if (depth)
        lit_flush(between);
    markup_break(&here);
    if (!*rest && strcmp(s, "else") && strcmp(s, "end"))
        viewc_fault("{%% %s %%} needs more words", s);
    fprintf(out, "#line %d \"%s\"\n", line, file);
    if (top_put(s, rest))
        return;
    if (!depth)
        viewc_fault("{%% %s %%} stands outside of every view", s);
    else
        inner_put(s, rest);
}

/* ---- the file ---- */

static char *
slurp(const char *path, size_t *n)
{
    FILE  *f = fopen(path, "rb");
    char  *text = NULL;
    size_t cap = 0;

    for (*n = 0; f && !feof(f); *n += fread(text + *n, 1, cap - *n - 1, f))
        if (*n + 4096 > cap && !(text = realloc(text, cap += 65536)))
            exit(2);
    if (!f || ferror(f)) {
        perror(path);
        exit(2);
    }
    fclose(f);
    text[*n] = 0;
    return text;
}

static int
lines_in(const char *p, const char *end)
{
    int n = 0;

    for (; p < end; p++)
        n += *p == '\n';
    return n;
}

/*
 * The inside of {{ }} or {% %} on one line, without white space around it.
 * keep_first: in {{ x }} the blank before x tells it from {{n x}}.
 */
static char *
inside(const char *p, const char *end, int keep_first)
{
    char  *s = malloc((size_t)(end - p) + 1);
    size_t n = 0;

    if (!s)
        exit(2);
    while (!keep_first && p < end && isspace((unsigned char)*p))
        p++;
    while (end > p && isspace((unsigned char)end[-1]))
        end--;
    for (; p < end; p++) {
        char c = isspace((unsigned char)*p) ? ' ' : *p;

        if (c != ' ' || !n || s[n - 1] != ' ')
            s[n++] = c;
    }
    s[n] = 0;
    return s;
}

static void
literal(const char *p)
{
    if (!isspace((unsigned char)*p))
        gap = 0;
    if (depth) {
        lit_put(*p);
        markup_step(&here, p);
    } else if (!isspace((unsigned char)*p)) {
        viewc_fault("text outside of every view");
        exit(1);
    }
    if (*p == '\n')
        line++;
}

/* One {{ }}, {% %} or {# #}; returns what follows it. */
static const char *
brace(const char *p)
{
    const char *close = p[1] == '{' ? "}}" : p[1] == '%' ? "%}" : "#}";
    const char *end = strstr(p + 2, close);

    if (!end) {
        viewc_fault("%.2s is never closed by %s", p, close);
        exit(1);
    }
    if (p[1] == '{' && !depth)
        viewc_fault("a value outside of every view");
    else if (p[1] == '{')
        value_put(inside(p + 2, end, 1));
    else if (p[1] == '%')
        statement_put(inside(p + 2, end, 0), gap);
    if (p[1] != '#')
        gap = p[1] == '%';
    line += lines_in(p, end);
    return end + 2;
}

static void
compile(const char *p)
{
    fprintf(out,
        "/* Made from %s by tools/viewc: edit that file. */\n"
        "#include \"base/html.h\"\n#include \"base/lang.h\"\n"
        "#include \"msg.h\"\n",
        file);
    while (*p) {
        if (*p == '{' && (p[1] == '{' || p[1] == '%' || p[1] == '#'))
            p = brace(p);
        else
            literal(p++);
    }
    while (depth--) {
        line = blocks[depth].line;
        viewc_fault("this block has no {%% end %%}");
    }
}

int
main(int argc, char **argv)
{
    char  *text, *made = NULL;
    size_t n, made_n = 0;
    FILE  *f;

    if (argc != 3) {
        fputs("usage: viewc IN.html OUT.c\n", stderr);
        return 2;
    }
    file = argv[1];
    text = slurp(file, &n);
    if (strlen(text) != n)
        viewc_fault("a NUL byte in the file");
    if (!(out = open_memstream(&made, &made_n)))
        return 2;
    compile(text);
    fclose(out);
    if (faults)
        return 1;
    if (!(f = fopen(argv[2], "wb")) || fwrite(made, 1, made_n, f) != made_n ||
        fclose(f)) {
        perror(argv[2]);
        return 2;
    }
    return 0;
}
