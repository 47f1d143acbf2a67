/*
 * form -- any form of the pack, drawn and read back; nothing here knows one
 * form from another.
 *
 * To draw a form that is not a draft (a decision, feedback, a challenge):
 *
 *     struct form_look l;
 *     form_look_init(&l, pg, form, &typed, children, today's about ...);
 *     {% call form_questions(pg, &l, section, -1) %}
 *
 * and to read it: form_typed(v, form, &typed), then typed_about() and
 * typed_answers() of action/typed.h give the answers, and form_faults()
 * turns what answers_check() or record_append() found into the errors of
 * the page.  A draft does the same with what was saved.
 *
 * Without script each question shows once the answers that it hangs on are
 * there: form_new_questions() says whether there are now some that were not
 * on the page that was sent.
 *
 * Lifetime  a look points to what it was made of; all in the page's arena.
 */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "action/draft.h"
#include "web/visit.h"

/* One of the answers offered. */
struct form_choice {
    struct str id, label;
    struct str notice; /* shown when it is chosen, may be empty */
};
struct form_look;
/* Answers to a question that names an account, a desk, an agency, a person
 * or a thread: what the page offers; null: it is typed. */
typedef const struct form_choice *form_offer(const struct form_look *l,
    const struct field *f, size_t *count);
struct form_look {
    const struct form           *form;
    const struct typed          *typed; /* null: only answers to show */
    const struct answers        *answers;
    const struct answers_about  *about;
    struct typed_list            children;
    const struct answer_fault   *faults; /* those to be shown */
    size_t                       fault_count;
    const struct pack_threshold *threshold;
    const struct paper          *papers;
    size_t                       paper_count;
    bool                         saves;    /* inputs carry revisions */
    bool                         sealed;   /* say nothing of sealed values */
    bool                         attached; /* a file comes with the rest,
                                              and is not kept before        */
    bool                         small; /* where work is dense: small radios */
    enum lang                    written; /* language of the answers */
    const struct draft_page     *draft;   /* what is saved; null: none */
    form_offer                  *offer;
    struct str of; /* before the names of its inputs, or empty */
};
/* What is typed, ready to be drawn; answers and about are made of it. */
void form_look_init(struct form_look *l, struct page *pg,
    const struct form *form, const struct typed *typed);
/* People and agencies to choose from, and the names of the children. */
void form_look_offers(struct form_look *l, const struct draft_page *p);
/* A draft, ready to be drawn. */
void form_look_draft(struct form_look *l, const struct draft_page *p);
/* Answers that were given, only to be shown. */
void form_look_answers(struct form_look *l, struct page *pg,
    const struct entry *entry);

/* ---- reading ---- */

/* What was sent of that form: inputs that it has, texts cleaned. */
void form_typed(struct visit *v, const struct form *form, struct typed *out);
/* The same of one of several forms on the page. */
void form_typed_of(struct visit *v, const struct form *form, struct str of,
    struct typed *out);
/* The file that was chosen for the question of the form that asks for one;
 * null: none was. */
const struct field *form_sent_file(struct visit *v, const struct form *form,
    struct str *bytes);
/* All that was sent under a name, cleaned; several: one line each. */
struct str form_sent_text(struct visit *v, struct str name);
/* The inputs that were on the page (each with its hidden revision). */
void form_inputs(struct visit *v, struct draft_save *out);
/* The faults as errors of the page, those of one section (or all: null). */
void form_faults(struct page *pg, struct form_look *l,
    const struct form_section *s, int child, const struct answer_fault *faults,
    size_t count);
/* Where a fault is. */
struct typed_input form_fault_input(const struct form_look *l,
    const struct answer_fault                              *f);
/* The name of the first question asked now in that section (or in all: null)
 * and not on the page that was sent; empty when there is none. */
struct str form_new_questions(struct visit *v, const struct form_look *l,
    const struct form_section *s, int child);

/* ---- drawing: views/form.html ---- */

/* Questions of a section; child -1: of all children. */
void form_questions(struct page *pg, const struct form_look *l,
    const struct form_section *s, int child);
void form_question(struct page *pg, const struct form_look *l,
    const struct typed_input *i);
/* What was answered in a section, as rows of a summary; change is the page
 * where it can be changed, or empty. */
void form_answers(struct page *pg, const struct form_look *l,
    const struct form_section *s, int child, struct str change);
/* The board's text on levels of need. */
void form_threshold(struct page *pg, const struct pack_threshold *t);

