/*
 * The answer before it is sent: as who reported will read it, and what in it
 * says more than may be told.
 */
#include "action/concern_inside.h"
#include "action/feedback.h"

#include "base/text.h"

/* ---- the preview ---- */

static struct str
value_of(struct arena *a, enum lang lang, const struct answers *s,
    const struct field *f)
{
    struct str                text = answers_text(a, s, f, -1);
    const struct term_option *o =
        f->options ? term_option_find(f->options, text) : NULL;

    return o ? words_in(o->label, lang) : text;
}

static bool
is_named(const struct concern_told *told, const struct field *f)
{
    for (size_t i = 0; i < told->count; i++)
        if (told->fields[i] == f)
            return true;
    return false;
}

void
reported_preview(struct arena *a, const struct pack *p, enum lang lang,
    const struct answers *s, struct reported_told *out)
{
    struct concern_told told;

    concern_told_fields(a, p, s->form, &told);
    *out = (struct reported_told){.title = s->form->title,
        .use = concern_use_of(p, s->form),
        .lines = ARENA_ARRAY(a, struct reported_line, told.count + 1),
        .marks = ARENA_ARRAY(a, struct words, s->form->field_count + 1)};
    for (size_t i = 0; i < told.count; i++) {
        const struct field   *f = told.fields[i];
        struct reported_line *l = &out->lines[out->line_count];

        *l = (struct reported_line){.label = f->label,
            .text = value_of(a, lang, s, f),
            .language = lang,
            .free = true};
        out->line_count += l->text.n != 0;
    }
    for (size_t i = 0; i < s->form->field_count; i++) {
        const struct field *f = &s->form->fields[i];

        if (f->type == FIELD_YES_NO && !f->per_child && !is_named(&told, f) &&
            str_eq(answers_text(a, s, f, -1), S("yes")))
            out->marks[out->mark_count++] = f->label;
    }
}

/* ---- what says too much ---- */

/* The pack's words of the register; a worker writes to anybody without. */
static const struct str register_words[] = {
    S_INIT("register"),
    S_INIT("register_full"),
    S_INIT("on_register"),
    S_INIT("taken_off"),
};

struct flagging {
    struct arena *arena;
    struct str    text; /* folded, with a blank at both ends */
    struct str   *found;
    size_t        count;
};

static void
flag(struct flagging *f, struct str word)
{
    struct str folded = text_fold(f->arena, word);
    struct str parts[3] = {S(" "), folded, S(" ")};

    if (!folded.n ||
        str_find(f->text, str_join(f->arena, parts, 3, (struct str){0})) < 0)
        return;
    for (size_t i = 0; i < f->count; i++)
        if (str_eq(f->found[i], word))
            return;
    f->found[f->count++] = word;
}

/* Folded text with every sign between words made a blank. */
static struct str
blanked(struct arena *a, struct str text)
{
    struct str folded = text_fold(a, text);
    struct buf b;

    buf_init(&b, a);
    buf_add_byte(&b, ' ');
    for (size_t i = 0; i < folded.n; i++) {
        unsigned char c = (unsigned char)folded.p[i];
        bool          sign =
            c < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z');

        buf_add_byte(&b, sign ? ' ' : (char)c);
    }
    buf_add_byte(&b, ' ');
    return buf_str(&b);
}

struct str *
feedback_says_too_much(struct arena *a, const struct pack *p, enum lang lang,
    struct str text, size_t *count)
{
    const struct term_list *cats = pack_list_for(p, S("category"));
    size_t          words = sizeof(register_words) / sizeof(*register_words);
    struct flagging f = {
        .arena = a,
        .text = blanked(a, text),
        .found = ARENA_ARRAY(a, struct str,
                             words + p->agencies_count +
                                 (cats ? cats->count : 0) + 1)};

    for (size_t i = 0; i < words; i++)
        flag(&f, words_in(pack_word(p, register_words[i]), lang));
    for (size_t i = 0; cats && i < cats->count; i++)
        flag(&f, words_in(cats->options[i].label, lang));
    for (size_t i = 0; i < p->agencies_count; i++)
        flag(&f, words_in(p->agencies[i].title, lang));
    *count = f.count;
    return f.found;
}
