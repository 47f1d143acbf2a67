/*
 * Parts are kept until the end and then laid out twice: once to count the
 * pages, once to draw them.  What goes over the end of a page is two elements
 * of the structure, so that the page's number belongs to neither.
 *
 * Cairo draws and tags, Pango breaks lines and finds letters.  libharu neither
 * shapes nor tags; a browser would do both, and would have to be guarded.
 */
#include "base/pdf.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "base/buf.h"
#include "base/pdf_own.h"
#include "base/text.h"

/* Points: 1/72 inch. */
#define WIDE 595.276
#define HIGH 841.89
#define LEFT 68.0
#define TOP 62.0
#define BOTTOM (HIGH - 74.0)
#define NUMBER_AT (HIGH - 48.0)
#define NUMBER_SIZE 9.5
#define LISTED 18.0 /* from the bullet to its text */
#define BULLET "\xe2\x80\xa2"

enum colour { INK, QUIET, DEEP };
static const double colours[][3] = {
    [INK] = {0.04, 0.05, 0.05},
    [QUIET] = {0.29, 0.31, 0.33},
    [DEEP] = {0.0, 0.27, 0.31},
};

/* How each part looks, and which element of the structure it is. */
struct look {
    const char *tag;
    double      size, before, after, indent;
    double      keep; /* of what follows on the same page, at least */
    PangoWeight weight;
    enum colour colour;
};
/* clang-format off */
static const struct look looks[PDF_PART_COUNT] = {
    [PDF_SENDER]  = {"P",          14,    0,  9, 0,      0,
        PANGO_WEIGHT_BOLD,   DEEP},
    [PDF_TITLE]   = {"H1",         19,   12,  8, 0,      60,
        PANGO_WEIGHT_BOLD,   INK},
    [PDF_HEADING] = {"H2",         13.5, 13,  3, 0,      44,
        PANGO_WEIGHT_BOLD,   DEEP},
    [PDF_TEXT]    = {"P",          12,    0,  9, 0,      0,
        PANGO_WEIGHT_NORMAL, INK},
    [PDF_QUOTE]   = {"BlockQuote", 12,    3, 10, 16,     0,
        PANGO_WEIGHT_NORMAL, INK},
    [PDF_ITEM]    = {"P",          12,    1,  4, LISTED, 0,
        PANGO_WEIGHT_NORMAL, INK},
    [PDF_UNDER]   = {"P",          10.5, -3,  5, LISTED, 0,
        PANGO_WEIGHT_NORMAL, QUIET},
};
/* clang-format on */

struct part {
    enum pdf_part kind;
    struct str    text, language;
};
struct pdf {
    struct arena *arena;
    struct str    title, language;
    struct moment made;
    struct part  *parts;
    size_t        count, room;
};

/* ---- parts ---- */

struct pdf *
pdf_new(struct arena *a, struct str title, struct str language,
    struct moment made)
{
    struct pdf *p = ARENA_NEW(a, struct pdf);

    p->arena = a;
    p->title = title;
    p->language = language;
    p->made = made;
    return p;
}

void
pdf_put(struct pdf *p, enum pdf_part part, struct str text, struct str language)
{
    assert(part < PDF_PART_COUNT);
    text = str_trim(text_clean(p->arena, text));
    if (!text.n)
        return;
    if (p->count == p->room) {
        struct part *more;

        p->room = p->room ? p->room * 2 : 32;
        more = ARENA_ARRAY(p->arena, struct part, p->room);
        for (size_t i = 0; i < p->count; i++)
            more[i] = p->parts[i];
        p->parts = more;
    }
    p->parts[p->count++] = (struct part){part, text,
        str_eq(language, p->language) ? (struct str){0} : language};
}

/* ---- the press ---- */

struct press {
    const struct pdf  *pdf;
    cairo_t           *cr; /* null: only counting */
    PangoContext      *context;
    double             y;
    int                page, pages;
    const char        *open; /* the element that text goes into, or null */
    struct str         language;
    bool               begun; /* by something visible: else there is none */
    struct pdf_tongues tongues;
};

static void
colour_set(struct press *d, enum colour c)
{
    cairo_set_source_rgb(d->cr, colours[c][0], colours[c][1], colours[c][2]);
}

static void
tongue_note(struct press *d, struct str language)
{
    struct pdf_tongues *t = &d->tongues;

    if (t->count == t->room) {
        struct str *more;

        t->room = t->room ? t->room * 2 : 64;
        more = ARENA_ARRAY(d->pdf->arena, struct str, t->room);
        for (size_t i = 0; i < t->count; i++)
            more[i] = t->of[i];
        t->of = more;
    }
    t->of[t->count++] = language;
}

