/*
 * diogel link --report: the evaluation as one page, with plots drawn here.
 * It loads nothing and runs nothing.
 */
#include <stdio.h>

#include "base/html.h"
#include "cli/link.h"

enum { WIDE = 560, HIGH = 320, LEFT = 60, TOP = 20 };

/* The page being written, and in which language. */
struct page {
    FILE     *f;
    enum lang lang;
};

/* Words of ours, which have no sign that HTML would take otherwise. */
static const char *
words(const struct page *p, enum msg msg)
{
    return lang_text(p->lang, msg).p;
}
#define WORDS(msg) words(p, MSG_LINK_REPORT_##msg)

static void
head_write(const struct page *p)
{
    struct str code = lang_code(p->lang);

    fprintf(p->f,
        "<!doctype html>\n<html lang=\"%.*s\">\n<meta charset=\"utf-8\">\n"
        "<title>%s</title>\n",
        STR_ARG(code), WORDS(TITLE));
    fputs("<meta name=\"viewport\" content=\"width=device-width\">\n"
          "<style>\nbody{font:16px/1.5 system-ui,sans-serif;max-width:44rem;"
          "margin:2rem auto;padding:0 1rem;color:#1b2430}\n"
          "table{border-collapse:collapse;width:100%}\n"
          "th,td{padding:.25rem .5rem;text-align:right;border-bottom:1px "
          "solid #ccd3dc}\nth:first-child,td:first-child{text-align:left}\n"
          "svg{width:100%;height:auto}\n</style>\n",
        p->f);
    fprintf(p->f, "<h1>%s</h1>\n", WORDS(TITLE));
}

/* ---- plots ---- */

/* Where a share stands between least and one. */
static double
place(double share, double least, int length)
{
    double at = (share - least) / (1 - least);

    return (at < 0 ? 0 : at) * length;
}

static void
axes_write(const struct page *p, const char *title, const char *across,
    const char *up)
{
    fprintf(p->f,
        "<h2>%s</h2>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" "
        "aria-label=\"%s\">\n<path d=\"M%d %dv%dh%d\" fill=\"none\" "
        "stroke=\"#5b6b7f\"/>\n<text x=\"%d\" y=\"%d\" font-size=\"13\" "
        "text-anchor=\"end\">%s</text>\n<text x=\"%d\" y=\"%d\" "
        "font-size=\"13\">%s</text>\n",
        title, WIDE + LEFT + TOP, HIGH + 3 * TOP, title, LEFT, TOP, HIGH, WIDE,
        LEFT + WIDE, TOP + HIGH + 2 * TOP, across, LEFT + 6, TOP + 4, up);
    for (int i = 0; i <= 4; i++)
        fprintf(p->f,
            "<text x=\"%d\" y=\"%d\" font-size=\"12\" "
            "text-anchor=\"end\">%.3f</text>\n",
            LEFT - 6, TOP + HIGH - i * HIGH / 4 + 4, 0.8 + 0.05 * i);
}

/* Recall across, precision up, both from 0.8. */
static void
curve_write(const struct page *p, const struct gauge *g)
{
    const double least = 0.8;
    char         step = 'M';

    axes_write(p, WORDS(CURVE), WORDS(RECALL_FROM), WORDS(PRECISION));
    fputs("<path fill=\"none\" stroke=\"#0b5fa5\" stroke-width=\"2\" d=\"",
        p->f);
    for (size_t i = 0; i < g->count; i++) {
        const struct gauge_rates *r = &g->point[i].pairs;

        if (r->right <= 0)
            continue;
        fprintf(p->f, "%c%.1f %.1f", step, LEFT + place(r->recall, least, WIDE),
            TOP + HIGH - place(r->precision, least, HIGH));
        step = 'L';
    }
    fprintf(p->f,
        "\"/>\n<circle r=\"5\" fill=\"#b3261e\" cx=\"%.1f\" "
        "cy=\"%.1f\"/>\n</svg>\n"
        "<p>%s</p>\n",
        LEFT + place(g->pairs.recall, least, WIDE),
        TOP + HIGH - place(g->pairs.precision, least, HIGH), WORDS(DOT));
}

