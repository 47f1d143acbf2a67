/*
 * sql_test -- one text for two engines.
 */
#include "store/sql.h"

#include "../test.h"

static struct str
numbered(struct arena *a, const char *sql)
{
    return sql_numbered(a, str_of(sql));
}

TEST(sql_numbered__turns_dollar_numbers_into_question_marks)
{
    struct arena *a = arena_new(0);

    WANT_STR(numbered(a, "SELECT $2, $1"), "SELECT ?2, ?1");
    WANT_STR(numbered(a, "a = $12)"), "a = ?12)");
    WANT_STR(numbered(a, "$1"), "?1");
    WANT_STR(numbered(a, ""), "");
    WANT_STR(numbered(a, "cost $ 3 $a $"), "cost $ 3 $a $");
    arena_free(a);
}

TEST(sql_numbered__leaves_quotes_and_comments_alone)
{
    struct arena *a = arena_new(0);

    WANT_STR(numbered(a, "'$1' $1"), "'$1' ?1");
    WANT_STR(numbered(a, "'it''s $1' $2"), "'it''s $1' ?2");
    WANT_STR(numbered(a, "\"a$1\" = $1"), "\"a$1\" = ?1");
    WANT_STR(numbered(a, "-- $1\n$1"), "-- $1\n?1");
    WANT_STR(numbered(a, "/* $1 */ $1"), "/* $1 */ ?1");
    WANT_STR(numbered(a, "/* /* $1 */ $1 */ $1"), "/* /* $1 */ $1 */ ?1");
    WANT_STR(numbered(a, "- $1 / $2 * $3"), "- ?1 / ?2 * ?3");
    WANT_STR(numbered(a, "'never ends $1"), "'never ends $1");
    WANT_STR(numbered(a, "/* never ends $1"), "/* never ends $1");
    arena_free(a);
}

TEST(sql_schema__leaves_out_on_one_engine_what_is_for_the_other)
{
    struct arena    *a = arena_new(0);
    const struct str sql = S("x {BY_KEY};\n{POSTGRESQL} CREATE INDEX y;\nz");

    WANT_STR(sql_schema(a, sql, SQL_SQLITE),
        "x STRICT, WITHOUT ROWID;\n-- CREATE INDEX y;\nz");
    WANT_STR(sql_schema(a, sql, SQL_POSTGRES), "x ;\n CREATE INDEX y;\nz");
    arena_free(a);
}

TEST(sql_schema__says_the_three_words_in_each_engine)
{
    struct arena    *a = arena_new(0);
    const struct str sql = S("CREATE TABLE t (a INT64, b BYTES) {STRICT};");

    WANT_STR(sql_schema(a, sql, SQL_SQLITE),
        "CREATE TABLE t (a INTEGER, b BLOB) STRICT;");
    WANT_STR(sql_schema(a, sql, SQL_POSTGRES),
        "CREATE TABLE t (a BIGINT, b BYTEA) ;");
    arena_free(a);
}

TEST(sql_schema__changes_whole_words_outside_quotes_and_comments_only)
{
    struct arena    *a = arena_new(0);
    const struct str sql =
        S("-- INT64\nxINT64 INT64x INT64_ INT642 'BYTES' (INT64)");

    WANT_STR(sql_schema(a, sql, SQL_POSTGRES),
        "-- INT64\nxINT64 INT64x INT64_ INT642 'BYTES' (BIGINT)");
    arena_free(a);
}
