/*
 * Where in the markup a template stands.
 *
 * A small state machine, not a parser: it never builds a tree.  A real HTML
 * parser was left out because it would have to be told about templates, and
 * because what must be refused is decided by the kind of place alone.
 */
#include "viewc_markup.h"

#include <ctype.h>
#include <string.h>

static const char *const own_words[] = {
    "Diogel", "Cymraeg", "English", NULL
};
static const char *const url_attrs[] = {
    "href", "src", "action", "formaction", "poster", "cite", "data",
    "manifest", "srcset", "xlink:href", "background", NULL
};
static const char *const spoken_attrs[] = {
    "alt", "title", "placeholder", "aria-label", "aria-description",
    "aria-roledescription", "aria-valuetext", NULL
};

static int
listed(const char *const *list, const char *name)
{
    for (; *list; list++)
        if (!strcmp(*list, name))
            return 1;
    return 0;
}

static int
blank(char c)
{
    return isspace((unsigned char)c);
}

static int
in_value(const struct markup *m)
{
    return m->where == SINGLE || m->where == DOUBLE || m->where == BARE;
}

/* In a tag, but not in a value. */
static int
in_tag(const struct markup *m)
{
    return m->where == TAG || m->where == INSIDE || m->where == ATTR ||
        m->where == DONE;
}

void
markup_break(struct markup *m)
{
    if (m->word[0] && !listed(own_words, m->word))
        viewc_fault("the word \"%s\" stands in one language only: put it"
                    " into lang/*.po and write {{t MSG_...}}",
            m->word);
    m->word[0] = 0;
}

static void
name_put(char *name, char c)
{
    size_t n = strlen(name);

    if (n + 1 < MARKUP_NAME) {
        name[n] = c;
        name[n + 1] = 0;
    }
}

/* Letters that a reader will read or hear; an entity is not a word. */
static void
word_char(struct markup *m, char c)
{
    if (c == '&')
        m->entity = 1;
    if (!m->entity && isalpha((unsigned char)c))
        name_put(m->word, c);
    else
        markup_break(m);
    if (c == ';' || blank(c))
        m->entity = 0;
}

static void
attr_named(struct markup *m)
{
    const char *name = m->attr;

    if (!strncmp(name, "on", 2))
        viewc_fault("no %s=: behaviour belongs in assets/app.js", name);
    if (!strcmp(name, "style"))
        viewc_fault("no style=: use a class of assets/diogel.scss");
    if (!strcmp(name, "srcdoc"))
        viewc_fault("no srcdoc=: what is in it cannot be checked");
    if (!strcmp(name, "src"))
        m->src = 1;
}

static void
tag_close(struct markup *m)
{
    m->where = TEXT;
    if (!strcmp(m->tag, "script")) {
        if (!m->src)
            viewc_fault("no inline script: <script> needs src");
        m->where = RAW;
    }
    if (!strcmp(m->tag, "style"))
        viewc_fault("no <style>: use a class of assets/diogel.scss");
    m->src = 0;
    m->attr[0] = 0;
}

static void
value_char(struct markup *m, char c)
{
    char quote = m->where == SINGLE ? '\'' : '"';

    if (m->where != BARE && c == quote) {
        markup_break(m);
        m->where = DONE;
    } else if (m->where == BARE && c == '>') {
        tag_close(m);
    } else if (m->where == BARE && blank(c)) {
        m->where = INSIDE;
    } else {
        m->fragment |= c == '#';
        m->begun = 1;
        if (listed(spoken_attrs, m->attr))
            word_char(m, c);
    }
}

static void
equals_char(struct markup *m, char c)
{
    if (blank(c))
        return;
    m->where = c == '"' ? DOUBLE : c == '\'' ? SINGLE : BARE;
    m->begun = m->fragment = m->entity = 0;
    if (m->where == BARE)
        value_char(m, c);
}

static void
attr_char(struct markup *m, char c)
{
    if (c == '=' || c == '>' || c == '/' || blank(c)) {
        attr_named(m);
        m->where = c == '=' ? EQUALS : INSIDE;
        if (c == '>')
            tag_close(m);
    } else {
        name_put(m->attr, (char)tolower((unsigned char)c));
    }
}

