/*
 * poc OUT.h OUT.c lang/AREA.cy.po lang/AREA.en.po ... -- the program's own
 * words, compiled into tables.
 *
 * msgid "check.title" becomes MSG_CHECK_TITLE of enum msg, with beside it
 * ARGS_CHECK_TITLE (how many {0} {1} it takes) and PLURAL_CHECK_TITLE (1 if
 * it has plural forms), so that viewc can check its use.  The table has a
 * cell for each of the six plural categories of CLDR in the order zero, one,
 * two, few, many, other; a message without plural forms fills only "other".
 *
 * What would be half a page at run time is a failed build here: a language
 * missing, other placeholders, too few plural forms, Welsh that nobody has
 * marked as draft or reviewed, a placeholder where Welsh would mutate it.
 */
#define _POSIX_C_SOURCE 200809L
#include "poc_file.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ISO C lets a compiler stop at 4095 bytes in one literal. */
enum { LANG_CY, LANG_EN, LANG_COUNT, LONGEST = 4000 };

struct pair {
    const struct message *in[LANG_COUNT];
};

static int          faults;
static struct pair *pairs;
static size_t       pair_n;

/* msgstr[n] of each language, as a category of CLDR. */
static const int plural_n[LANG_COUNT] = {6, 2};
static const int category[LANG_COUNT][POC_FORMS] = {
    {0, 1, 2, 3, 4, 5},
    {1, 5}
};
static const char *const lang_name[LANG_COUNT] = {"cy", "en"};
static const char *const lang_enum[LANG_COUNT] = {"LANG_CY", "LANG_EN"};

/*
 * Words after which Welsh may change the first letter of what follows.  The
 * list is wider than the grammar: a place where it is in doubt is a place
 * for a colon.
 */
static const char *const mutating[] = {
    "a", "am", "ar", "at", "chwe", "dacw", "dan", "dau", "dros", "drwy",
    "dwy", "dy", "dyma", "dyna", "ei", "eich", "ein", "eu", "fe", "fy",
    "fesul", "gan", "gyda", "heb", "hyd", "i", "mewn", "mi", "mor", "na",
    "naill", "neu", "ni", "o", "oni", "pa", "pan", "po", "pur", "rhy", "tair",
    "tan", "tra", "tri", "tros", "trwy", "tua", "un", "wrth", "wyth", "y",
    "yn", "yr", "â", "o’i", "i’w", NULL
};
static const char *const mutating_ends[] = {
    "’r", "’i", "’w", "’u", "’n", "’th", "’ch", NULL
};

void
poc_fault(const char *file, int line, const char *fmt, ...)
{
    va_list ap;

    fprintf(stderr, "%s:%d: ", file, line);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    faults++;
}

#define FAULT(m, ...) poc_fault((m)->file, (m)->line, __VA_ARGS__)

/* ---- pairs ---- */

static struct pair *
pair_find(const char *id)
{
    for (size_t i = 0; i < pair_n; i++)
        for (int l = 0; l < LANG_COUNT; l++)
            if (pairs[i].in[l] && !strcmp(pairs[i].in[l]->id, id))
                return &pairs[i];
    return NULL;
}

static void
pair_put(const struct message *m, int lang)
{
    struct pair *p = pair_find(m->id);

    if (!p) {
        pairs = realloc(pairs, (pair_n + 1) * sizeof *pairs);
        if (!pairs)
            exit(2);
        p = &pairs[pair_n++];
        *p = (struct pair){{NULL, NULL}};
    }
    if (p->in[lang])
        FAULT(m, "\"%s\" is said twice, first at %s:%d", m->id,
            p->in[lang]->file, p->in[lang]->line);
    p->in[lang] = m;
}

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* area.rest, small letters, digits and _; area is the file's. */
static void
id_check(const struct message *m)
{
    const char *name = base_name(m->file);
    size_t      area = strcspn(name, ".");

    if (strncmp(m->id, name, area) || m->id[area] != '.' || !m->id[area + 1])
        FAULT(m, "\"%s\" must begin with \"%.*s.\", the name of its file",
            m->id, (int)area, name);
    for (const char *p = m->id; *p; p++)
        if (!islower((unsigned char)*p) && !isdigit((unsigned char)*p) &&
            *p != '_' && *p != '.')
            FAULT(m, "\"%s\": an id has small letters, digits, _ and .", m->id);
}

static void
file_read(const char *path)
{
    size_t n = strlen(path);
    int    lang = LANG_COUNT;

    for (int l = 0; l < LANG_COUNT; l++)
        if (n > 6 && path[n - 6] == '.' && !strcmp(path + n - 3, ".po") &&
            !strncmp(path + n - 5, lang_name[l], 2))
            lang = l;
    if (lang == LANG_COUNT) {
        poc_fault(path, 1, "a file is called AREA.cy.po or AREA.en.po");
        return;
    }
    for (const struct message *m = poc_read(path); m; m = m->next) {
        id_check(m);
        pair_put(m, lang);
    }
}

