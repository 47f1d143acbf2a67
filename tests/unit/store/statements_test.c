/*
 * statements_test -- every statement of this room is prepared; under PGURL
 * on PostgreSQL, else on SQLite.
 */
#include "store/shop.h"

#include "../test.h"

#include "store/engine.h"
#include "store/ledger_inside.h"
#include "store/meta.h"
#include "store/migrate.h"

TEST(engine_prepare_all__takes_every_statement_of_the_store)
{
    static const struct statements *const all[] = {
        &ledger_statements,
        &ledger_list_statements,
        &ledger_prove_statements,
        &ledger_verify_statements,
        &meta_statements,
        &migrate_statements,
    };
    struct shop  s = shop_open();
    struct fault fault = {0};

    WANT_OK(engine_prepare_all(s.url, all, sizeof all / sizeof all[0], &fault));
    shop_close(&s);
}

TEST(engine_prepare_all__says_which_statement_is_wrong)
{
    static const struct statement  bad[] = {
        {"SELECT 1", NULL}, {"SELECT nothing FROM nowhere", NULL}};
    static const struct statements wrong = {"wrong", bad, 2};
    const struct statements *const all[] = {&ledger_statements, &wrong};
    struct shop                    s = shop_open();
    struct fault                   fault = {0};

    WANT_ERR(ERR_INVALID, engine_prepare_all(s.url, all, 2, &fault));
    WANT_STR(fault.field, "wrong");
    WANT_INT(fault.line, 2);
    shop_close(&s);
}
