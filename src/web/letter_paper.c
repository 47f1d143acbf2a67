/*
 * The same letter on paper: what its page shows, in its own language, as a
 * file to be printed or sent by the safe means that was agreed.
 */
#include "web/letter.h"

#include "base/pdf.h"

#define OWN ((struct str){0}) /* the letter's language */

static struct str
pack_words(const struct letter_page *p, struct words w)
{
    return words_in(w, p->lang);
}

static void
heading_put(struct pdf *pdf, const struct letter_page *p, enum msg heading)
{
    pdf_put(pdf, PDF_HEADING, lang_text(p->lang, heading), OWN);
}

static void
top_put(struct pdf *pdf, struct page *pg, const struct letter_page *p)
{
    struct str to[2] = {lang_text(p->lang, MSG_LETTER_DEAR), p->to};

    pdf_put(pdf, PDF_SENDER, pack_words(p, p->text->sender), OWN);
    pdf_put(pdf, PDF_TEXT, page_date(pg, zone_date(pg->zone, p->at)), OWN);
    pdf_put(pdf, PDF_TEXT, str_join(pg->arena, to, 2, S(" ")), OWN);
    pdf_put(pdf, PDF_TITLE, pack_words(p, p->text->subject), OWN);
    pdf_put(pdf, PDF_TEXT, pack_words(p, p->text->opening), OWN);
    heading_put(pdf, p, MSG_LETTER_REASON);
    pdf_put(pdf, PDF_TEXT, p->reason, OWN);
}

static void
outcomes_put(struct pdf *pdf, const struct letter_page *p)
{
    if (p->outcome_count)
        heading_put(pdf, p, MSG_LETTER_OUTCOMES);
    for (size_t i = 0; i < p->outcome_count; i++)
        pdf_put(pdf, PDF_ITEM, p->outcomes[i]->change,
            lang_code(p->plan_language));
}

static void
actions_put(struct pdf *pdf, struct page *pg, const struct letter_page *p)
{
    if (p->action_count)
        heading_put(pdf, p, MSG_LETTER_ACTIONS);
    for (size_t i = 0; i < p->action_count; i++) {
        const struct plan_action *x = p->actions[i];
        struct str by[2] = {lang_text(p->lang, MSG_LETTER_BY), {0}};

        pdf_put(pdf, PDF_ITEM, x->what, lang_code(p->plan_language));
        if (date_is_none(x->due))
            continue;
        by[1] = page_date(pg, x->due);
        pdf_put(pdf, PDF_UNDER, str_join(pg->arena, by, 2, S(" ")), OWN);
    }
}

static void
report_put(struct pdf *pdf, struct page *pg, const struct letter_page *p,
    const struct letter_report *r)
{
    struct str parts[2] = {pack_words(p, r->title), pack_words(p, r->of)};

    pdf_put(pdf, PDF_HEADING,
        str_join(pg->arena, parts, parts[1].n ? 2 : 1, S(": ")), OWN);
    for (size_t i = 0; i < r->count; i++) {
        pdf_put(pdf, PDF_ITEM, pack_words(p, r->lines[i].label), OWN);
        pdf_put(pdf, PDF_UNDER, r->lines[i].text, lang_code(r->language));
    }
}

static void
minutes_put(struct pdf *pdf, struct page *pg, const struct letter_page *p)
{
    const struct letter_minutes *m = p->minutes;
    struct str parts[2] = {pack_words(p, m->title), page_date(pg, m->on)};

    pdf_put(pdf, PDF_HEADING, str_join(pg->arena, parts, 2, S(", ")), OWN);
    for (size_t i = 0; i < m->count; i++)
        pdf_put(pdf, PDF_TEXT, m->parts[i], lang_code(m->language));
}

static void
rest_put(struct pdf *pdf, const struct letter_page *p)
{
    if (p->if_not.n) {
        heading_put(pdf, p, MSG_LETTER_IF_NOT);
        pdf_put(pdf, PDF_TEXT, p->if_not, lang_code(p->plan_language));
    }
    if (p->word_count)
        heading_put(pdf, p, MSG_LETTER_WORDS);
    for (size_t i = 0; i < p->word_count; i++)
        pdf_put(pdf, PDF_QUOTE, p->words[i].text, p->words[i].code);
    pdf_put(pdf, PDF_TEXT, pack_words(p, p->text->closing), OWN);
}

/* Neither its name nor what it says of itself tells whom it is about: the
 * subject is the pack's, and neutral (S18). */
static struct str
paper_of(struct page *pg, const struct letter_page *p)
{
    struct page own = *pg;
    struct pdf *pdf = pdf_new(pg->arena, pack_words(p, p->text->subject),
        lang_code(p->lang), p->at);

    own.lang = p->lang;
    top_put(pdf, &own, p);
    outcomes_put(pdf, p);
    actions_put(pdf, &own, p);
    for (size_t i = 0; i < p->report_count; i++)
        report_put(pdf, &own, p, &p->reports[i]);
    if (p->minutes)
        minutes_put(pdf, &own, p);
    rest_put(pdf, p);
    return pdf_end(pdf);
}

void
see_letter_paper(struct visit *v, enum err e, struct answer *answer)
{
    const struct letter_page *p = answer->with;

    if (e)
        visit_refused(v, e, answer);
    else
        response_download(v->resp, S("application/pdf"),
            lang_text(p->lang, MSG_LETTER_FILE), paper_of(&v->page, p));
}