/* One bar of recall for each subgroup, beside all. */
static void
bars_write(const struct page *p, const struct gauge *g,
    const struct gauge_truth *t)
{
    const double least = 0.8;
    int          wide = WIDE / (int)(t->group_count + 1);

    axes_write(p, WORDS(GROUPS), WORDS(IN_TURN), WORDS(RECALL));
    for (size_t i = 0; i <= t->group_count; i++) {
        double recall = i ? g->group[i - 1].recall : g->pairs.recall;
        double high = place(recall, least, HIGH);

        fprintf(p->f,
            "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" "
            "fill=\"%s\"/>\n",
            LEFT + (int)i * wide + 2, TOP + HIGH - high, wide - 4, high,
            i ? "#0b5fa5" : "#5b6b7f");
    }
    fputs("</svg>\n", p->f);
}

/* ---- tables ---- */

static struct str
escaped(struct arena *a, struct str text)
{
    struct html h;

    html_init(&h, a);
    html_text(&h, text);
    return html_end(&h).text;
}

static void
row_write(const struct page *p, struct str name, const struct gauge_rates *r)
{
    fprintf(p->f, "<tr><td>%.*s<td>%.5f<td>%.5f<td>%.5f<td>%.0f<td>%.0f\n",
        STR_ARG(name), r->precision, r->recall, r->f1, r->right, r->wrong);
}

static void
tables_write(struct arena *a, const struct page *p, const struct gauge *g,
    const struct gauge_truth *t, int threshold)
{
    fprintf(p->f,
        "<p>%s: %.1f</p>\n<table>\n<tr><th>%s<th>%s<th>%s<th>%s<th>%s<th>%s\n",
        WORDS(THRESHOLD), threshold / 10.0, WORDS(WHAT), WORDS(PRECISION),
        WORDS(RECALL), WORDS(F1), WORDS(RIGHT), WORDS(WRONG));
    row_write(p, lang_text(p->lang, MSG_LINK_REPORT_PAIRS), &g->pairs);
    row_write(p, lang_text(p->lang, MSG_LINK_REPORT_CLUSTERS), &g->clusters);
    for (size_t i = 0; i < t->group_count; i++)
        row_write(p, escaped(a, t->names[i]), &g->group[i]);
    fputs("</table>\n", p->f);
}

static void
cuts_write(const struct page *p, const struct gauge *g)
{
    fprintf(p->f,
        "<table>\n<caption>%s</caption>\n<tr><th>%s<th>%s<th>%s<th>%s\n",
        WORDS(CUTS), WORDS(THRESHOLD), WORDS(PRECISION), WORDS(RECALL),
        WORDS(F1));
    for (size_t i = 0; i < GAUGE_CUTS; i++)
        fprintf(p->f, "<tr><td>%.1f<td>%.5f<td>%.5f<td>%.5f\n",
            g->cut[i].threshold / 10.0, g->cut[i].clusters.precision,
            g->cut[i].clusters.recall, g->cut[i].clusters.f1);
    fputs("</table>\n", p->f);
}

enum err
link_report_write(const struct gauge *g, const struct gauge_truth *t,
    int threshold, const struct link_report *r)
{
    struct arena *a = arena_new(0);
    struct page   p = {fopen(r->path, "w"), r->lang};
    bool          failed = !p.f;

    if (p.f) {
        head_write(&p);
        tables_write(a, &p, g, t, threshold);
        cuts_write(&p, g);
        curve_write(&p, g);
        if (t->group_count)
            bars_write(&p, g, t);
        failed = ferror(p.f) != 0;
        failed |= fclose(p.f) != 0;
    }
    arena_free(a);
    return failed ? ERR_FILE : OK;
}
