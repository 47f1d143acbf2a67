/*
 * statements_test -- what engine_prepare_all() says of a wrong statement.
 * That every statement of the program is right: ../statements_test.c.
 */
#include "store/shop.h"

#include "../test.h"

#include "store/engine.h"
#include "store/ledger_inside.h"

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