/* In a tag, outside of names and values. */
static void
tag_char(struct markup *m, char c)
{
    if (c == '>') {
        tag_close(m);
    } else if (blank(c) || (c == '/' && m->tag[0])) {
        m->where = INSIDE;
    } else if (m->where == TAG) {
        name_put(m->tag, (char)tolower((unsigned char)c));
    } else {
        if (m->where == DONE)
            viewc_fault("a space is missing before \"%c\"", c);
        m->where = ATTR;
        m->attr[0] = 0;
        attr_char(m, c);
    }
}

static void
text_char(struct markup *m, char c)
{
    if (c != '<') {
        word_char(m, c);
        return;
    }
    markup_break(m);
    m->entity = 0;
    m->where = OPEN;
    m->tag[0] = 0;
}

static void
open_char(struct markup *m, const char *p)
{
    if (!strncmp(p, "!--", 3)) {
        m->where = REMARK;
    } else if (*p == '/' || *p == '!' || isalpha((unsigned char)*p)) {
        m->where = TAG;
        name_put(m->tag, (char)tolower((unsigned char)*p));
    } else {
        viewc_fault("write &lt; for a < that opens no tag");
        m->where = TEXT;
    }
}

/* Only </script> ends a script; nothing may stand before it. */
static void
raw_char(struct markup *m, const char *p)
{
    if (!strncmp(p, "</script>", 9)) {
        m->where = OPEN;
        m->tag[0] = 0;
    } else if (!blank(*p)) {
        viewc_fault("no inline script: keep <script> empty");
        m->where = TEXT;
    }
}

void
markup_step(struct markup *m, const char *p)
{
    switch (m->where) {
    case TEXT:
        text_char(m, *p);
        break;
    case OPEN:
        open_char(m, p);
        break;
    case ATTR:
        attr_char(m, *p);
        break;
    case EQUALS:
        equals_char(m, *p);
        break;
    case SINGLE:
    case DOUBLE:
    case BARE:
        value_char(m, *p);
        break;
    case REMARK:
        if (*p == '>' && !strncmp(p - 2, "--", 2))
            m->where = TEXT;
        break;
    case RAW:
        raw_char(m, p);
        break;
    case TAG:
    case INSIDE:
    case DONE:
        tag_char(m, *p);
        break;
    }
}

static const char *
value_refuses(const struct markup *m, char letter)
{
    int url = listed(url_attrs, m->attr);

    if (letter == 'h')
        return "{{h }} is markup: it cannot stand in an attribute";
    if (letter == 'u')
        return url && !m->begun
            ? NULL
            : "{{u }} stands only at the start of href, src or action";
    if (!url || (m->begun && letter == 'n') || (m->fragment && letter == ' '))
        return NULL;
    return "no such value in an address: write {{u }}, or {{ }} after a #";
}

const char *
markup_refuses(const struct markup *m, char letter)
{
    if (m->where == RAW || !strcmp(m->tag, "style"))
        return "no value inside <script> or <style>";
    if (m->where == REMARK)
        return "no value inside a <!-- remark -->";
    if (m->where == BARE || m->where == EQUALS)
        return "no value in an unquoted attribute: put quotes around it";
    if (in_value(m) && !strncmp(m->attr, "on", 2))
        return "no value in an on... attribute";
    if (in_value(m) && !strcmp(m->attr, "style"))
        return "no value in a style attribute";
    if (in_value(m))
        return value_refuses(m, letter);
    if (m->where != TEXT)
        return "a value cannot be the name of a tag or of an attribute";
    return letter == 'u' ? "{{u }} stands only in href, src or action" : NULL;
}

void
markup_value(struct markup *m)
{
    markup_break(m);
    m->begun = 1;
}

void
markup_join(struct markup *m, const struct markup *at, int from_line)
{
    markup_break(m);
    if (m->where == ATTR)
        attr_named(m);
    if (in_tag(m) && in_tag(at) && !strcmp(m->tag, at->tag)) {
        m->where = DONE;
        m->src |= at->src;
    } else if (m->where != at->where ||
        (in_value(m) && strcmp(m->attr, at->attr))) {
        viewc_fault("the block from line %d ends at another kind of place"
                    " than it began: a tag or a quote is left open",
            from_line);
    }
    /* What is in the value depends on the way taken: believe the worse. */
    m->begun |= in_value(m);
    m->fragment &= at->fragment;
}
