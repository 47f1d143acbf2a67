/*
 * html -- a page being built.  Its own type, so that raw text cannot reach
 * a page: it grows only by literals of our own and by escaped text.
 */
#ifndef BASE_HTML_H
#define BASE_HTML_H

#include "base/buf.h"

struct html {
    struct buf b;
};

/* A finished piece that may be put into another page as it is. */
struct html_done {
    struct str text;
};

void html_init(struct html *h, struct arena *a);
/* Our own markup: only a literal (or compiled template text). */
void html_lit(struct html *h, struct str markup);
/* Anybody's text: & < > " ' are escaped; right in text and in a quoted
 * attribute.  Bytes that are not UTF-8 become U+FFFD, controls vanish. */
void html_text(struct html *h, struct str text);
void html_int(struct html *h, int64_t v);
/* A path of our own ("/..."), percent-encoded where needed and escaped.
 * BUG() when it does not begin with one slash, or is "//...". */
void html_url(struct html *h, struct str path);
/* Many lines of text: escaped, line ends become <br>. */
void             html_lines(struct html *h, struct str text);
void             html_add(struct html *h, struct html_done piece);
struct html_done html_end(const struct html *h);

#endif