static void
element_begin(struct press *d, const char *tag, struct str language)
{
    if (!d->cr)
        return;
    cairo_tag_begin(d->cr, tag, NULL);
    tongue_note(d, language);
}

static void
element_end(struct press *d, const char *tag)
{
    if (d->cr)
        cairo_tag_end(d->cr, tag);
}

static void
text_open(struct press *d, const char *tag, struct str language)
{
    d->open = tag;
    d->language = language;
    d->begun = false;
}

/* Cairo leaves out an element in which nothing was drawn, and the languages
 * are counted by elements: so it begins with what can be seen. */
static void
text_begin(struct press *d)
{
    if (d->begun)
        return;
    d->begun = true;
    element_begin(d, d->open, d->language);
}

static void
text_end(struct press *d)
{
    if (d->begun)
        element_end(d, d->open);
    d->open = NULL;
}

static PangoLayout *
layout_new(struct press *d, const struct look *look, struct str text)
{
    PangoLayout          *l = pango_layout_new(d->context);
    PangoFontDescription *font = pango_font_description_new();
    PangoAttrList        *attrs = pango_attr_list_new();

    pango_font_description_set_family_static(font, "Open Sans, DejaVu Sans");
    pango_font_description_set_size(font, (int)(look->size * PANGO_SCALE));
    pango_font_description_set_weight(font, look->weight);
    pango_layout_set_font_description(l, font);
    pango_font_description_free(font);
    /* One letter, one sign: what is copied out reads as it was typed. */
    pango_attr_list_insert(attrs,
        pango_attr_font_features_new("liga 0, clig 0"));
    pango_layout_set_attributes(l, attrs);
    pango_attr_list_unref(attrs);
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(l,
        (int)((WIDE - 2 * LEFT - look->indent) * PANGO_SCALE));
    pango_layout_set_text(l, text.n ? text.p : "", (int)text.n);
    return l;
}

/* ---- pages ---- */

static void
number_draw(struct press *d)
{
    struct look  look = {.size = NUMBER_SIZE, .weight = PANGO_WEIGHT_NORMAL};
    struct str   parts[2] = {str_of_int(d->pdf->arena, d->page),
          str_of_int(d->pdf->arena, d->pages)};
    PangoLayout *l;
    int          wide;

    if (!d->cr || d->pages < 2)
        return;
    l = layout_new(d, &look, str_join(d->pdf->arena, parts, 2, S(" / ")));
    pango_layout_set_width(l, -1);
    pango_layout_get_size(l, &wide, NULL);
    colour_set(d, QUIET);
    cairo_move_to(d->cr, WIDE - LEFT - (double)wide / PANGO_SCALE, NUMBER_AT);
    pango_cairo_show_layout(d->cr, l);
    g_object_unref(l);
}

static void
page_turn(struct press *d)
{
    const char *open = d->open;

    if (open)
        text_end(d);
    number_draw(d);
    if (d->cr)
        cairo_show_page(d->cr);
    d->page++;
    d->y = TOP;
    if (open)
        text_open(d, open, d->language);
}

static double
points(int units)
{
    return (double)units / PANGO_SCALE;
}

/* The bar beside words that somebody said. */
static void
bar_draw(struct press *d, double high)
{
    colour_set(d, DEEP);
    cairo_rectangle(d->cr, LEFT, d->y, 3, high);
    cairo_fill(d->cr);
}

static void
line_draw(struct press *d, const struct part *part, PangoLayoutIter *at)
{
    const struct look *look = &looks[part->kind];
    PangoRectangle     seen, box;
    double             high;

    pango_layout_iter_get_line_extents(at, &seen, &box);
    high = points(box.height);
    if (d->y + high > BOTTOM)
        page_turn(d);
    if (d->cr && seen.width > 0) {
        text_begin(d);
        if (part->kind == PDF_QUOTE)
            bar_draw(d, high);
        colour_set(d, look->colour);
        cairo_move_to(d->cr, LEFT + look->indent + points(box.x),
            d->y + points(pango_layout_iter_get_baseline(at) - box.y));
        pango_cairo_show_layout_line(d->cr,
            pango_layout_iter_get_line_readonly(at));
    }
    d->y += high;
}

static void
lines_draw(struct press *d, const struct part *part)
{
    PangoLayout     *l = layout_new(d, &looks[part->kind], part->text);
    PangoLayoutIter *at = pango_layout_get_iter(l);

    do
        line_draw(d, part, at);
    while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
    g_object_unref(l);
}

