/*
 * Two drawings of a pathway as SVG: its states, and its clocks.
 *
 * States stand in columns: each behind every one, earlier in the pack's own
 * list, that leads to it and is not led back to; so the usual course reads
 * from left to right, and a short cut (a register brought in) does not pull
 * its end to the front.  What is still without a column stands behind
 * whatever leads to it.
 * Only moves to the next column are drawn as lines; a state that others
 * lead back to carries the number of those, for lines among all of them
 * would hide everything (the tables below say which).  Clocks are bars on
 * a scale of doubling lengths, so that half an hour and fifteen working
 * days fit one picture.
 */
#include "practice/explain.h"
#include "practice/span.h"

#define LIT(x, markup) html_lit(&(x)->h, S(markup))

enum {
    BOX_WIDTH = 200,
    BOX_HEIGHT = 62,
    GAP_X = 90,
    GAP_Y = 22,
    MARGIN = 20,
    LINE_CHARS = 23,
    CLOCK_CHARS = 38,
    BAR_LEFT = 330,
    BAR_STEP = 32,
    ROW_HEIGHT = 34,
    BAR_RIGHT = 260
};

struct layout {
    const struct pathway *p;
    int                  *column; /* of each state, -1: not reached */
    int                  *row;
    int                   columns, rows;
};

/* --- where each state stands ------------------------------------------ */

static bool
leads(const struct move *m, size_t from)
{
    for (size_t i = 0; i < m->from_count; i++)
        if (m->from[i] == from)
            return true;
    return !m->from_count && m->to != from;
}

static bool
is_move(const struct pathway *p, size_t from, size_t to)
{
    for (size_t i = 0; i < p->move_count; i++)
        if (p->moves[i].to == to && leads(&p->moves[i], from))
            return true;
    return false;
}

/* What has no column yet and is one move away from the state. */
static void
place_after(struct layout *y, size_t from)
{
    for (size_t t = 0; t < y->p->state_count; t++)
        if (y->column[t] < 0 && is_move(y->p, from, t))
            y->column[t] = y->column[from] + 1;
}

/* Behind all those earlier in the list that lead to it, one way only. */
static void
place_behind(struct layout *y, size_t s)
{
    for (size_t t = 0; t < s; t++)
        if (y->column[t] >= 0 && y->column[t] >= y->column[s] &&
            is_move(y->p, t, s) && !is_move(y->p, s, t))
            y->column[s] = y->column[t] + 1;
}

static void
place_columns(struct layout *y)
{
    size_t n = y->p->state_count;

    for (size_t s = 0; s < n; s++)
        y->column[s] = s == y->p->start ? 0 : -1;
    for (size_t s = 0; s < n; s++)
        if (s != y->p->start)
            place_behind(y, s);
    for (int c = 0; c < (int)n; c++)
        for (size_t s = 0; s < n; s++)
            if (y->column[s] == c)
                place_after(y, s);
}

static struct layout
lay_out(struct arena *a, const struct pathway *p)
{
    struct layout y = {.p = p, .columns = 1};
    int          *next = ARENA_ARRAY(a, int, p->state_count + 1);

    y.column = ARENA_ARRAY(a, int, p->state_count + 1);
    y.row = ARENA_ARRAY(a, int, p->state_count + 1);
    place_columns(&y);
    for (size_t s = 0; s < p->state_count; s++) {
        int c = y.column[s] < 0 ? 0 : y.column[s];

        y.row[s] = next[c]++;
        y.rows = next[c] > y.rows ? next[c] : y.rows;
        y.columns = c + 1 > y.columns ? c + 1 : y.columns;
    }
    return y;
}

static int
left_of(const struct layout *y, size_t s)
{
    return MARGIN + y->column[s] * (BOX_WIDTH + GAP_X);
}

static int
top_of(const struct layout *y, size_t s)
{
    return MARGIN + y->row[s] * (BOX_HEIGHT + GAP_Y);
}