/* ---- words and helps for templates ---- */

enum form_control {
    CONTROL_TEXT,
    CONTROL_AREA,
    CONTROL_RADIOS,
    CONTROL_CHECKS,
    CONTROL_SELECT,
    CONTROL_DATE,
    CONTROL_MOMENT,
    CONTROL_TABLE,
    CONTROL_BODY,
    CONTROL_CONTACT,
    CONTROL_PAPERS
};
enum form_control         form_control(const struct form_look *l,
            const struct field                                *f);
const struct form_choice *form_choices(struct page *pg,
    const struct form_look *l, const struct field *f, size_t *count);
const struct field       *form_field_at(const struct typed_input *i);
struct typed_input        form_at(const struct field *f, int child);
struct typed_input        form_cell(const struct typed_input *i, int row,
           const struct field *column);
struct typed_input form_column(const struct typed_input *i, int row, size_t n);
struct typed_input form_part(const struct typed_input *i, enum typed_part part);
struct str         form_name(struct page *pg, const struct typed_input *i);
struct str         form_typed_text(struct page *pg, const struct form_look *l,
            const struct typed_input *i);
int64_t            form_revision(struct page *pg, const struct form_look *l,
               const struct typed_input *i);
/* Saved twice: the other text in words, else empty. */
bool form_twice(struct page *pg, const struct form_look *l,
    const struct typed_input *i, struct str *other);
bool form_is_chosen(struct page *pg, const struct form_look *l,
    const struct typed_input *i, struct str id);
/* Ids of hint and mistake, for aria-describedby; empty when neither is. */
struct str form_described(struct page *pg, const struct form_look *l,
    const struct typed_input *i);
/* One input under the question's own name (no parts, no rows, no files). */
bool form_has_one_input(const struct form_look *l, const struct field *f);
/* "Photograph", "PDF" ... of a paper's type. */
enum msg form_paper_kind(struct str type);
/* Whether there is a fault of that question. */
bool form_fault(const struct form_look *l, const struct typed_input *i);
/* What is wrong, in the pack's words where it has some; of an input, there
 * must be a fault. */
struct str form_fault_words(struct page *pg, const struct answer_fault *f);
struct str form_fault_says(struct page *pg, const struct form_look *l,
    const struct typed_input *i);
bool form_is_asked(const struct form_look *l, const struct field *f, int place);
/* The line beside a choice in a row: only once its words are asked for. */
bool form_cell_is_asked(struct page *pg, const struct form_look *l,
    const struct typed_input *cell);
/* "Lleucu Penri", or "Child 2". */
/* Said once of the first child, and this is another. */
bool form_is_once(const struct form_look *l, const struct field *f, int place);
struct str form_child(struct page *pg, const struct form_look *l, size_t place);
/* Whether all its questions are asked of each child. */
bool form_is_per_child(const struct form_section *s);
bool form_has_papers(const struct form_section *s);
/* Words to think again about in what is typed there. */
size_t     form_wording(struct page *pg, const struct form_look *l,
        const struct typed_input *i, const struct wording_hit **hits);
struct str form_hit(struct page *pg, const struct form_look *l,
    const struct typed_input *i, const struct wording_hit *hit);
/* Given text with its line ends. */
struct html_done form_lines(struct page *pg, struct str text);

/* An answer in words, one line an answer. */
struct form_said {
    struct str *lines;
    size_t      count;
    bool        apart;  /* kept apart: not said here      */
    bool        why;    /* the line says why there is none */
    bool        quoted; /* somebody's own words           */
    struct id  *papers;
    size_t      paper_count;
};
void form_said(struct page *pg, const struct form_look *l,
    const struct field *f, int place, struct form_said *out);
/* Notices of the pack on answers given in that section (null: in all). */
size_t form_notices(struct page *pg, const struct form_look *l,
    const struct form_section *s, const struct str **out);
/* Whether the pack says where the regions of its body map are. */
bool form_has_picture(const struct field *f);
/* Where on the picture of that side the mark of a row is. */
struct form_spot {
    bool    there;
    int64_t x, y;
};
struct form_spot form_spot(struct page *pg, const struct form_look *l,
    const struct typed_input *i, struct str side);
enum msg         form_column_msg(enum field_type type, size_t n);
/* Options of a body map's column; null: it is typed. */
const struct term_list *form_column_list(const struct field *f, size_t n);

#endif