static void
rule_draw(struct press *d)
{
    if (d->cr) {
        colour_set(d, DEEP);
        cairo_rectangle(d->cr, LEFT, d->y + 3, WIDE - 2 * LEFT, 1.5);
        cairo_fill(d->cr);
    }
    d->y += 9;
}

/* ---- the parts, drawn ---- */

static bool
is_listed(const struct pdf *p, size_t i)
{
    return i < p->count &&
        (p->parts[i].kind == PDF_ITEM || p->parts[i].kind == PDF_UNDER);
}

static void
bullet_draw(struct press *d)
{
    const struct look *look = &looks[PDF_ITEM];
    PangoLayout       *l;

    if (d->y + 2 * look->size > BOTTOM)
        page_turn(d);
    if (!d->cr)
        return;
    element_begin(d, "Lbl", (struct str){0});
    l = layout_new(d, look, S(BULLET));
    colour_set(d, DEEP);
    cairo_move_to(d->cr, LEFT + 4, d->y);
    pango_cairo_show_layout(d->cr, l);
    g_object_unref(l);
    element_end(d, "Lbl");
}

/* What opens before part i of a list, and what closes behind it. */
static void
list_open(struct press *d, size_t i)
{
    const struct pdf *p = d->pdf;

    if (!is_listed(p, i))
        return;
    if (!i || !is_listed(p, i - 1))
        element_begin(d, "L", (struct str){0});
    if (p->parts[i].kind == PDF_ITEM) {
        element_begin(d, "LI", (struct str){0});
        bullet_draw(d);
        element_begin(d, "LBody", (struct str){0});
    }
}

static void
list_close(struct press *d, size_t i)
{
    const struct pdf *p = d->pdf;

    if (!is_listed(p, i))
        return;
    if (i + 1 >= p->count || p->parts[i + 1].kind != PDF_UNDER) {
        element_end(d, "LBody");
        element_end(d, "LI");
    }
    if (!is_listed(p, i + 1))
        element_end(d, "L");
}

static void
part_draw(struct press *d, size_t i)
{
    const struct part *part = &d->pdf->parts[i];
    const struct look *look = &looks[part->kind];

    if (d->y > TOP)
        d->y += look->before;
    if (d->y + look->size + look->keep > BOTTOM)
        page_turn(d);
    list_open(d, i);
    text_open(d, look->tag, part->language);
    lines_draw(d, part);
    text_end(d);
    list_close(d, i);
    if (part->kind == PDF_SENDER)
        rule_draw(d);
    d->y += look->after;
}

static void
run(struct press *d)
{
    d->page = 1;
    d->y = TOP;
    element_begin(d, "Document", (struct str){0});
    for (size_t i = 0; i < d->pdf->count; i++)
        part_draw(d, i);
    element_end(d, "Document");
    number_draw(d);
    d->pages = d->page;
}

/* ---- the file ---- */

static cairo_status_t
write_on(void *ctx, const unsigned char *bytes, unsigned n)
{
    buf_add(ctx, str_bytes(bytes, n));
    return CAIRO_STATUS_SUCCESS;
}

static PangoContext *
context_new(PangoFontMap *fonts)
{
    PangoContext         *c = pango_font_map_create_context(fonts);
    cairo_font_options_t *o = cairo_font_options_create();

    cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(c, o);
    pango_cairo_context_set_resolution(c, 72);
    pango_context_set_round_glyph_positions(c, FALSE);
    cairo_font_options_destroy(o);
    return c;
}

static cairo_surface_t *
surface_new(const struct pdf *p, struct buf *file)
{
    cairo_surface_t *s =
        cairo_pdf_surface_create_for_stream(write_on, file, WIDE, HIGH);

    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE,
        str_c(p->arena, p->title));
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE,
        str_c(p->arena, moment_text(p->arena, p->made)));
    return s;
}

struct str
pdf_end(struct pdf *p)
{
    struct press     d = {.pdf = p};
    struct buf       file;
    PangoFontMap    *fonts = pango_cairo_font_map_new();
    cairo_surface_t *surface;

    buf_init(&file, p->arena);
    d.context = context_new(fonts);
    run(&d);
    surface = surface_new(p, &file);
    d.cr = cairo_create(surface);
    run(&d);
    cairo_destroy(d.cr);
    cairo_surface_finish(surface);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        BUG("a letter cannot be drawn");
    cairo_surface_destroy(surface);
    g_object_unref(d.context);
    g_object_unref(fonts);
    return pdf_say_languages(p->arena, buf_str(&file), p->language, &d.tongues);
}
