/*
 * visit -- one request on its way from the form to the page: a form becomes
 * an ask, an answer becomes a page.
 */
#ifndef WEB_VISIT_H
#define WEB_VISIT_H

#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "http/server.h"
#include "web/page.h"

struct site; /* opaque: web/site.h */

#define VISIT_PARTS 4
struct visit {
    struct site          *site;
    const struct request *req;
    struct response      *resp;
    const struct route   *route;
    struct str            parts[VISIT_PARTS]; /* what :name matched, in order */
    struct form_values    form;               /* of a POST */
    struct cx             cx;
    struct ask            ask;
    struct html           html;
    struct fault          page_fault; /* of reading the request */
    bool           redraws; /* a look is asked, to draw the form once more */
    struct page    page;
    enum err       refused; /* after its page was drawn */
    struct answer *refused_answer;
};

/* A form becomes an ask.  ERR_INVALID: see draws the form again with
 * v->page.errors; nothing was asked.  ERR_ABSENT: no such page. */
typedef enum err visit_in(struct visit *v);
/* An answer (or a refusal) becomes a page or a redirect. */
typedef void visit_see(struct visit *v, enum err e, struct answer *answer);

struct route {
    enum http_method method;
    const char      *path; /* "/check/:leaf", without the language */
    enum action      act;
    enum http_class class;
    visit_in  *in;
    visit_see *see;
    enum nav   nav;
    size_t     body; /* most bytes of a body; 0: 64 KiB */
};
extern const struct route web_routes[];
extern const size_t       web_routes_count;

/* For readers (in_...). */
enum err visit_none(struct visit *v);
/* The id in a part of the path; ERR_ABSENT when it is none of that kind. */
enum err MUST_CHECK visit_id(struct visit *v, size_t part, enum id_kind kind,
    struct id *out);
/* A text field: cleaned (NFC, line ends), empty when not sent. */
struct str visit_text(struct visit *v, struct str name);
/* Day, month and year fields NAME-day, -month, -year; parts may be missing.
 * ERR_INVALID with an error added when they make no date. */
enum err MUST_CHECK visit_date(struct visit *v, struct str name,
    struct date *out);
void visit_error(struct visit *v, struct str field, enum msg msg);
/* Whether the language toggle sent the form: it is drawn again as it was
 * typed, nothing is done and nothing said to be wrong. */
bool visit_is_toggled(const struct visit *v);

/* Instead of what the route does: looks at what the form's page is drawn
 * from, so that see draws it again (v->redraws) with what was typed. */
enum err visit_redraw(struct visit *v, enum action look);

/* For pages (see_...). */
/* The answer is sent at a step of time: how long it took tells nothing. */
void visit_in_steps(struct visit *v);
/* Asks, for the same purpose, what a page is drawn from that is drawn again
 * with what was typed; null: it was refused, and that is answered. */
const void *visit_look_again(struct visit *v, enum action look,
    struct id about);
/* Ends the page begun with page_top: gives the html to the response. */
void visit_page(struct visit *v, int status);
/* 303 to a page of ours in the reader's language. */
void visit_go(struct visit *v, struct str path);
/* The usual page for a refusal or trouble that see has no page of its own
 * for: not found (absent and hidden alike), not allowed, conflict, too
 * often, sorry.  Status 404, 403, 409, 429, 503. */
void visit_refused(struct visit *v, enum err e, const struct answer *answer);

#endif
