/*
 * name_table -- facts about names, one row a line.
 *
 * Row: forms of one name, the first of them its head; after '<' short and
 * familiar forms of it.  Forms are tied to each other and to the short ones;
 * short ones only to forms.  A name may stand in several rows.  All folded.
 */
#ifndef MATCH_NAME_TABLE_H
#define MATCH_NAME_TABLE_H

#include "base/str.h"

struct name_table {
    const struct str *row;
    size_t            count;
};

extern const struct name_table name_table_given;
extern const struct name_table name_table_family;

#endif
