/*
 * import -- the pages on which files are brought in.
 */
#ifndef WEB_IMPORT_H
#define WEB_IMPORT_H

#include "action/import.h"
#include "web/visit.h"

visit_in in_import_new, in_import, in_import_rows, in_import_absent,
    in_import_checks, in_import_map, in_import_decide, in_import_send,
    in_import_step, in_import_undo;
visit_see see_imports, see_import_form, see_import_new, see_import,
    see_import_part, see_import_decided, see_import_done, see_import_dropped,
    see_register_out;

/* What was typed into the form for a new file. */
struct import_typed {
    enum batch_kind kind;
    struct str      day, month, year;
    bool            kept_here, kept_elsewhere;
};
/* views/import.html */
void imports_page(struct page *pg, const struct import_list *l);
void import_new_page(struct page *pg, const struct import_typed *typed);
void import_page_draw(struct page *pg, const struct import_page *p);
void import_part_page(struct page *pg, const struct import_page *p);

enum msg   import_state_msg(enum batch_state s);
enum msg   import_kind_msg(enum batch_kind k);
enum msg   import_absent_msg(const struct import_page *p);
enum msg   import_verdict_msg(enum row_verdict v);
struct str import_verdict_id(enum row_verdict v);
/* "/import/b..." with something behind it. */
struct str import_url(struct page *pg, const struct batch *b, struct str more);
struct str import_rows_url(struct page *pg, const struct import_page *p,
    enum row_verdict v, int64_t after);
/* "R-7" */
struct str import_number(struct page *pg, const struct batch *b);
struct str import_column_name(struct page *pg, size_t i);
struct str import_categories(struct page *pg, struct str ids);
/* Whether the report of this file stands. */
bool import_is_read(const struct batch *b);
/* The options of a question, as words in one line; empty: it has none. */
struct str import_options(struct page *pg, const struct import_fault *f);

#endif
