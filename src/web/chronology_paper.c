/*
 * The same on paper, as it was narrowed: what happened, and under each what it
 * means.  Paper goes where no policy is asked, so that it says who printed it,
 * when, and under which receipt.
 */
#include "base/pdf.h"
#include "web/child.h"
#include "web/chronology.h"

#define OWN ((struct str){0}) /* the page's language */

static void
pair_put(struct pdf *pdf, struct page *pg, enum msg label, struct str text)
{
    struct str parts[2] = {lang_text(pg->lang, label), text};

    pdf_put(pdf, PDF_TEXT, str_join(pg->arena, parts, 2, S(": ")), OWN);
}

static void
head_put(struct pdf *pdf, struct page *pg, const struct chronology *c,
    const struct leaf_mark *leaf)
{
    struct str by[2] = {pg->reader->account.name,
        words_in(pg->reader->agency.name, pg->lang)};
    struct str id[2] = {id_text(pg->arena, leaf->id),
        str_hex(pg->arena, hash_str(&leaf->hash))};

    pdf_put(pdf, PDF_SENDER, lang_text(pg->lang, MSG_PRINT_FAMILY), OWN);
    pdf_put(pdf, PDF_TITLE, lang_text(pg->lang, MSG_CHRONOLOGY_TITLE), OWN);
    pdf_put(pdf, PDF_TEXT, c->child->name, OWN);
    if (c->ask->significant)
        pdf_put(pdf, PDF_TEXT, lang_text(pg->lang, MSG_CHRONOLOGY_ONLY), OWN);
    pair_put(pdf, pg, MSG_PRINT_BY, str_join(pg->arena, by, 2, S(", ")));
    pair_put(pdf, pg, MSG_PRINT_AT, page_time(pg, leaf->at));
    pair_put(pdf, pg, MSG_PRINT_RECEIPT, str_join(pg->arena, id, 2, S(" ")));
}

static void
lines_put(struct pdf *pdf, const struct chronology_row *row)
{
    const struct child_item *i = row->item;

    for (size_t k = 0; k < i->line_count; k++)
        if (chronology_is_told(&i->lines[k]))
            pdf_put(pdf, PDF_UNDER, i->lines[k].text, lang_code(i->language));
}

static void
means_put(struct pdf *pdf, struct page *pg, const struct chronology_row *row)
{
    struct str parts[2] = {lang_text(pg->lang, MSG_CHRONOLOGY_MEANS),
        chronology_by(pg, row)};

    if (!row->means.n)
        return;
    pdf_put(pdf, PDF_UNDER, str_join(pg->arena, parts, 2, S(" – ")), OWN);
    pdf_put(pdf, PDF_QUOTE, row->means, lang_code(row->language));
}

static void
row_put(struct pdf *pdf, struct page *pg, const struct chronology *c,
    const struct chronology_row *row)
{
    const struct child_item *i = row->item;
    struct str               parts[3];

    parts[0] = child_item_day(pg, i);
    parts[1] = child_lane_name(pg, c->child, i->lane);
    parts[2] = words_in(i->title, pg->lang);
    pdf_put(pdf, PDF_ITEM, str_join(pg->arena, parts, 3, S(" · ")), OWN);
    if (i->fate != FATE_STANDS) {
        pdf_put(pdf, PDF_UNDER, lang_text(pg->lang, child_fate_msg(i->fate)),
            OWN);
        return;
    }
    pdf_put(pdf, PDF_UNDER, child_item_brief(pg, i), OWN);
    lines_put(pdf, row);
    means_put(pdf, pg, row);
}

static struct str
paper_of(struct page *pg, const struct chronology *c,
    const struct leaf_mark *leaf)
{
    struct pdf *pdf =
        pdf_new(pg->arena, lang_text(pg->lang, MSG_CHRONOLOGY_TITLE),
            lang_code(pg->lang), leaf->at);

    head_put(pdf, pg, c, leaf);
    pdf_put(pdf, PDF_HEADING, lang_text(pg->lang, MSG_CHRONOLOGY_WHAT), OWN);
    for (size_t i = 0; i < c->count; i++)
        row_put(pdf, pg, c, &c->rows[i]);
    if (!c->count)
        pdf_put(pdf, PDF_TEXT, lang_text(pg->lang, MSG_CHRONOLOGY_NONE), OWN);
    return pdf_end(pdf);
}

void
see_chronology_paper(struct visit *v, enum err e, struct answer *answer)
{
    if (e)
        visit_refused(v, e, answer);
    else
        response_download(v->resp, S("application/pdf"),
            lang_text(v->page.lang, MSG_CHRONOLOGY_FILE),
            paper_of(&v->page, answer->with, &answer->leaf));
}
