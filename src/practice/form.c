/*
 * Looking things up in a form, and the closed list of yields.
 *
 * The arguments stand in yields.def as one text for each yield,
 * "name:TYPES name:TYPES!"; they are few and short, so they are read out of
 * the text whenever they are asked for.
 */
#include "practice/form.h"

#include <assert.h>

#include "practice/yield.h"

struct yield_row {
    struct str word, args;
};

static const struct yield_row rows[YIELD_COUNT] = {
#define YIELD(name, word_, args_)                                             \
    [YIELD_##name] = {S_INIT(word_), S_INIT(args_)},
#include "practice/yields.def"
#undef YIELD
};

struct str
field_said(const struct field *f, struct str answer, enum lang lang)
{
    bool         yes = str_eq(answer, S("yes"));
    bool         no = str_eq(answer, S("no"));
    struct words own = yes ? f->yes : no ? f->no : (struct words){0};

    if (words_in(own, lang).n)
        return words_in(own, lang);
    return lang_text(lang,
        yes      ? MSG_COMMON_YES
            : no ? MSG_COMMON_NO
                 : MSG_COMMON_NOT_KNOWN);
}

const struct field *
form_field(const struct form *f, struct str id)
{
    assert(f);
    for (size_t i = 0; i < f->field_count; i++)
        if (str_eq(f->fields[i].id, id))
            return &f->fields[i];
    return NULL;
}

bool
form_yields(const struct form *f, enum yield_kind kind)
{
    assert(f);
    for (size_t i = 0; i < f->yield_count; i++)
        if (f->yields[i].kind == kind)
            return true;
    return false;
}

const struct field *
form_part_field(const struct form *f, const struct field *table)
{
    for (size_t i = 0; i < f->yield_count; i++) {
        const struct field *key = yield_field(&f->yields[i], S("key"));

        if (f->yields[i].each == table && key && key->type == FIELD_PART &&
            key->required != REQUIRED_ALWAYS)
            return key;
    }
    return NULL;
}

struct str
yield_word(enum yield_kind kind)
{
    assert(kind < YIELD_COUNT);
    return rows[kind].word;
}

bool
yield_find(struct str word, enum yield_kind *out)
{
    for (size_t i = 0; i < YIELD_COUNT; i++)
        if (str_eq(rows[i].word, word)) {
            *out = (enum yield_kind)i;
            return true;
        }
    return false;
}

bool
field_asks_words(const struct field *words, struct str answer)
{
    const struct condition *when = words->show_if;
    struct str              one;

    assert(words->words_of && when);
    while (answer.n && str_split(&answer, '\n', &one))
        for (size_t i = 0; i < when->value_count; i++)
            if (str_eq(when->values[i], one))
                return true;
    return false;
}

/* The option of that id in what the rule asks its argument from. */
static const struct term_option *
rule_option(const struct yield_rule *y, size_t arg, struct str id)
{
    const struct term_option *o = NULL;

    for (size_t i = 0; i < y->from_count && !o; i++)
        for (size_t k = 0; k < y->from[i].field_count && !o; k++)
            if (y->from[i].arg == arg && y->from[i].fields[k]->options)
                o = term_option_find(y->from[i].fields[k]->options, id);
    return o;
}

const struct term_option *
form_option(const struct form *f, enum yield_kind kind, struct str arg,
    struct str id)
{
    const struct term_option *o = NULL;
    int                       which = yield_arg_find(kind, arg);

    assert(f && which >= 0);
    for (size_t i = 0; i < f->yield_count && !o; i++)
        if (f->yields[i].kind == kind)
            o = rule_option(&f->yields[i], (size_t)which, id);
    return o;
}

size_t
yield_arg_count(enum yield_kind kind)
{
    struct str rest, part;
    size_t     n = 0;

    assert(kind < YIELD_COUNT);
    rest = rows[kind].args;
    while (str_split(&rest, ' ', &part))
        n++;
    return n;
}

/* "name:TYPES" of that place. */
static bool
arg_at(enum yield_kind kind, size_t arg, struct str *name, struct str *types)
{
    struct str rest, part;
    size_t     n = 0;

    assert(kind < YIELD_COUNT);
    rest = rows[kind].args;
    while (str_split(&rest, ' ', &part))
        if (n++ == arg)
            return str_cut(part, ':', name, types);
    return false;
}

struct str
yield_arg_name(enum yield_kind kind, size_t arg)
{
    struct str name = {0}, types;

    (void)arg_at(kind, arg, &name, &types);
    return name;
}

int
yield_arg_find(enum yield_kind kind, struct str name)
{
    size_t n = yield_arg_count(kind);

    for (size_t i = 0; i < n; i++)
        if (str_eq(yield_arg_name(kind, i), name))
            return (int)i;
    return -1;
}

const struct field *
yield_field(const struct yield_rule *r, struct str arg)
{
    for (size_t i = 0; i < r->from_count; i++)
        if (r->from[i].field_count &&
            str_eq(yield_arg_name(r->kind, r->from[i].arg), arg))
            return r->from[i].fields[0];
    return NULL;
}

bool
yield_arg_needed(enum yield_kind kind, size_t arg)
{
    struct str name, types;

    return arg_at(kind, arg, &name, &types) && str_ends(types, S("!"));
}

bool
yield_arg_is(enum yield_kind kind, size_t arg, char letter)
{
    struct str name, types;

    return arg_at(kind, arg, &name, &types) &&
        str_find_byte(types, letter) >= 0;
}

struct str
yield_key(enum yield_kind kind, size_t arg)
{
    struct str name = yield_arg_name(kind, arg);

    return str_eq(name, S("when")) ? S("at") : name;
}

int
yield_key_find(enum yield_kind kind, struct str key)
{
    size_t n = yield_arg_count(kind);

    for (size_t i = 0; i < n; i++)
        if (str_eq(yield_key(kind, i), key))
            return (int)i;
    return -1;
}

/* Which letters a field of each type may be given for. */
static const struct str letters[FIELD_TYPE_COUNT] = {
    [FIELD_TEXT] = S_INIT("TFS"),
    [FIELD_LONG_TEXT] = S_INIT("TFS"),
    [FIELD_WORDS] = S_INIT("WTF"),
    [FIELD_YES_NO] = S_INIT("YF"),
    [FIELD_YES_NO_UNKNOWN] = S_INIT("YF"),
    [FIELD_CHOICE] = S_INIT("CFS"),
    [FIELD_CHOICES] = S_INIT("CF"),
    [FIELD_DATE] = S_INIT("DF"),
    [FIELD_DATE_TIME] = S_INIT("DF"),
    [FIELD_NUMBER] = S_INIT("NF"),
    [FIELD_SCALE] = S_INIT("NF"),
    [FIELD_PERSON] = S_INIT("PF"),
    [FIELD_AGENCY] = S_INIT("GF"),
    [FIELD_DESK] = S_INIT("KF"),
    [FIELD_ACCOUNT] = S_INIT("AF"),
    [FIELD_IDENTIFIER] = S_INIT("IF"),
    [FIELD_LANGUAGE] = S_INIT("CF"),
    [FIELD_LOCATION] = S_INIT("LF"),
    [FIELD_REPORTER] = S_INIT("RF"),
    [FIELD_SAFE_CONTACT] = S_INIT("F"),
    [FIELD_PAPER] = S_INIT("XF"),
    [FIELD_BODY_MAP] = S_INIT("XF"),
    [FIELD_THREAD] = S_INIT("EF"),
    [FIELD_PART] = S_INIT("MF"),
    [FIELD_TABLE] = S_INIT("XF"),
};

bool
yield_takes(enum yield_kind kind, size_t arg, enum field_type type)
{
    for (size_t i = 0; i < letters[type].n; i++)
        if (yield_arg_is(kind, arg, letters[type].p[i]))
            return true;
    return false;
}