/* --- pieces ----------------------------------------------------------- */

/* name="value" */
static void
attribute(struct explain *x, struct str name, int value)
{
    LIT(x, " ");
    html_lit(&x->h, name);
    LIT(x, "=\"");
    html_int(&x->h, value);
    LIT(x, "\"");
}

static void
text_at(struct explain *x, int left, int base)
{
    LIT(x, "<text");
    attribute(x, S("x"), left);
    attribute(x, S("y"), base);
    LIT(x,
        " font-size=\"15\" font-family=\"sans-serif\" "
        "fill=\"#12262b\">");
}

static void
open_drawing(struct explain *x, const struct pathway *p, int width, int height)
{
    LIT(x,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""
        " viewBox=\"0 0 ");
    html_int(&x->h, width);
    LIT(x, " ");
    html_int(&x->h, height);
    LIT(x, "\"");
    attribute(x, S("width"), width);
    attribute(x, S("height"), height);
    LIT(x, "><title>");
    explain_msg(x, MSG_PACK_DRAWING_OF);
    LIT(x, ": ");
    explain_words(x, p->title);
    LIT(x, "</title>");
}

/* The longest beginning of whole words that fits a line. */
static struct str
first_line(struct str s, size_t most)
{
    size_t chars = 0, fit = 0;

    for (size_t i = 0; i < s.n; i++) {
        if (((unsigned char)s.p[i] & 0xc0) != 0x80)
            chars++;
        if (s.p[i] == ' ' && (chars <= most || !fit))
            fit = i;
    }
    if (chars <= most || !fit)
        return s;
    return str_sub(s, 0, fit);
}

static void
add_title(struct explain *x, const struct layout *y, size_t s)
{
    struct str text = words_in(y->p->states[s].title, x->lang);
    int        base = top_of(y, s) + 24;

    if (str_is_empty(text))
        text = lang_text(x->lang, MSG_PACK_STARTS);
    for (int i = 0; i < 2 && text.n; i++, base += 20) {
        struct str line = i ? text : first_line(text, LINE_CHARS);

        text_at(x, left_of(y, s) + 12, base);
        html_text(&x->h, line);
        LIT(x, "</text>");
        text = str_trim(str_from(text, line.n));
    }
}

/* How many states lead here that no line is drawn from. */
static int
other_ways(const struct layout *y, size_t to)
{
    int n = 0;

    for (size_t s = 0; s < y->p->state_count; s++)
        n += y->column[s] >= 0 && y->column[s] + 1 != y->column[to] &&
            is_move(y->p, s, to);
    return n;
}

static void
add_box(struct explain *x, const struct layout *y, size_t s)
{
    int ways = other_ways(y, s);

    LIT(x, "<rect");
    attribute(x, S("x"), left_of(y, s));
    attribute(x, S("y"), top_of(y, s));
    attribute(x, S("width"), BOX_WIDTH);
    attribute(x, S("height"), BOX_HEIGHT);
    if (y->p->states[s].final)
        LIT(x,
            " rx=\"5\" fill=\"#fff\" stroke=\"#0b3d46\" "
            "stroke-width=\"4\"/>");
    else if (s == y->p->start)
        LIT(x,
            " rx=\"31\" fill=\"#fff\" stroke=\"#0b5c66\" "
            "stroke-width=\"2\"/>");
    else
        LIT(x,
            " rx=\"5\" fill=\"#fff\" stroke=\"#0b5c66\" "
            "stroke-width=\"2\"/>");
    add_title(x, y, s);
    if (!ways)
        return;
    text_at(x, left_of(y, s) + BOX_WIDTH - 34, top_of(y, s) + 54);
    LIT(x, "\xe2\x86\xa9 "); /* an arrow that comes back */
    html_int(&x->h, ways);
    LIT(x, "</text>");
}