/* ---- checks ---- */

/* Bit n is set when {n} stands in the text. */
static unsigned
placeholders(const struct message *m, const char *text)
{
    unsigned set = 0;

    for (const char *p = text; (p = strchr(p, '{')); p++) {
        if (isdigit((unsigned char)p[1]) && p[2] == '}')
            set |= 1U << (p[1] - '0');
        else
            FAULT(m, "a { that begins no {0} .. {9}");
    }
    return set;
}

static int
args_of(const struct message *m)
{
    unsigned set =
        m->form[m->forms - 1] ? placeholders(m, m->form[m->forms - 1]) : 0;
    int n = 0;

    while (set & (1U << n))
        n++;
    return n;
}

static void
forms_check(const struct message *m, int lang)
{
    int want = m->plural ? plural_n[lang] : 1;

    if (m->plural && strcmp(m->plural, m->id))
        FAULT(m, "msgid_plural repeats the msgid");
    if (m->forms != want)
        FAULT(m, "\"%s\" has %d forms, %s needs %d", m->id, m->forms,
            lang_name[lang], want);
    for (int i = 0; i < m->forms; i++) {
        if (!m->form[i] || !m->form[i][0])
            FAULT(m, "\"%s\" is not said in %s", m->id, lang_name[lang]);
        else if (strlen(m->form[i]) > LONGEST)
            FAULT(m, "\"%s\" is longer than %d bytes", m->id, LONGEST);
    }
}

/* In plural forms {0} may be left out ("no children"), never added to. */
static void
placeholders_check(const struct pair *p)
{
    const struct message *en = p->in[LANG_EN], *cy = p->in[LANG_CY];
    unsigned              want = placeholders(en, en->form[en->forms - 1]);

    if (want & (want + 1))
        FAULT(en, "placeholders are {0}, {1} ... without a gap");
    if (en->plural && want & ~1U)
        FAULT(en, "a message with plural forms takes only {0}");
    for (int l = 0; l < LANG_COUNT; l++) {
        const struct message *m = l == LANG_EN ? en : cy;

        for (int i = 0; i < m->forms; i++) {
            unsigned has = placeholders(m, m->form[i]);

            if (has & ~want || (has != want && !m->plural))
                FAULT(m, "\"%s\" has other placeholders than English has",
                    m->id);
        }
    }
}

static int
ends_with(const char *word, size_t n, const char *end)
{
    size_t e = strlen(end);

    return n > e && !memcmp(word + n - e, end, e);
}

/* The word just before p, in a text that begins at text. */
static int
mutates(const char *text, const char *p)
{
    char        word[32];
    size_t      n = 0;
    const char *end;

    while (p > text && strchr(" \n", p[-1]))
        p--;
    for (end = p; p > text && !strchr(" \n(", p[-1]); p--)
        ;
    for (; p < end && n + 1 < sizeof word; p++)
        word[n++] = (char)tolower((unsigned char)*p);
    word[n] = 0;
    for (int i = 0; mutating[i]; i++)
        if (!strcmp(mutating[i], word))
            return 1;
    for (int i = 0; mutating_ends[i]; i++)
        if (ends_with(word, n, mutating_ends[i]))
            return 1;
    return 0;
}

/*
 * A placeholder that is always a figure is not mutated: {0} of a plural
 * message, and those that the remark "#. figure: 0 1" names.
 */
static int
is_figure(const struct message *m, char digit)
{
    const char *list = strstr(m->remark, "figure:");

    if (m->plural && digit == '0')
        return 1;
    for (; list && *list && *list != '\n'; list++)
        if (*list == digit)
            return 1;
    return 0;
}

static void
mutation_check(const struct message *m, const char *text)
{
    for (const char *p = text; (p = strchr(p, '{')); p++)
        if (isdigit((unsigned char)p[1]) && p[2] == '}' &&
            !is_figure(m, p[1]) && mutates(text, p))
            FAULT(m,
                "\"%s\": {%c} stands after a word that mutates it;"
                " put it after a colon",
                m->id, p[1]);
}

static int
has_status(const char *remark)
{
    const char *reviewed = strstr(remark, "reviewed: ");

    return !strncmp(remark, "draft\n", 6) || strstr(remark, "\ndraft\n") ||
        (reviewed && (reviewed == remark || reviewed[-1] == '\n') &&
            reviewed[10] != '\n');
}

static void
welsh_check(const struct message *m)
{
    if (!has_status(m->remark))
        FAULT(m,
            "\"%s\" needs a remark \"#. draft\" or"
            " \"#. reviewed: NAME\"",
            m->id);
    for (int i = 0; i < m->forms; i++) {
        if (!m->form[i])
            continue;
        if (strchr(m->form[i], '\''))
            FAULT(m, "\"%s\": write \xe2\x80\x99, not '", m->id);
        mutation_check(m, m->form[i]);
    }
}

