/*
 * name_table -- facts about names, read from names/given.txt, family.txt,
 * place.txt and street.txt.
 *
 * Row: forms of one name, the first of them its head; after '<' short and
 * familiar forms of it.  Forms are tied to each other and to the short ones;
 * short ones only to forms.  A name may stand in several rows.  All folded.
 *
 * The tables are the process's configuration: compiled in, made ready when
 * first asked, and perhaps added to by a deployer before that.
 */
#ifndef MATCH_NAME_TABLE_H
#define MATCH_NAME_TABLE_H

#include "base/err.h"
#include "match/name.h"

enum { NAME_TABLE_ROWS = 16 }; /* that a name stands in, at most */

/* Where a name stands. */
struct name_place {
    uint16_t row;
    bool     is_short;
};

size_t     name_table_count(enum match_name_kind kind);
struct str name_table_row(enum match_name_kind kind, size_t row);
struct str name_table_head(enum match_name_kind kind, size_t row);
/* The rows of a folded name, in their order; how many. */
size_t name_table_find(enum match_name_kind kind, struct str name,
    struct name_place out[NAME_TABLE_ROWS]);
/*
 * More rows, in the same form; the text must last as long as the process,
 * and no other thread may be asking.  ERR_INVALID: a word is not folded, or
 * a row has no two; fault->line is set.
 */
enum err MUST_CHECK name_table_add(enum match_name_kind kind, struct str text,
    struct fault *fault);

/* Of all rows of the tables by which anything is kept: another one when any
 * is added.  By words of streets nothing is. */
uint64_t name_table_mark(void);

#endif