static void
add_line(struct explain *x, const struct layout *y, size_t from, size_t to)
{
    int x1 = left_of(y, from) + BOX_WIDTH, x2 = left_of(y, to) - 9;
    int y1 = top_of(y, from) + BOX_HEIGHT / 2;
    int y2 = top_of(y, to) + BOX_HEIGHT / 2;
    int points[] = {x1, y1, (x1 + x2) / 2, y1, (x1 + x2) / 2, y2, x2, y2};

    LIT(x,
        "<path fill=\"none\" stroke=\"#46585d\" stroke-width=\"2\" "
        "d=\"M");
    for (size_t i = 0; i < 8; i++) {
        if (i == 2)
            LIT(x, " C");
        html_int(&x->h, points[i]);
        LIT(x, " ");
    }
    LIT(x, "\"/><path fill=\"#46585d\" d=\"M");
    html_int(&x->h, x2 + 9);
    LIT(x, " ");
    html_int(&x->h, y2);
    LIT(x, " l-10 -5 v10 z\"/>");
}

void
explain_draw_states(struct explain *x, const struct pathway *p)
{
    struct layout y = lay_out(x->arena, p);

    open_drawing(x, p, 2 * MARGIN + y.columns * (BOX_WIDTH + GAP_X) - GAP_X,
        2 * MARGIN + y.rows * (BOX_HEIGHT + GAP_Y) - GAP_Y);
    for (size_t s = 0; s < p->state_count; s++)
        for (size_t t = 0; t < p->state_count; t++)
            if (y.column[s] >= 0 && y.column[s] + 1 == y.column[t] &&
                is_move(p, s, t))
                add_line(x, &y, s, t);
    for (size_t s = 0; s < p->state_count; s++)
        if (y.column[s] >= 0)
            add_box(x, &y, s);
    LIT(x, "</svg>");
}

/* --- clocks ----------------------------------------------------------- */

/* One step for each doubling from a quarter of an hour on, and a part of
 * one for what lies between. */
static int
bar_width(struct span span)
{
    int64_t minutes = span_roughly(span), length = 15;
    int     width = BAR_STEP;

    for (; minutes >= 2 * length; length *= 2)
        width += BAR_STEP;
    if (minutes > length)
        width += (int)(BAR_STEP * (minutes - length) / length);
    return width;
}

static void
add_bar(struct explain *x, int top, struct span span, struct str fill)
{
    LIT(x, "<rect");
    attribute(x, S("x"), BAR_LEFT);
    attribute(x, S("y"), top + 8);
    attribute(x, S("width"), bar_width(span));
    attribute(x, S("height"), ROW_HEIGHT - 14);
    LIT(x, " fill=\"");
    html_lit(&x->h, fill);
    LIT(x, "\"/>");
}

static void
add_clock(struct explain *x, const struct clock_rule *c, int top)
{
    text_at(x, MARGIN, top + 24);
    html_text(&x->h, first_line(words_in(c->title, x->lang), CLOCK_CHARS));
    LIT(x, "</text>");
    add_bar(x, top, c->due.span, S("#8c1c3a"));
    if (c->target.given)
        add_bar(x, top, c->target.span, S("#7a4b00"));
    text_at(x, BAR_LEFT + bar_width(c->due.span) + 10, top + 24);
    explain_span(x, c->due.span);
    LIT(x, "</text>");
}

void
explain_draw_clocks(struct explain *x, const struct pathway *p)
{
    int widest = 0;

    for (size_t i = 0; i < p->clock_count; i++) {
        int w = bar_width(p->clocks[i].due.span);

        widest = w > widest ? w : widest;
    }
    open_drawing(x, p, BAR_LEFT + widest + BAR_RIGHT,
        2 * MARGIN + (int)p->clock_count * ROW_HEIGHT);
    for (size_t i = 0; i < p->clock_count; i++)
        add_clock(x, &p->clocks[i], MARGIN + (int)i * ROW_HEIGHT);
    LIT(x, "</svg>");
}