static void
pair_check(const struct pair *p)
{
    for (int l = 0; l < LANG_COUNT; l++) {
        const struct message *other = p->in[!l];

        if (!p->in[l]) {
            FAULT(other, "\"%s\" is missing in %s", other->id, lang_name[l]);
            return;
        }
        forms_check(p->in[l], l);
    }
    if (!p->in[LANG_CY]->plural != !p->in[LANG_EN]->plural)
        FAULT(p->in[LANG_CY], "\"%s\" is plural in one language only",
            p->in[LANG_CY]->id);
    welsh_check(p->in[LANG_CY]);
    if (!faults)
        placeholders_check(p);
}

static int
by_id(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    return strcmp(x->in[LANG_EN]->id, y->in[LANG_EN]->id);
}

/* "a.b" and "a_b" would be one name in C. */
static void
names_check(void)
{
    for (size_t i = 0; i < pair_n; i++)
        for (size_t j = i + 1; j < pair_n; j++) {
            const char *a = pairs[i].in[LANG_EN]->id;
            const char *b = pairs[j].in[LANG_EN]->id;

            while (*a &&
                (*a == *b || (strchr("._", *a) && *b && strchr("._", *b))))
                a++, b++;
            if (!*a && !*b)
                FAULT(pairs[j].in[LANG_EN], "\"%s\" has a twin in C: %s",
                    pairs[j].in[LANG_EN]->id, pairs[i].in[LANG_EN]->id);
        }
}

/* ---- the two files ---- */

static void
name_put(FILE *f, const char *prefix, const char *id)
{
    fputs(prefix, f);
    for (; *id; id++)
        fputc(*id == '.' ? '_' : toupper((unsigned char)*id), f);
}

static void
header_put(FILE *f)
{
    fputs("/* Made from the files of lang/ by tools/poc. */\n"
          "#ifndef MSG_H\n#define MSG_H\n\nenum msg {\n    MSG_NONE",
        f);
    for (size_t i = 0; i < pair_n; i++)
        name_put(f, ",\n    MSG_", pairs[i].in[LANG_EN]->id);
    fputs(",\n    MSG_COUNT\n};\n\nenum msg_shape {\n    ARGS_NONE", f);
    for (size_t i = 0; i < pair_n; i++) {
        const struct message *m = pairs[i].in[LANG_EN];

        name_put(f, ",\n    ARGS_", m->id);
        fprintf(f, " = %d", args_of(m));
        name_put(f, ",\n    PLURAL_", m->id);
        fprintf(f, " = %d", m->plural != NULL);
    }
    fputs("\n};\n\n#endif\n", f);
}

static void
text_put(FILE *f, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n')
            fputs("\\n", f);
        else if (strchr("\"\\?", *text))
            fprintf(f, "\\%c", *text);
        else
            fputc(*text, f);
    }
}

static void
table_put(FILE *f)
{
    fputs("/* Made from the files of lang/ by tools/poc. */\n"
          "#include \"base/lang.h\"\n\n"
          "const struct str msg_forms[LANG_COUNT][MSG_COUNT][6] = {\n",
        f);
    for (int l = 0; l < LANG_COUNT; l++) {
        fprintf(f, "    [%s] = {\n", lang_enum[l]);
        for (size_t i = 0; i < pair_n; i++) {
            const struct message *m = pairs[i].in[l];

            name_put(f, "        [MSG_", m->id);
            fputs("] = {\n", f);
            for (int k = 0; k < m->forms; k++) {
                fprintf(f, "            [%d] = S_INIT(\"",
                    m->plural ? category[l][k] : POC_FORMS - 1);
                text_put(f, m->form[k]);
                fputs("\"),\n", f);
            }
            fputs("        },\n", f);
        }
        fputs("    },\n", f);
    }
    fputs("};\n", f);
}

static int
save(const char *path, void (*put)(FILE *))
{
    FILE *f = fopen(path, "w");

    if (f)
        put(f);
    if (!f || ferror(f) || fclose(f)) {
        perror(path);
        return 2;
    }
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: poc OUT.h OUT.c AREA.cy.po AREA.en.po ...\n", stderr);
        return 2;
    }
    for (int i = 3; i < argc; i++)
        file_read(argv[i]);
    for (size_t i = 0; i < pair_n; i++)
        pair_check(&pairs[i]);
    if (faults)
        return 1;
    qsort(pairs, pair_n, sizeof *pairs, by_id);
    names_check();
    if (faults)
        return 1;
    return save(argv[1], header_put) ? 2 : save(argv[2], table_put);
}
